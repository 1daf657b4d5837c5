"""Invented articles in several languages, and the ways in which aggregators lay them out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """One article as a page tells it; `hours` is its age."""

    title: str
    publisher: str
    hours: int
    body: str
    tags: tuple[str, ...] = ()


STANDING = (
    "The town of Vellmar has argued about its harbour since the storm of 2014, and two councils "
    "have fallen over the cost of repairs that nobody wanted to pay."
)

ENGLISH = (
    Told(
        "Harbour Council Approves New Ferry Line to Osk",
        "Vellmar Courier",
        1,
        "The harbour council of Vellmar approved a ferry line to the island of Osk on Monday after "
        "eleven hours of debate. Mayor Ada Lindqvist said that the first boat would sail in "
        "May and "
        "carry four hundred passengers a day.\n"
        "Fishermen who use the eastern quay had asked for a delay, because the new berth takes a "
        f"third of their moorings and the season opens in March.\n{STANDING}",
        ("Ada Lindqvist", "ferry", "harbour council", "Osk", "Vellmar"),
    ),
    Told(
        "Old Granary Reopens as a Library",
        "Vellmar Courier",
        2,
        "Readers queued around the block on Tuesday when the old granary by the river opened "
        "as the "
        "new town library after six years of work. The building holds ninety thousand books, a "
        "reading room under the roof, and a workshop in which children learn to print. Architect "
        "Teun Maas kept the wooden silos, which now serve as quiet rooms for students. The project "
        "cost nine million crowns, two more than planned, and was paid for by a lottery. "
        f"{STANDING}",
        ("granary", "library", "Teun Maas"),
    ),
    Told(
        "Bus Drivers Call Off Strike After Pay Offer",
        "Vellmar Courier",
        5,
        "Bus drivers in Vellmar called off a strike that was to begin on Thursday, after the "
        "operator offered a rise of four percent and longer breaks. The union said its members "
        "would vote on the offer by the end of the month. About thirty thousand people take the "
        "bus to work every day, and schools had already told parents to look for other ways. The "
        "operator warned that fares would have to rise in autumn to pay for the agreement. "
        f"{STANDING}",
        ("bus", "strike", "transport"),
    ),
)

OTHER_PUBLISHERS = (
    Told(
        "Glassworks Cut a Hundred Jobs in Northern Valley",
        "North Valley Post",
        3,
        "The glassworks in the northern valley will cut a hundred jobs by the summer, its owner "
        "said on Wednesday, blaming the price of gas and cheap imports. Workers gathered outside "
        "the gate in the snow and demanded a meeting with the regional government. The plant has "
        "made bottles for eighty years and employs every fourth household of the valley. Unions "
        "called the plan a betrayal, because the same owner had promised new furnaces in autumn.",
    ),
    Told(
        "Astronomers See Dust Ring Around Distant Star",
        "The Daily Lantern",
        26,
        "Astronomers have found a ring of dust around a star ninety light years away that looks "
        "like the young solar system, according to a study published on Friday. The ring is lit "
        "from within and holds gaps that may have been swept by planets. Observations over three "
        "winters were needed to tell the ring from the glare of the star. The team wants to look "
        "again next year with a larger mirror and hopes to see one of the planets itself.",
    ),
    Told(
        "Marathon Moves to Cooler Month",
        "Sport Weekly",
        50,
        "The city marathon will be run in October from next year, organisers announced, because "
        "too many runners collapsed in the heat of the last two summers. The course stays the same "
        "and passes the harbour, the old mill and the stadium. Hotels had opposed the "
        "change, since "
        "the race filled their rooms in the quiet weeks of June. Doctors welcomed it and asked for "
        "more water points along the second half of the course, where there is no shade at all.",
    ),
)

GERMAN = (
    Told(
        "Stadtrat beschließt neue Brücke über die Elm",
        "Elmer Anzeiger",
        1,
        "Der Stadtrat hat am Montag nach langer Debatte den Bau einer neuen Brücke über die Elm "
        "beschlossen. Die Arbeiten sollen im Frühjahr beginnen und drei Jahre dauern, sagte "
        "Bürgermeisterin Karla Vogt.\n"
        "Anwohner hatten gegen den Plan geklagt, weil er durch einen alten Obstgarten führt, "
        "in dem "
        "seltene Vögel brüten. Das Gericht wies die Klage im Herbst ab.",
    ),
    Told(
        "Museum zeigt verschollene Zeichnungen",
        "Kultur heute",
        3,
        "Das Museum am Markt zeigt von Freitag an vierzig Zeichnungen, die lange als verschollen "
        "galten und erst vor zwei Jahren auf einem Dachboden gefunden wurden. Sie stammen aus der "
        "Werkstatt eines Malers, dessen Name nicht sicher ist. Fachleute haben das Papier geprüft "
        "und halten es für echt. Die Schau ist bis zum Sommer zu sehen, der Eintritt ist frei, und "
        "an jedem Sonntag führen Studierende durch die Räume und erklären die Blätter.",
    ),
    Told(
        "Bahn stellt Nachtzug nach Süden ein",
        "Der Reisende",
        6,
        "Die Bahn stellt den Nachtzug nach Süden zum Jahresende ein, weil die Wagen zu alt "
        "sind und "
        "Ersatz frühestens in fünf Jahren geliefert wird. Fahrgastverbände kritisierten den "
        "Schritt "
        "und verwiesen auf ausgebuchte Züge im vergangenen Sommer. Das Ministerium will nun "
        "mit den "
        "Nachbarländern über eine gemeinsame Bestellung reden. Bis dahin sollen Busse fahren, die "
        "allerdings vier Stunden länger brauchen und keine Betten haben.",
    ),
)

FRENCH = (
    Told(
        "La mairie rouvre le vieux théâtre",
        "Le Courrier du Port",
        1,
        "La mairie a rouvert lundi le vieux théâtre du port, fermé depuis neuf ans après un "
        "incendie. La salle compte désormais cinq cents places et une scène tournante, a expliqué "
        "l'architecte Rémi Castel.\n"
        "La première saison s'ouvrira en mars avec une pièce écrite par des habitants du quartier, "
        "qui ont travaillé pendant deux ans avec une troupe venue de la montagne.",
    ),
    Told(
        "Les pêcheurs suspendent leur blocus",
        "La Gazette des Îles",
        2,
        "Les pêcheurs ont suspendu mardi le blocus du port après une nuit de discussions avec le "
        "préfet. Ils demandaient une aide pour le carburant et le report des nouvelles limites de "
        "capture. Le gouvernement a promis de verser une première somme avant la fin du mois. Les "
        "syndicats ont toutefois prévenu qu'ils reprendraient leur mouvement si cette promesse "
        "n'était pas tenue, et une assemblée générale est prévue dès la semaine prochaine.",
    ),
    Told(
        "Une classe découvre une grotte ornée",
        "Le Courrier du Port",
        5,
        "Une classe de collège a découvert une grotte ornée lors d'une sortie dans les gorges, a "
        "annoncé mercredi le service des fouilles. Les parois portent des chevaux et des mains "
        "peintes en rouge, vieux d'au moins quinze mille ans selon une première estimation. "
        "L'accès "
        "est désormais fermé par une grille. Les élèves seront invités à revenir avec les "
        "chercheurs, qui veulent étudier les peintures pendant au moins trois étés.",
    ),
)

SPANISH = (
    Told(
        "El pueblo estrena su primer tranvía",
        "Diario del Valle",
        1,
        "El pueblo estrenó el lunes su primer tranvía, una línea de nueve kilómetros que une la "
        "estación con el hospital. La alcaldesa Inés Robledo viajó en el primer coche junto a los "
        "obreros que construyeron la vía.\n"
        "El proyecto costó menos de lo previsto y se terminó con cuatro meses de adelanto, "
        "algo que "
        "los vecinos celebraron con música y una comida en la plaza mayor.",
    ),
    Told(
        "Científicas hallan una rana desconocida",
        "La Voz del Sur",
        2,
        "Un equipo de científicas halló una rana desconocida en los bosques de la sierra, según "
        "anunció la universidad el martes. El animal mide dos centímetros, es de color azul "
        "y canta "
        "solo después de la lluvia. Las investigadoras lo buscaron durante tres años guiadas por "
        "grabaciones de los pastores. Piden ahora que el bosque sea protegido, porque una "
        "carretera "
        "prevista para el próximo año pasaría justo por el lugar en el que vive la especie.",
    ),
    Told(
        "Agricultores cortan la autopista por el agua",
        "Diario del Valle",
        4,
        "Cientos de agricultores cortaron la autopista el miércoles para protestar por el reparto "
        "del agua del río entre las dos provincias. Los tractores ocuparon los cuatro carriles "
        "durante seis horas y hubo colas de veinte kilómetros. El ministerio convocó una reunión "
        "para el viernes y pidió calma. Los convocantes respondieron que no aceptarán nuevos "
        "recortes mientras los campos de golf de la costa sigan regando todas las noches del año.",
    ),
)

ARABIC = (
    Told(
        "مجلس المدينة يقر خطة الميناء الجديد",
        "صحيفة المرفأ",
        1,
        "أقر مجلس المدينة يوم الاثنين خطة بناء الميناء الجديد بعد نقاش استمر عشر ساعات "
        "كاملة. وقالت "
        "رئيسة البلدية إن الأعمال ستبدأ في الربيع وتستمر ثلاث سنوات على الأقل.\n"
        "وطلب الصيادون تأجيل المشروع لأن الرصيف الجديد يأخذ ثلث أماكن قواربهم، لكن المجلس "
        "رفض الطلب "
        "ووعد بدفع تعويضات قبل نهاية الصيف المقبل.",
    ),
    Told(
        "افتتاح مكتبة عامة في مبنى المطحنة القديم",
        "صحيفة المرفأ",
        3,
        "افتتحت المدينة يوم الثلاثاء مكتبة عامة في مبنى المطحنة القديم بعد ست سنوات من العمل. وتضم "
        "المكتبة تسعين ألف كتاب وقاعة للقراءة تحت السقف وورشة يتعلم فيها الأطفال الطباعة. وقال "
        "المهندس إنه حافظ على الصوامع الخشبية التي صارت غرفا هادئة للطلاب. وبلغت كلفة المشروع تسعة "
        "ملايين، أي أكثر بمليونين مما كان مخططا له، ودفعت من أموال يانصيب خيري نظمه سكان الأحياء "
        "القريبة من النهر خلال السنوات الماضية، وشارك فيه آلاف الناس من المدينة ومن القرى "
        "المجاورة.",
    ),
    Told(
        "سائقو الحافلات يعلقون الإضراب بعد عرض جديد",
        "صحيفة المرفأ",
        6,
        "علق سائقو الحافلات إضرابا كان سيبدأ يوم الخميس بعد أن عرضت الشركة زيادة في الأجور وفترات "
        "راحة أطول. وقالت النقابة إن أعضاءها سيصوتون على العرض قبل نهاية الشهر الجاري. ويستخدم نحو "
        "ثلاثين ألف شخص الحافلات كل يوم للوصول إلى أعمالهم، وكانت المدارس قد طلبت من الأهالي البحث "
        "عن وسائل أخرى. وحذرت الشركة من أن أسعار التذاكر سترتفع في الخريف لتغطية كلفة الاتفاق الذي "
        "تم التوصل إليه ليلا بعد مفاوضات طويلة وصعبة بين الطرفين في مقر البلدية القديم.",
    ),
)

RUSSIAN = (
    Told(
        "Порт открыл новый причал для паромов",
        "Гавань сегодня",
        1,
        "Городской порт открыл в понедельник новый причал для паромов, который строили четыре "
        "года и дважды откладывали из-за нехватки денег. Мэр города Анна Лескова сказала, что "
        "первый паром отправится на остров уже в мае и будет перевозить четыреста пассажиров в "
        "день.\n"
        "Рыбаки просили отложить открытие, потому что причал занял треть их стоянок, но "
        "городской совет отказал им в этой просьбе и обещал возместить убытки до конца лета.",
        ("паром", "порт", "Анна Лескова"),
    ),
    Told(
        "Старая мельница стала библиотекой",
        "Речной вестник",
        3,
        "Старая мельница у реки стала городской библиотекой после шести лет работ, и в первый "
        "же день у дверей выстроилась очередь читателей. В здании девяносто тысяч книг, "
        "читальный зал под крышей и мастерская, где дети учатся печатать. Архитектор сохранил "
        "деревянные бункеры, в которых теперь устроены тихие комнаты для студентов. Проект "
        "обошёлся в девять миллионов, на два больше, чем планировали, и был оплачен за счёт "
        "лотереи, которую устроили жители соседних кварталов.",
        ("библиотека", "мельница", "Речной район"),
    ),
    Told(
        "Водители автобусов отменили забастовку",
        "Гавань сегодня",
        72,
        "Водители автобусов отменили забастовку, которая должна была начаться в четверг, после "
        "того как компания предложила повысить зарплату и удлинить перерывы. Профсоюз сообщил, "
        "что его члены проголосуют за предложение до конца месяца. Около тридцати тысяч человек "
        "ездят на автобусах на работу каждый день, и школы уже просили родителей искать другие "
        "пути. Компания предупредила, что осенью стоимость проезда вырастет, чтобы покрыть "
        "расходы на соглашение.",
        ("автобусы", "забастовка"),
    ),
)

TURKISH = (
    Told(
        "Belediye yeni vapur hattını onayladı",
        "Liman Postası",
        1,
        "Belediye meclisi pazartesi günü adaya yeni bir vapur hattı kurulmasını on bir saat "
        "süren tartışmaların ardından onayladı. Belediye başkanı ilk vapurun mayısta sefere "
        "çıkacağını ve günde dört yüz yolcu taşıyacağını söyledi.\n"
        "Balıkçılar, yeni iskelenin bağlama yerlerinin üçte birini alacağı için kararın "
        "ertelenmesini istemişti, ancak meclis bu isteği reddetti ve yaz sonuna kadar zararın "
        "karşılanacağına söz verdi.",
        ("vapur", "liman"),
    ),
    Told(
        "Eski değirmen kütüphane oldu",
        "Nehir Gazetesi",
        3,
        "Nehir kıyısındaki eski değirmen altı yıl süren çalışmaların ardından şehir kütüphanesi "
        "olarak açıldı ve ilk gün kapıda uzun bir kuyruk oluştu. Binada doksan bin kitap, çatı "
        "altında bir okuma salonu ve çocukların baskı yapmayı öğrendiği bir atölye bulunuyor. "
        "Mimar ahşap siloları korudu ve buralar şimdi öğrenciler için sessiz odalar olarak "
        "kullanılıyor. Proje planlanandan iki milyon fazlasına mal oldu ve mahalle sakinlerinin "
        "düzenlediği bir piyango ile ödendi. Belediye önümüzdeki yıl ikinci bir salonun daha "
        "açılacağını duyurdu.",
        ("kütüphane", "değirmen"),
    ),
    Told(
        "Otobüs şoförleri grevi iptal etti",
        "Liman Postası",
        6,
        "Otobüs şoförleri, şirketin ücretlere zam ve daha uzun molalar önermesinin ardından "
        "perşembe günü başlayacak grevi iptal etti. Sendika, üyelerinin ay sonuna kadar teklif "
        "hakkında oy kullanacağını açıkladı. Her gün yaklaşık otuz bin kişi işe otobüsle "
        "gidiyor ve okullar velilerden başka yollar aramasını istemişti. Şirket, anlaşmanın "
        "bedelini karşılamak için bilet fiyatlarının sonbaharda artacağı konusunda uyardı. "
        "Yolcu dernekleri zammın geri alınmasını istiyor ve yeni bir görüşme talep ediyor.",
    ),
)

CHINESE = (
    Told(
        "市议会批准新渡轮航线",
        "港口日报",
        1,
        "市议会周一在经过十一个小时的辩论之后批准了通往小岛的新渡轮航线。市长表示，第一艘渡轮将于"
        "五月启航，每天可运送四百名乘客，票价与公交车相同。\n"
        "渔民此前要求推迟，因为新泊位占用了他们三分之一的停泊位置，但议会拒绝了这一请求，并承诺在"
        "夏季结束之前赔偿损失。",
        ("渡轮", "港口"),
    ),
    Told(
        "老磨坊变成图书馆",
        "河畔新闻",
        3,
        "经过六年的施工，河边的老磨坊周二作为新的市立图书馆向公众开放，第一天门口就排起了长队。馆"
        "内藏有九万册图书，屋顶下设有阅览室，还有一个让孩子们学习印刷的工作坊。建筑师保留了木制的"
        "筒仓，现在成为学生们的安静房间。该项目耗资九百万，比计划多出两百万，由附近居民组织的彩票"
        "资金支付。",
        ("图书馆", "磨坊"),
    ),
    Told(
        "公交司机取消罢工",
        "港口日报",
        6,
        "在公司提出加薪和延长休息时间之后，公交司机取消了原定于周四开始的罢工。工会表示，其成员将"
        "在本月底之前对该提议进行投票。每天约有三万人乘坐公交车上班，学校此前已经要求家长寻找其他"
        "交通方式。公司警告说，为了支付协议的费用，票价将不得不在秋季上涨，乘客协会对此表示反对。",
    ),
)

AGES = {
    "en": lambda h: f"{h} hours ago" if h != 1 else "1 hour ago",
    "short": lambda h: f"{h}h",
    "short-ago": lambda h: f"{h}h ago",
    "de": lambda h: f"vor {h} Stunden" if h != 1 else "vor einer Stunde",
    "fr": lambda h: f"il y a {h} heures" if h != 1 else "il y a une heure",
    "es": lambda h: f"hace {h} horas" if h != 1 else "hace una hora",
    "ar": lambda h: f"منذ {h} ساعات" if h != 1 else "منذ ساعة",
}

WORDS = {  # comments, no comments yet, related, tags
    "en": ("Comments", "No comments yet...", "Related Articles", "Tags"),
    "de": ("Kommentare", "Noch keine Kommentare", "Ähnliche Artikel", "Schlagwörter"),
    "fr": ("Commentaires", "Aucun commentaire", "Articles similaires", "Mots-clés"),
    "es": ("Comentarios", "Aún no hay comentarios", "Noticias relacionadas", "Etiquetas"),
    "ar": ("التعليقات", "لا توجد تعليقات", "مقالات ذات صلة", "الوسوم"),
}

STYLES = {  # the lines of a head, top to bottom
    "publisher age echo title": lambda t, age: [t.publisher, age, f"- {t.publisher}", t.title],
    "publisher age title": lambda t, age: [t.publisher, age, t.title],
    "title publisher age": lambda t, age: [t.title, t.publisher, age],
    "age publisher title": lambda t, age: [age, t.publisher, t.title],
    "title age publisher": lambda t, age: [t.title, age, t.publisher],
    "dotted title": lambda t, age: [f"{t.publisher} · {age}", t.title],
    "title dotted": lambda t, age: [t.title, f"{t.publisher} • {age}"],
    "age bar publisher title": lambda t, age: [f"{age} | {t.publisher}", t.title],
    "dash title": lambda t, age: [f"{t.publisher} - {age}", t.title],
    "publisher title age": lambda t, age: [t.publisher, t.title, age],
    "byline": lambda t, age: [t.title, "By Nora Field", f"{t.publisher} · {age}"],
}


def text_page(
    told: tuple[Told, ...],
    *,
    style: str = "publisher age echo title",
    language: str = "en",
    ages: str = "",
    gap: int = 2,
    tags: str = "glued",
) -> str:
    """Return an aggregator's page as text: the first article, furniture, the others in cards."""
    comments, none_yet, related, label = WORDS[language]
    age = AGES[ages or language]
    main, *others = told
    lines = [main.title, main.body + _tags(main, label, tags), ""]
    lines += (
        ["Try Our AI Features", "Explore what Nuzzle can do for you:"] if language == "en" else []
    )
    lines += [comments, none_yet, related]
    for one in others:
        lines += [""] * gap
        lines += STYLES[style](one, age(one.hours))
        lines.append(one.body.replace("\n", " ") + _tags(one, label, tags))
    return "\n".join(lines)


def _tags(told: Told, label: str, how: str) -> str:
    if not told.tags or not how:
        return ""
    joiner = {"glued": "", "commas": ", ", "hashtags": " #", "bars": " | "}[how]
    return f" {label}: {'#' if how == 'hashtags' else ''}{joiner.join(told.tags)}"

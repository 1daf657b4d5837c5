"""How the languages of news speak of dates, as data for `dates`.

Groups are parted by "|", the words of a group by spaces; "_" stands for a space inside a phrase.
All in lower case, as they are written: nothing is folded, so that offsets stay those of the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from tidings.reference.timewords import MONTHS_OF, WEEKDAYS_OF

__all__ = ["SPEECH", "Speech"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Speech:
    """One language's words of time. An empty group is one that the language has no use for."""

    months: str  # twelve groups
    weekdays: str  # seven groups, Monday first
    days: str  # five groups: two days back, one back, today, tomorrow, the day after
    units: str  # four groups: day, week, month, year
    duals: str = "|||"  # as units: one word for two of them
    many: str = ""  # of the units, those that are plural and need a count
    hours: str
    counts: str  # groups for 1, 2, 3 …; ten at most
    few: str  # an uncertain handful: several, some
    last: str
    this: str
    next: str
    ago_before: str = ""
    ago_after: str = ""
    earlier: str = ""  # after a count, by the date told before: two years earlier
    later: str = ""
    ahead: str = ""  # before a count: in two weeks
    parts: str = ""  # of a day
    around: str = ""  # before a date: late, early
    ordinal: str = ""  # what may stand glued to a day's number
    of: str = ""  # what may stand between day, month and year
    joins: str = ""  # between two days of one month: 25 and 26 November
    quarter: str = ""
    firsts: str = ""  # four groups: first, second, third, fourth
    dating: str  # before a bare month or year, these make it one
    dated: str = ""  # after a bare year, these make it one
    future: str  # words by which a sentence speaks of what is to come
    coming: str = ""  # a pattern of verbs that do so by their ending
    past: str  # and of what was: a pattern
    decade: str = ""  # before two or four digits, or "s" after four
    proper: str = ""  # a capitalised word after a date that makes it a name: Street
    named: str = ""  # a word before a date that makes it a name: Black, rue


EN = Speech(
    months=MONTHS_OF["en"],
    weekdays=WEEKDAYS_OF["en"],
    days="day_before_yesterday|yesterday|today tonight|tomorrow|day_after_tomorrow",
    units="day days|week weeks|month months|year years",
    many="days weeks months years",
    hours="hour hours minute minutes",
    counts="a an one|two|three|four|five|six|seven|eight|nine|ten",
    few="several some few",
    last="last past previous",
    this="this current",
    next="next coming upcoming",
    ago_after="ago",
    earlier="earlier before",
    later="later",
    ahead="in within",
    parts="morning afternoon evening night",
    around="early late mid",
    ordinal="st nd rd th",
    of="of",
    quarter="quarter",
    firsts="first|second|third|fourth final",
    joins="and to or through until",
    dating="in since until till by from during of to between before after around circa early late"
    " mid through for and year fiscal summer autumn winter spring fall",
    future="will shall would could might next upcoming tomorrow scheduled expected plans planned"
    " due set_to set_for is_set are_set going_to to_be is_to are_to ahead_of",
    past=r"(?<!be )(?:(?:was|were) (?:scheduled|set|going to)|appeared to be"
    r"|had been (?:expected|scheduled|set|due|planned)|said|told|was|were|had|met|held|won"
    r"|lost|took|came|went|began|left|made|found|rose|fell|saw|got|did|gave|hit|struck|laid|sent"
    r"|spoke|wrote|became|brought|bought|built|chose|drew|drove|fought|flew|heard|kept|led|paid|ran"
    r"|sat|sold|shot|stood|threw|\w+ed)",
    decade="s",
    proper="street square avenue road bridge brigade revolution movement stadium hospital park"
    " boulevard university martyrs mosque airport morning_herald night_live night_football times"
    " post",
    named="black good bloody super cyber ash palm easter holy fat ruby",
)
FR = Speech(
    months=MONTHS_OF["fr"],
    weekdays=WEEKDAYS_OF["fr"],
    days="avant-hier|hier|aujourd'hui aujourd’hui|demain|après-demain",
    units="jour jours journée|semaine semaines|mois|an ans année années",
    many="jours semaines années ans",
    hours="heure heures minute minutes",
    counts="un une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix",
    few="quelques plusieurs",
    last="dernier dernière derniers dernières passé passée",
    this="ce cet cette",
    next="prochain prochaine prochains prochaines",
    ago_before="il_y_a voilà",
    earlier="plus_tôt",
    later="plus_tard",
    ahead="dans d'ici d’ici",
    parts="matin après-midi soir soirée nuit",
    around="début mi fin",
    ordinal="er",
    of="de",
    quarter="trimestre",
    firsts="premier 1er|deuxième second 2e|troisième 3e|quatrième dernier 4e",
    joins="et au ou",
    dating="d'ici ici en depuis jusqu'en jusqu’en jusqu'à dès de d' d’ avant après entre et vers"
    " courant"
    " début mi fin pour à l'année année l’année été hiver automne printemps",
    future="sera seront aura auront doit doivent devra devront devrait prévu prévue prévus prévues"
    " va vont prochain prochaine demain",
    coming=r"\w{2,}r(?:a|ont)",
    past=r"a|ont|était|avait|avaient|dit|\w+é",
    named="rue avenue boulevard stade vendredi_noir",
)
DE = Speech(
    months=MONTHS_OF["de"],
    weekdays=WEEKDAYS_OF["de"],
    days="vorgestern|gestern|heute|morgen|übermorgen",
    units="tag tage tagen|woche wochen|monat monate monaten monats|jahr jahre jahren jahres",
    many="tage tagen wochen monate monaten jahre jahren",
    hours="stunde stunden minute minuten",
    counts="ein eine einem einer einen|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn",
    few="einigen einige wenigen mehreren",
    last="letzten letzte letzter letztes letztem vergangenen vergangene vergangener vergangenes"
    " vorigen vorige voriges vergangenem",
    this="diesen diese dieser dieses diesem",
    next="nächsten nächste nächster nächstes nächstem kommenden kommende kommender kommendes",
    ago_before="vor",
    earlier="zuvor",
    later="später",
    ahead="in",
    parts="morgen vormittag mittag nachmittag abend nacht",
    around="anfang mitte ende frühen späten",
    ordinal=".",
    of="des",
    quarter="quartal quartals",
    firsts="erste ersten erstes|zweite zweiten zweites|dritte dritten drittes|vierte vierten",
    joins="und bis oder",
    dating="für im in seit bis ab von vor nach zwischen und anfang mitte ende zum jahr jahre"
    " jahres um"
    " sommer herbst winter frühjahr",
    future="wird werden soll sollen will wollen geplant plant nächste nächsten kommende kommenden"
    " morgen künftig",
    past=r"sagte|teilte|erklärte|hat|haben|hatte|hatten|war|waren|wurde|wurden|kam|kamen|gab",
    proper="straße strasse platz",
    named="straße platz schwarzer",
)
ES = Speech(
    months=MONTHS_OF["es"],
    weekdays=WEEKDAYS_OF["es"],
    days="anteayer antier|ayer anoche|hoy|mañana|pasado_mañana",
    units="día días|semana semanas|mes meses|año años",
    many="días semanas meses años",
    hours="hora horas minuto minutos",
    counts="un una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez",
    few="unos unas algunos varios varias pocos pocas",
    last="pasado pasada pasados pasadas último última",
    this="este esta",
    next="próximo próxima próximos próximas",
    ago_before="hace",
    ago_after="atrás",
    earlier="antes",
    later="después más_tarde",
    ahead="dentro_de en",
    parts="por_la_mañana por_la_tarde por_la_noche",
    around="principios mediados finales",
    ordinal="º",
    of="de del",
    quarter="trimestre",
    firsts="primer|segundo|tercer|cuarto último",
    joins="y al o a",
    dating="en desde hasta de del para entre y hacia durante año antes verano invierno otoño"
    " primavera a",
    future="será serán se_celebrará habrá tendrá tendrán próximo próxima previsto prevista mañana"
    " va_a van_a deberá",
    coming=r"\w{2,}r(?:á|án|emos)",
    past=r"dijo|fue|fueron|ha|han|había|hubo|hizo|tuvo|\w+(?:ó|aron|ieron)",
    named="calle avenida plaza estadio viernes_negro",
)
IT = Speech(
    months=MONTHS_OF["it"],
    weekdays=WEEKDAYS_OF["it"],
    days="altro_ieri|ieri|oggi stasera stamattina|domani|dopodomani",
    units="giorno giorni|settimana settimane|mese mesi|anno anni",
    many="giorni settimane mesi anni",
    hours="ora ore minuto minuti",
    counts="un una un' un’ uno|due|tre|quattro|cinque|sei|sette|otto|nove|dieci",
    few="alcuni alcune qualche pochi diversi",
    last="scorso scorsa scorsi scorse passato passata",
    this="questo questa",
    next="prossimo prossima prossimi prossime",
    ago_after="fa",
    earlier="prima",
    later="dopo più_tardi",
    ahead="tra fra entro",
    parts="mattina pomeriggio sera notte",
    around="inizio metà fine",
    ordinal="º",
    of="di del",
    quarter="trimestre",
    firsts="primo|secondo|terzo|quarto ultimo",
    joins="e al o",
    dating="in nel dal al del dell' dell’ da fino a di entro tra e dopo prima anno estate inverno"
    " autunno primavera",
    future="sarà saranno dovrà dovranno prossimo prossima previsto prevista domani avrà si_terrà",
    coming=r"\w{2,}r(?:à|anno)",
    past=r"ha|hanno|era|erano|aveva|detto|stato|stata|disse",
    named="via piazza viale venerdì_santo",
)
PT = Speech(
    months=MONTHS_OF["pt"],
    weekdays=WEEKDAYS_OF["pt"],
    days="anteontem|ontem|hoje|amanhã|depois_de_amanhã",
    units="dia dias|semana semanas|mês meses|ano anos",
    many="dias semanas meses anos",
    hours="hora horas minuto minutos",
    counts="um uma|dois duas|três|quatro|cinco|seis|sete|oito|nove|dez",
    few="alguns algumas vários poucos poucas",
    last="passado passada passados passadas último última",
    this="este esta neste nesta deste desta",
    next="próximo próxima próximos próximas",
    ago_before="há",
    ago_after="atrás",
    earlier="antes",
    later="depois mais_tarde",
    ahead="em dentro_de daqui_a",
    parts="de_manhã à_tarde à_noite",
    around="início meados final",
    ordinal="º",
    of="de do",
    quarter="trimestre",
    firsts="primeiro|segundo|terceiro|quarto último",
    joins="e a ou",
    dating="em desde até de do para entre e por_volta durante ano antes após verão inverno",
    future="será serão terá terão vai vão deve devem próximo próxima previsto prevista amanhã",
    coming=r"\w{2,}r(?:á|ão)",
    past=r"disse|foi|foram|era|havia|teve|fez|\w+(?:ou|eu|iu|aram|eram|iram)",
    named="rua avenida praça sexta-feira_santa",
)
RU = Speech(
    months=MONTHS_OF["ru"],
    weekdays=WEEKDAYS_OF["ru"],
    days="позавчера|вчера|сегодня|завтра|послезавтра",
    units="день дня дней сутки суток|неделя недели неделю недель неделе|месяц месяца месяцев месяце"
    "|год года лет году",
    hours="час часа часов минуту минуты минут",
    counts="один одну одна|два две|три|четыре|пять|шесть|семь|восемь|девять|десять",
    few="несколько",
    last="прошлый прошлого прошлая прошлую прошлой прошлом минувший минувшую минувшей минувшем",
    this="этот этого эту этой этом нынешнего нынешней нынешнем текущего текущем",
    next="следующий следующего следующую следующей следующем будущем будущего предстоящий",
    ago_after="назад",
    later="спустя",
    ahead="через",
    parts="утром днем днём вечером ночью",
    around="начале середине конце",
    ordinal="-го",
    of="",
    quarter="квартал квартале квартала",
    firsts="первый первом первого|второй втором второго|третий третьем третьего"
    "|четвертый четвертом четвертого четвёртом",
    joins="и по или",
    dating="в во с со до к по после начале середине конце между и",
    dated="год года году годом г годы годах",
    future="будет будут планирует планируется планируют состоится пройдет пройдёт намерен"
    " предстоящий следующей следующем завтра",
    coming=r"(?:по|про|со|вы|при)\w{2,}(?:(?<![аяу])[её]т|(?<!ход)(?<!вод)(?<!нос)ит|[ау]т)(?:ся)?"
    r"|начн[её]тся|начнутся|получат|встретится",
    past=r"\w{2,}(?:л|ла|ли|ло|лся|лась|лись|лось)",
    named="улица улице площадь",
)
PL = Speech(
    months=MONTHS_OF["pl"],
    weekdays=WEEKDAYS_OF["pl"],
    days="przedwczoraj|wczoraj|dziś dzisiaj|jutro|pojutrze",
    units="dzień dni dnia|tydzień tygodnie tygodni tygodniu tygodnia"
    "|miesiąc miesiące miesięcy miesiącu miesiąca|rok lata lat roku",
    hours="godzinę godziny godzin minut minuty",
    counts="jeden jedną|dwa dwie dwóch|trzy|cztery|pięć|sześć|siedem|osiem|dziewięć|dziesięć",
    few="kilka parę",
    last="ubiegły ubiegłego ubiegłą ubiegłej ubiegłym zeszły zeszłego zeszłą zeszłej zeszłym"
    " minionym minionego",
    this="ten tego tę tej tym bieżącego bieżącym",
    next="przyszły przyszłego przyszłą przyszłej przyszłym następny następnego następnym"
    " najbliższą najbliższy",
    ago_after="temu",
    later="później",
    ahead="za",
    parts="rano wieczorem nocą",
    around="początku połowie końcu",
    of="",
    quarter="kwartał kwartale kwartału",
    firsts="pierwszy pierwszym|drugi drugim|trzeci trzecim|czwarty czwartym",
    joins="i do lub",
    dating="w we od do po na przed początku połowie końcu między roku",
    dated="rok roku r rokiem",
    future="będzie będą planuje planowane odbędzie ma_się przyszłym jutro zamierza",
    past=r"\w{2,}(?:ał|ała|ali|ały|ił|iła|ili|yła|yły|był|ono)",
    named="ulica ulicy plac placu czarny",
)
TR = Speech(
    months=MONTHS_OF["tr"],
    weekdays=WEEKDAYS_OF["tr"],
    days="evvelsi_gün|dün|bugün|yarın|",
    units="gün|hafta|ay|yıl sene",
    hours="saat dakika",
    counts="bir|iki|üç|dört|beş|altı|yedi|sekiz|dokuz|on",
    few="birkaç",
    last="geçen geçtiğimiz",
    this="bu",
    next="gelecek önümüzdeki",
    ago_after="önce",
    later="sonra",
    ahead="",
    parts="sabahı akşamı gecesi günü",
    quarter="çeyrek çeyreğinde çeyreğinin",
    firsts="ilk birinci|ikinci|üçüncü|dördüncü son",
    joins="ve ile",
    dating="yılı bu",
    dated="ayı ayında ayının ayından ayına yılı yılında yılının yılından yılındaki de da te ta"
    " den dan ten tan",
    future="olacak edecek yapılacak gelecek önümüzdeki yarın yapacak",
    coming=r"\w{2,}(?:acak|ecek|aca[kğ]\w{1,6}|ece[kğ]\w{1,6})",
    past=r"\w{2,}(?:dı|di|du|dü|tı|ti|tu|tü)",
)
AR = Speech(
    months=MONTHS_OF["ar"],
    weekdays=WEEKDAYS_OF["ar"],
    days="أول_أمس|أمس البارحة|اليوم|غدا غداً غدًا|بعد_غد",
    units="يوم أيام ايام يوما يوماً اليوم الأيام|أسبوع أسابيع الأسبوع أسبوعا أسبوعاً"
    "|شهر أشهر شهور الشهر شهرا شهراً|سنة سنوات عام أعوام العام السنة عاما عاماً",
    hours="ساعة ساعات دقيقة دقائق",
    duals="يومين|أسبوعين|شهرين|عامين سنتين",
    counts="||ثلاثة ثلاث|أربعة أربع|خمسة خمس|ستة ست|سبعة سبع|ثمانية ثماني|تسعة تسع|عشرة عشر",
    few="بضعة بضع عدة",
    last="الماضي الماضية المنصرم الفائت السابق",
    this="هذا هذه الحالي الجاري الحالية",
    next="المقبل المقبلة القادم القادمة",
    ago_before="منذ قبل",
    ahead="خلال",
    parts="صباحا مساء مساءً صباحاً",
    around="أوائل أواخر منتصف مطلع نهاية",
    of="من عام",
    quarter="الربع",
    firsts="الأول|الثاني|الثالث|الرابع الأخير",
    joins="و إلى",
    dating="العام في منذ حتى عام سنة لعام عامي خلال شهر قبل بعد أوائل أواخر منتصف مطلع نهاية من",
    future="سوف المقبل المقبلة القادم القادمة غدا غداً المقرر",
    coming=r"(?:سي(?!ار|اس|د|نا|طر)|ست(?!ة|ين))\w{2,}",
    past=r"قال|قالت|أعلن|أعلنت|أكد|أكدت|كان|كانت|وقال|وأعلن|عقد|التقى|استقبل",
    named="شارع ميدان ساحة",
)

SPEECH = {
    "en": EN, "fr": FR, "de": DE, "es": ES, "it": IT, "pt": PT, "ru": RU, "pl": PL, "tr": TR,
    "ar": AR,
}  # fmt: skip

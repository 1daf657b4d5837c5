"""The words of time in the languages of news, as data for whoever reads dates.

Compared as `tidings.text.fold` leaves them, so accents and case don't matter here.
"""

from __future__ import annotations

from tidings.text import fold

__all__ = [
    "AGO_AFTER",
    "AGO_BEFORE",
    "CALENDAR",
    "COUNTS",
    "DAY_WORDS",
    "DUALS",
    "LABELS",
    "MERIDIEM",
    "MONTHS",
    "MONTHS_OF",
    "UNITS",
    "WEEKDAYS",
    "WEEKDAYS_OF",
    "ZONES",
]

MINUTE, HOUR, DAY, WEEK = 60, 3600, 86400, 604800
MONTH, YEAR = 30 * DAY, 365 * DAY  # an age in these is never meant to the day

UNITS: dict[int, str] = {  # seconds: the words, Latin, then Cyrillic, Greek, Arabic, Hebrew, CJK …
    1: "s sec secs second seconds seconde secondes sek sekunde sekunden seg segundo segundos"
    " secondi"
    " secondo seconden sekund sekunder sekundy saniye sn detik giay sekuntia секунда секунды секунд"
    " секунду сек δευτερόλεπτα ثانية ثوان ثواني שניות שנייה 秒 秒钟 秒鐘 초 सेकंड วินาที",
    MINUTE: "m min mins minute minutes minuten minuto minutos minuti minuut minuter minutter minut"
    " minuty minuta minute(s) dakika dk menit phut minuuttia perc минута минуты минут минуту мин"
    " хвилин хвилини λεπτά λεπτό دقيقة دقائق دقیقه דקות דקה 分 分钟 分鐘 분 मिनट นาที",
    HOUR: "h hr hrs hour hours heure heures std stunde stunden hora horas ora ore uur uren"
    " time timer"
    " timme timmar tim godz godzina godziny godzin godzine hour(s) heure(s) saat sa jam gio tuntia"
    " ora ore hodin hodinami час часа часов ч год година години годин ώρες ώρα ساعة ساعات ساعت"
    " שעות שעה 小时 小時 時間 시간 घंटे घंटा ชั่วโมง",
    DAY: "d day days jour jours j tag tage tagen dia dias giorno giorni dag dagen dagar dage dager"
    " dni dzien dnem gun hari ngay paivaa zile day(s) jour(s) день дня дней днів дні ημέρες μέρες"
    " يوم أيام ايام روز ימים יום 天 日 일 दिन วัน",
    WEEK: "w wk wks week weeks semaine semaines sem woche wochen semana semanas settimana settimane"
    " weken vecka veckor uge uger uke uker tydzien tygodnie tygodni hafta minggu tuan viikkoa"
    " неделя недели недель неделю тиждень тижні тижнів أسبوع أسابيع هفته שבועות שבוע 周 週 週間 주"
    " सप्ताह สัปดาห์",
    MONTH: "mo mos mth month months mois monat monate monaten mes meses mese mesi maand"
    " maanden manad"
    " manader maned maneder miesiac miesiace miesiecy ay bulan thang kuukautta luni месяц месяца"
    " месяцев місяць місяці місяців μήνες شهر أشهر شهور ماه חודשים חודש 个月 個月 か月 ヶ月 개월"
    " महीने เดือน",
    YEAR: "y yr yrs year years an ans annee annees jahr jahre jahren ano anos anno anni jaar ar aar"
    " rok lata lat yil tahun nam vuotta ani год года лет рік роки років χρόνια سنة سنوات سال שנים"
    " שנה 年 년 साल ปี",
}
COUNTS: dict[str, int] = {
    word: count
    for count, words in {
        1: "a an one une un un' un’ ein eine einem einer una uno um uma een en ett et один одну"
        " одна bir satu jedna",
        2: "two deux zwei dos due dois duas twee två to два две dwa dwie iki dua",
        3: "three trois drei tres tre três drie tre tre три trzy üç tiga",
        4: "four quatre vier cuatro quattro quatro fyra fire четыре cztery dört empat",
        5: "five cinq fünf cinco cinque vijf fem пять pięć beş lima",
        6: "six sechs seis sei zes sex seks шесть sześć altı enam",
        7: "seven sept sieben siete sette sete zeven sju syv семь siedem yedi tujuh",
        8: "eight huit acht ocho otto oito åtta åtte восемь osiem sekiz delapan",
        9: "nine neuf neun nueve nove negen nio ni девять dziewięć dokuz sembilan",
        10: "ten dix zehn diez dieci dez tien tio ti десять dziesięć on sepuluh",
    }.items()
    for word in words.split()
}
DUALS: dict[str, int] = {  # one word for two of a unit
    "دقيقتين": 2 * MINUTE,
    "ساعتين": 2 * HOUR,
    "يومين": 2 * DAY,
    "أسبوعين": 2 * WEEK,
    "شهرين": 2 * MONTH,
    "سنتين": 2 * YEAR,
    "שעתיים": 2 * HOUR,
    "יומיים": 2 * DAY,
    "שבועיים": 2 * WEEK,
}
AGO_BEFORE = (
    *("il y a", "ya", "vor", "hace", "ha", "fa", "for", "pred", "acum", "πριν από", "πριν"),
    *("منذ", "قبل", "לפני", "about", "circa", "około", "около", "há", "over", "almost"),
)
AGO_AFTER = (
    *("ago", "fa", "atrás", "atras", "geleden", "sedan", "siden", "temu", "назад", "тому", "önce"),
    *("lalu", "yang lalu", "trước", "sitten", "πριν", "پیش", "前", "전", "पहले", "ที่แล้ว", "old"),
)
DAY_WORDS: dict[str, int] = {  # how many days back
    word.strip(): days
    for days, words in {
        0: "now, just now, moments ago, a moment ago, just in, today, à l'instant, a l’instant,"
        "maintenant, aujourd'hui, aujourd’hui, gerade eben, jetzt, heute, ahora, ahora mismo, hoy,"
        "adesso, oggi, agora, hoje, nu, net, zojuist, vandaag, idag, i dag, teraz, dziś, dzisiaj,"
        "только что, сейчас, сегодня, щойно, сьогодні, الآن, اليوم, עכשיו, היום, 刚刚, 剛剛, 今天,"
        "今日, たった今, 방금, 오늘, şimdi, bugün, baru saja, hari ini, vừa xong, hôm nay, τώρα,"
        "σήμερα, आज, अभी",
        1: "yesterday, hier, gestern, ayer, ieri, ontem, gisteren, igår, i går, wczoraj,"
        " вчера, вчора,"
        "أمس, امس, يوم أمس, אתמול, 昨天, 昨日, 어제, dün, kemarin, hôm qua, χθες, včera, eilen,"
        "कल",
        2: "avant-hier, vorgestern, anteayer, antes de ayer, l'altro ieri, anteontem, eergisteren,"
        "przedwczoraj, позавчера, أول أمس, 前天, 一昨日, 그저께",
    }.items()
    for word in words.split(",")
}
LABELS = (  # what stands before a date
    *("last updated", "last modified", "first published", "updated", "published", "posted", "date"),
    *("created", "modified", "publié", "publiée", "mis à jour", "mise à jour", "modifié", "paru"),
    *("veröffentlicht", "aktualisiert", "stand", "publicado", "publicada", "actualizado"),
    *("atualizado", "pubblicato", "aggiornato", "gepubliceerd", "bijgewerkt", "uppdaterad"),
    *("publicerad", "oppdatert", "publisert", "opdateret", "opublikowano", "aktualizacja"),
    *("опубликовано", "обновлено", "оновлено", "نشر", "تم التحديث", "آخر تحديث", "עודכן", "פורסם"),
    *("güncelleme", "yayınlanma", "发布时间", "发布于", "更新", "公開日", "입력", "수정"),
)
# Months by language, and those of others: twelve groups, parted by "|"; "_" is a space.
MONTHS_OF: dict[str, str] = {
    "en": (
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|"
        "september sept sep|october oct|november nov|december dec"
    ),
    "fr": (
        "janvier janv|février févr|mars|avril|mai|juin|juillet|août|septembre sept|octobre "
        "oct|novembre nov|décembre déc"
    ),
    "de": (
        "januar jänner jan|februar feb|märz mrz|april apr|mai|juni|juli|august|september "
        "sept|oktober okt|november nov|dezember dez"
    ),
    "es": (
        "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre setiembre|octubre|"
        "noviembre|diciembre"
    ),
    "it": (
        "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|"
        "novembre|dicembre"
    ),
    "pt": (
        "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro"
    ),
    "ru": (
        "январь января январе|февраль февраля феврале|март марта марте|апрель апреля апреле|"
        "май мая мае|июнь июня июне|июль июля июле|август августа августе|сентябрь сентября "
        "сентябре|октябрь октября октябре|ноябрь ноября ноябре|декабрь декабря декабре"
    ),
    "pl": (
        "styczeń stycznia styczniu|luty lutego lutym|marzec marca marcu|kwiecień kwietnia "
        "kwietniu|maj maja maju|czerwiec czerwca czerwcu|lipiec lipca lipcu|sierpień "
        "sierpnia sierpniu|wrzesień września wrześniu|październik października październiku|"
        "listopad listopada listopadzie|grudzień grudnia grudniu"
    ),
    "tr": "ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık",
    "ar": (
        "يناير كانون_الثاني جانفي|فبراير شباط فيفري|مارس آذار|أبريل ابريل نيسان إبريل|مايو "
        "أيار ماي|يونيو حزيران يونيه|يوليو تموز يوليه|أغسطس اغسطس آب أوت|سبتمبر أيلول|أكتوبر "
        "اكتوبر تشرين_الأول|نوفمبر تشرين_الثاني|ديسمبر كانون_الأول"
    ),
    "": (
        "ene gen januari янв січня leden ledna ianuarie ιανουαρίου ינואר 1月|febr fev "
        "februari фев лютого únor února februarie φεβρουαρίου פברואר 2月|maart мар березня "
        "březen března martie μαρτίου מרץ 3月|avr abr апр квітня أفريل duben dubna aprilie "
        "απριλίου אפריל 4月|mag mei травня květen května μαΐου מאי 5月|giu июн червня جوان "
        "červen června iunie ιουνίου יוני 6月|juil lug июл липня جويلية červenec července "
        "iulie ιουλίου יולי 7月|ago augustus augusti авг серпня اوت srpen srpna αυγούστου "
        "אוגוסט 8月|set сен вересня září septembrie σεπτεμβρίου ספטמבר 9月|ott out окт жовтня "
        "říjen října octombrie οκτωβρίου אוקטובר 10月|ноя листопада listopadu noiembrie "
        "νοεμβρίου נובמבר 11月|dic дек грудня prosinec prosince decembrie δεκεμβρίου דצמבר 12月"
    ),
}
MONTHS: dict[int, str] = {
    number + 1: " ".join(
        word
        for said in MONTHS_OF.values()
        for word in said.split("|")[number].split()
        if "_" not in word
    )
    for number in range(12)
}
# Seven groups, Monday first; those of other languages, and short ones, in no order.
WEEKDAYS_OF: dict[str, str] = {
    "en": "monday|tuesday|wednesday|thursday|friday|saturday|sunday",
    "fr": "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
    "de": (
        "montag montags montagabend montagmorgen montagnachmittag montagnacht|dienstag "
        "dienstags dienstagabend dienstagmorgen dienstagnachmittag dienstagnacht|mittwoch "
        "mittwochs mittwochabend mittwochmorgen mittwochnachmittag mittwochnacht|donnerstag "
        "donnerstags donnerstagabend donnerstagmorgen donnerstagnachmittag donnerstagnacht|"
        "freitag freitags freitagabend freitagmorgen freitagnachmittag freitagnacht|samstag "
        "samstags sonnabend samstagabend samstagmorgen samstagnachmittag samstagnacht|"
        "sonntag sonntags sonntagabend sonntagmorgen sonntagnachmittag sonntagnacht"
    ),
    "es": "lunes|martes|miércoles|jueves|viernes|sábado|domingo",
    "it": "lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica",
    "pt": (
        "segunda-feira segunda|terça-feira terça|quarta-feira quarta|quinta-feira quinta|"
        "sexta-feira sexta|sábado|domingo"
    ),
    "ru": (
        "понедельник понедельника|вторник вторника|среду среда среды|четверг четверга|"
        "пятницу пятница пятницы|субботу суббота субботы|воскресенье воскресенья"
    ),
    "pl": (
        "poniedziałek poniedziałku|wtorek wtorku|środę środa środy|czwartek czwartku|piątek "
        "piątku|sobotę sobota soboty|niedzielę niedziela niedzieli"
    ),
    "tr": "pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar",
    "ar": "الاثنين الإثنين|الثلاثاء|الأربعاء الاربعاء|الخميس|الجمعة|السبت|الأحد الاحد",
    "": (
        "mon tue tues wed thu thur thurs fri sat sun mo di mi do fr sa so feira maandag "
        "dinsdag woensdag donderdag vrijdag zaterdag zondag måndag tisdag onsdag torsdag "
        "fredag lördag söndag"
    ),
}
WEEKDAYS = frozenset(
    word for said in WEEKDAYS_OF.values() for word in said.replace("|", " ").split()
)
_CALENDAR_LETTERS = 5  # shorter words for days and months are other words elsewhere: Mars, May
CALENDAR = frozenset(  # folded: what names a day or a month, and so nobody and no place
    fold(word)
    for word in (*WEEKDAYS, *" ".join(MONTHS.values()).split())
    if len(word) >= _CALENDAR_LETTERS or word in ("june", "july", "juni", "juli")
)
MERIDIEM = {
    "오후": "p",
    "下午": "p",
    "午後": "p",
    "مساء": "p",
    "오전": "a",
    "上午": "a",
    "午前": "a",
}
ZONES: dict[str, float] = {  # hours ahead of UTC; the ambiguous ones as news mostly means them
    name: float(hours)
    for name, hours in (
        pair.split("=")
        for pair in [
            "utc=0",
            "gmt=0",
            "z=0",
            "wet=0",
            "bst=1",
            "ist=5.5",
            "cet=1",
            "cest=2",
            "eet=2",
            "eest=3",
            "msk=3",
            "est=-5",
            "edt=-4",
            "et=-5",
            "cst=-6",
            "cdt=-5",
            "ct=-6",
            "mst=-7",
            "mdt=-6",
            "mt=-7",
            "pst=-8",
            "pdt=-7",
            "pt=-8",
            "jst=9",
            "kst=9",
            "hkt=8",
            "sgt=8",
            "pkt=5",
            "gst=4",
            "sast=2",
            "aest=10",
            "aedt=11",
            "nzst=12",
            "nzdt=13",
            "мск=3",
            "brt=-3",
            "art=-3",
            "wib=7",
            "cat=2",
            "eat=3",
            "wat=1",
        ]
    )
}

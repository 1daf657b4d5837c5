"""The words around figures, as data for `figures`: scales, currencies, measures, counted people.

All in lower case. One table serves every language where a word can mean but one thing beside a
number; what differs stands by language.
"""

from __future__ import annotations

__all__ = [
    "ABOUT", "CURRENCIES", "DECIMAL_COMMA", "HARMED", "LONG_SCALE", "MEASURES", "OF", "PEOPLE",
    "PERCENT", "PERCENT_BEFORE", "RISES", "SCALES", "SPANS", "SYMBOLS", "TO",
]  # fmt: skip

DECIMAL_COMMA = frozenset("de fr es it pt ru pl tr nl sv da no fi cs uk ro el hu id".split())
LONG_SCALE = frozenset("de fr es it pl nl sv da no fi cs hu".split())  # a billion is 10 to the 12th

SCALES: dict[str, float] = {  # beside a number
    word: value
    for value, words in {
        1e2: "hundred hundreds cents hundert",
        1e3: "thousand thousands k mille tausend tsd mil mila тысяча тысячи тысяч тыс tysiąc"
        " tysiące"
        " tysięcy tys bin ألف آلاف الاف duizend tusen",
        1e6: "million millions mln mn mio millionen millón millones milione milioni milhão"
        " milhões"
        " миллион миллиона миллионов млн milion miliony milionów milyon مليون ملايين مليونا"
        " miljoen"
        " miljoner",
        1e9: "billion billions bn bln milliard milliards milliarde milliarden mrd miliardo"
        " miliardi bilhão"
        " bilhões миллиард миллиарда миллиардов млрд miliard miliardy miliardów milyar مليار"
        " مليارات miljard mld",
        1e12: "trillion trillions tn trilhão trilhões триллион триллиона триллионов трлн trilyon"
        " تريليون billón billones billionen bilion biliony bilionów bilioni bilione",
    }.items()
    for word in words.split()
}

SYMBOLS = {
    "us$": "USD", "a$": "AUD", "c$": "CAD", "hk$": "HKD", "nz$": "NZD", "r$": "BRL", "$": "USD",
    "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₺": "TRY", "₹": "INR", "₴": "UAH", "₪": "ILS",
    "₩": "KRW", "₦": "NGN", "zł": "PLN",
}  # fmt: skip
CURRENCIES: dict[str, str] = {
    word: code
    for code, words in {
        "USD": "dollar dollars dólar dólares dollari dollaro доллар доллара долларов dolar"
         " dolarów"
        " dolara dolary دولار دولارا دولارات usd",
        "EUR": "euro euros евро يورو avro eur",
        "GBP": "sterling gbp",
        "JPY": "yen yens иен jpy",
        "CNY": "yuan yuans юаней юань renminbi cny rmb",
        "RUB": "rouble roubles ruble rubles rubel rublos roubli рубль рубля рублей руб rub",
        "TRY": "lira liras lirası try",
        "PLN": "zloty zlotys złoty złotych złote pln",
        "INR": "rupees rupee inr",
        "BRL": "reais brl",
        "UAH": "hryvnia hryvnias гривен uah",
        "CHF": "chf", "AUD": "aud", "CAD": "cad", "LYD": "lyd", "DZD": "dzd", "EGP": "egp",
        "SAR": "sar", "AED": "aed", "SEK": "sek kronor", "NGN": "naira", "ZAR": "rand",
    }.items()
    for word in words.split()
}  # fmt: skip

PERCENT = frozenset(
    phrase.replace("_", " ")
    for phrase in (
        "% ٪ percent per_cent pct pour_cent prozent por_ciento por_cento per_cento procent"
        " procenta"
        " proc процент процента процентов بالمئة بالمائة في_المئة في_المائة"
    ).split()
)
PERCENT_BEFORE = ("yüzde ", "%")  # in Turkish

MEASURES: dict[str, tuple[str, float]] = {  # words: the unit of the note, and how many of it one is
    word.replace("_", " "): (unit, factor)
    for unit, factor, words in (
        ("km", 1, "km kms kilometer kilometers kilometre kilometres kilomètres kilomètre"
         " kilometern"
         " kilómetros kilómetro chilometri quilômetros quilómetros километров километра км"
         " kilometrów kilometra kilometre كيلومتر كيلومترا كيلومترات كم"),
        ("km", 1.609344, "mile miles"),
        ("m", 1, "meter meters metre metres mètres metern metros metri метров метра metrów"
         " متر مترا أمتار"),
        ("m", 0.3048, "foot feet ft"),
        ("m", 0.9144, "yard yards"),
        ("cm", 1, "cm centimeter centimeters centimetre centimetres zentimeter centímetros см"),
        ("cm", 2.54, "inch inches"),
        ("mm", 1, "mm millimeter millimeters millimetre millimetres"),
        ("m2", 1, "square_meter square_meters square_metre square_metres sq_m m² m2 mètres_carrés"
         " quadratmeter quadratmetern metros_cuadrados metri_quadrati metros_quadrados"
         " квадратных_метров кв_м metrów_kwadratowych metrekare متر_مربع مترا_مربعا"),
        ("m2", 0.09290304, "square_foot square_feet sq_ft"),
        ("km2", 1, "square_kilometer square_kilometers square_kilometre square_kilometres km² km2"
         " sq_km kilomètres_carrés quadratkilometer kilómetros_cuadrados chilometri_quadrati"
         " квадратных_километров كيلومتر_مربع"),
        ("km2", 2.589988, "square_mile square_miles sq_miles"),
        ("ha", 1, "hectare hectares hektar hectáreas ettari гектаров ha hektarów"),
        ("ha", 0.40468564, "acre acres"),
        ("kg", 1, "kg kilo kilos kilogram kilograms kilogrammes kilogramm килограммов кг"
         " كيلوغرام كيلوجرام"),
        ("kg", 0.45359237, "lb lbs"),
        ("g", 1, "gram grams grammes gramm граммов"),
        ("t", 1, "tonne tonnes tonnen toneladas tonnellate тонн тонны т ton tons طن أطنان"),
        ("l", 1, "liter liters litre litres litros litri литров لتر"),
        ("l", 3.785412, "gallon gallons"),
        ("barrels", 1, "barrel barrels barils barriles barili баррелей برميل baryłek varil"),
        ("MW", 1, "mw megawatt megawatts megavat мвт ميغاواط ميجاواط"),
        ("GW", 1, "gw gigawatt gigawatts"),
        ("basis points", 1, "basis_point basis_points points_de_base basispunkte basispunkten"
         " puntos_básicos punti_base pontos-base базисных_пунктов базисных_пункта punktów_bazowych"
         " baz_puan نقطة_أساس نقاط_أساس"),
        ("°C", 1, "°c degrees_celsius"),
        ("km/h", 1, "km/h kph kmh km_an_hour km_per_hour kilometers_an_hour kilometers_per_hour"
         " kilometres_an_hour kilometres_per_hour kilomètres_à_l'heure kilomètres_par_heure"
         " stundenkilometer stundenkilometern kilometer_pro_stunde kilómetros_por_hora"
         " chilometri_orari quilômetros_por_hora километров_в_час kilometrów_na_godzinę"
         " كيلومترا_في_الساعة كيلومتر_في_الساعة كم_في_الساعة"),
        ("km/h", 1.609344, "mph miles_an_hour miles_per_hour"),
        ("minutes", 1, "minute minutes minuten minutos minuti минут минуты minut dakika دقيقة"
         " دقائق"),
        ("hours", 1, "hour hours heure heures stunden horas ore часов часа godzin saat ساعة"
         " ساعات"),
        ("days", 1, "day days jours tage tagen días giorni dias дней дня dni gün يوما أيام"),
        ("weeks", 1, "week weeks semaines wochen semanas settimane недель недели tygodni hafta"),
        ("months", 1, "month months monate monaten meses mesi месяцев месяца miesięcy أشهر شهرا"),
        ("years", 1, "year years ans années jahre jahren años anni anos лет года lat yıl سنوات"
         " عاما أعوام"),
    )
    for word in words.split()
}  # fmt: skip

SPANS = frozenset("minutes hours days weeks months years".split())  # how long, not how much

PEOPLE = frozenset(
    "people person persons men women children adults others soldiers troops civilians migrants"
    " refugees victims"
    " students workers passengers officers residents protesters protestors patients employees"
    " members"
    " fighters prisoners hostages voters officials militants journalists demonstrators inmates"
    " survivors families personnes hommes femmes enfants soldats civils réfugiés victimes blessés"
    " morts menschen personen männer frauen kinder soldaten zivilisten flüchtlinge opfer"
    " verletzte"
    " tote toten verletzten personas hombres mujeres niños soldados civiles migrantes refugiados"
    " víctimas muertos heridos persone uomini donne bambini soldati civili migranti vittime morti"
    " feriti pessoas homens mulheres crianças mortos feridos vítimas человек людей мужчин женщин"
    " детей солдат военных погибших раненых osób osoby ludzi żołnierzy dzieci kobiet kişi"
    " kişinin asker"
    " çocuk شخص شخصا أشخاص جندي جنديا مدنيا مدنيين قتيل قتيلا جريحا جرحى مصابا المصابين آخرين"
    " آخرون مهاجر"
    " مهاجرا قتلى طفلا"
    " dead wounded injured".split()
)
HARMED: dict[str, str] = {  # what happened to people: how `of` says it
    word: said
    for said, words in {
        "killed": "killed killing kills kill dead died tués mort morts getötet tote toten"
        " starben muertos murieron"
        " fallecieron uccisi morti mortos погибли погибших убиты zginęło zabitych öldü قتل"
        " قتلى قتيلا مقتل",
        "injured": "injured injuring injures wounding wounded hurt blessés verletzt verletzte"
        " verletzten heridos heridas"
        " feriti"
        " feridos ранены раненых пострадали rannych yaralandı جرحى جريحا مصابا المصابين أصيب إصابة",
        "arrested": "arrested arresting detained detaining arrêtés festgenommen detenidos"
        " arrestati presos задержаны",
        "missing": "missing disparus vermisst desaparecidos dispersi desaparecidas",
        "displaced": "displaced déplacés vertrieben desplazados sfollati",
    }.items()
    for word in words.split()
}

ABOUT = tuple(
    phrase.replace("_", " ")
    for phrase in (
        "about around approximately roughly nearly almost some at_least at_most more_than"
        " less_than"
        " fewer_than over under up_to an_estimated as_many_as as_much_as no_more_than only"
        " environ près_de plus_de moins_de au_moins quelque jusqu'à rund etwa ungefähr mindestens"
        " mehr_als weniger_als fast knapp über bis_zu unos unas cerca_de casi más_de menos_de"
        " al_menos"
        " por_lo_menos hasta circa quasi più_di meno_di almeno oltre fino_a cerca_de quase"
        " mais_de"
        " pelo_menos около почти более менее свыше не_менее по_меньшей_мере примерно до около"
        " ponad"
        " prawie co_najmniej mniej_niż więcej_niż yaklaşık en_az نحو حوالي أكثر_من أقل_من"
        " ما_لا_يقل_عن على_الأقل قرابة"
    ).split()
)
TO = (
    *(" to ", "-", "–", " bis ", " à ", " a ", " до ", " do ", " إلى "),
    *(" and ", " et ", " und ", " y "),
)
OF = frozenset("of d' d’ dell' dell’ de des du d von an am di del della do da dos worth من".split())
RISES = frozenset(  # verbs between what is measured and its figure
    "rose fell grew increased decreased climbed dropped jumped reached totalled totaled"
    " spans span amounts amounted stood rising falling accounting reaching costing totaling"
    " totalling is was were are has have had surged plunged estimated valued grown"
    " risen fallen climbing dropping growing increasing decreasing jumping soaring plunging"
    " lies lay stieg stiegen sanken kosten subieron bajaron выросли упали"
    " wzrosły wzrósł spadły stieg fiel sank kostet augmenté baissé"
    " atteint subió cayó bajó alcanzó salito sceso subiu caiu выросла вырос упал составил"
    " составила"
    " بلغ بلغت ارتفع ارتفعت".split()
)

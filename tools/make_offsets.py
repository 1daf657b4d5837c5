"""Measure how news in one language lies beside the same news in English, for the encoder.

A sentence and its translation should have one vector; what separates the two on average is the
language, not what is told; and in some languages the encoder tells less apart than in others.
`python -m tools.make_offsets` writes `group/language_offsets.bin`.
The sentences are invented: eight of fourteen languages stand here, sixteen more of seven in
`parallel_news.toml`.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np

from tidings.enrich.embedding import load_encoder

MORE = Path(__file__).with_name("parallel_news.toml")
TARGET = Path(__file__).parents[1] / "src" / "tidings" / "group" / "language_offsets.bin"

ENGLISH = (
    "A strong earthquake shook the coast on Monday and at least twelve people were injured.",
    "Parliament passed the budget for next year by a narrow majority after a long debate.",
    "The police arrested two men after a bank robbery in the city centre.",
    "The national team won the final by three goals to one in front of 40,000 spectators.",
    "The central bank raised interest rates by half a point to slow down inflation.",
    "Doctors and nurses went on strike for higher pay and better working conditions.",
    "The president met the foreign minister to talk about trade and security.",
    "Scientists have found a new species of fish in a lake in the mountains.",
)
TRANSLATIONS: dict[str, tuple[str, ...]] = {
    "fr": (
        "Un fort séisme a secoué la côte lundi et au moins douze personnes ont été blessées.",
        "Le parlement a adopté le budget de l'an prochain à une courte majorité après un long "
        "débat.",
        "La police a arrêté deux hommes après le braquage d'une banque dans le centre-ville.",
        "L'équipe nationale a remporté la finale trois buts à un devant 40 000 spectateurs.",
        "La banque centrale a relevé ses taux d'un demi-point pour freiner l'inflation.",
        "Médecins et infirmières se sont mis en grève pour de meilleurs salaires et conditions de "
        "travail.",
        "Le président a rencontré le ministre des Affaires étrangères pour parler de commerce et "
        "de sécurité.",
        "Des scientifiques ont découvert une nouvelle espèce de poisson dans un lac de montagne.",
    ),
    "de": (
        "Ein starkes Erdbeben hat am Montag die Küste erschüttert, mindestens zwölf Menschen "
        "wurden verletzt.",
        "Das Parlament hat den Haushalt für das nächste Jahr nach langer Debatte mit knapper "
        "Mehrheit beschlossen.",
        "Die Polizei hat nach einem Banküberfall in der Innenstadt zwei Männer festgenommen.",
        "Die Nationalmannschaft gewann das Finale vor 40.000 Zuschauern mit drei zu eins.",
        "Die Zentralbank hat die Zinsen um einen halben Punkt erhöht, um die Inflation zu bremsen.",
        "Ärzte und Pflegekräfte streikten für höhere Löhne und bessere Arbeitsbedingungen.",
        "Der Präsident traf den Außenminister, um über Handel und Sicherheit zu sprechen.",
        "Forscher haben in einem Bergsee eine neue Fischart entdeckt.",
    ),
    "es": (
        "Un fuerte terremoto sacudió la costa el lunes y al menos doce personas resultaron "
        "heridas.",
        "El parlamento aprobó el presupuesto del próximo año por una estrecha mayoría tras un "
        "largo debate.",
        "La policía detuvo a dos hombres tras el atraco a un banco en el centro de la ciudad.",
        "La selección nacional ganó la final por tres goles a uno ante 40.000 espectadores.",
        "El banco central subió los tipos de interés medio punto para frenar la inflación.",
        "Médicos y enfermeras fueron a la huelga por mejores salarios y condiciones de trabajo.",
        "El presidente se reunió con el ministro de Exteriores para hablar de comercio y "
        "seguridad.",
        "Científicos han hallado una nueva especie de pez en un lago de las montañas.",
    ),
    "it": (
        "Un forte terremoto ha scosso la costa lunedì e almeno dodici persone sono rimaste ferite.",
        "Il parlamento ha approvato il bilancio del prossimo anno con una stretta maggioranza dopo "
        "un lungo dibattito.",
        "La polizia ha arrestato due uomini dopo una rapina in banca nel centro della città.",
        "La nazionale ha vinto la finale per tre a uno davanti a 40.000 spettatori.",
        "La banca centrale ha alzato i tassi di mezzo punto per frenare l'inflazione.",
        "Medici e infermieri hanno scioperato per salari più alti e migliori condizioni di lavoro.",
        "Il presidente ha incontrato il ministro degli Esteri per parlare di commercio e "
        "sicurezza.",
        "Gli scienziati hanno trovato una nuova specie di pesce in un lago di montagna.",
    ),
    "pt": (
        "Um forte terremoto sacudiu a costa na segunda-feira e pelo menos doze pessoas ficaram "
        "feridas.",
        "O parlamento aprovou o orçamento do próximo ano por uma estreita maioria após um longo "
        "debate.",
        "A polícia prendeu dois homens depois de um assalto a um banco no centro da cidade.",
        "A seleção nacional venceu a final por três a um diante de 40.000 espectadores.",
        "O banco central subiu os juros em meio ponto para conter a inflação.",
        "Médicos e enfermeiros entraram em greve por melhores salários e condições de trabalho.",
        "O presidente reuniu-se com o ministro das Relações Exteriores para falar de comércio e "
        "segurança.",
        "Cientistas encontraram uma nova espécie de peixe num lago nas montanhas.",
    ),
    "nl": (
        "Een sterke aardbeving heeft maandag de kust getroffen; minstens twaalf mensen raakten "
        "gewond.",
        "Het parlement heeft de begroting voor volgend jaar na een lang debat met een krappe "
        "meerderheid aangenomen.",
        "De politie heeft na een bankoverval in het stadscentrum twee mannen aangehouden.",
        "Het nationale elftal won de finale met drie tegen één voor 40.000 toeschouwers.",
        "De centrale bank verhoogde de rente met een half punt om de inflatie af te remmen.",
        "Artsen en verpleegkundigen staakten voor hogere lonen en betere werkomstandigheden.",
        "De president sprak met de minister van Buitenlandse Zaken over handel en veiligheid.",
        "Wetenschappers hebben in een bergmeer een nieuwe vissoort gevonden.",
    ),
    "sv": (
        "Ett kraftigt jordskalv skakade kusten på måndagen och minst tolv människor skadades.",
        "Parlamentet antog nästa års budget med knapp majoritet efter en lång debatt.",
        "Polisen grep två män efter ett bankrån i centrum.",
        "Landslaget vann finalen med tre mål mot ett inför 40 000 åskådare.",
        "Centralbanken höjde räntan med en halv procentenhet för att bromsa inflationen.",
        "Läkare och sjuksköterskor strejkade för högre lön och bättre arbetsvillkor.",
        "Presidenten träffade utrikesministern för att tala om handel och säkerhet.",
        "Forskare har hittat en ny fiskart i en sjö i bergen.",
    ),
    "pl": (
        "Silne trzęsienie ziemi nawiedziło w poniedziałek wybrzeże, co najmniej dwanaście osób "
        "zostało rannych.",
        "Parlament po długiej debacie niewielką większością przyjął budżet na przyszły rok.",
        "Policja zatrzymała dwóch mężczyzn po napadzie na bank w centrum miasta.",
        "Reprezentacja wygrała finał trzy do jednego na oczach 40 tysięcy widzów.",
        "Bank centralny podniósł stopy procentowe o pół punktu, aby spowolnić inflację.",
        "Lekarze i pielęgniarki zastrajkowali, domagając się wyższych płac i lepszych warunków "
        "pracy.",
        "Prezydent spotkał się z ministrem spraw zagranicznych, aby rozmawiać o handlu i "
        "bezpieczeństwie.",
        "Naukowcy odkryli nowy gatunek ryby w górskim jeziorze.",
    ),
    "ru": (
        "Сильное землетрясение произошло в понедельник на побережье, не менее двенадцати человек "
        "пострадали.",
        "Парламент после долгих дебатов принял бюджет на следующий год незначительным большинством "
        "голосов.",
        "Полиция задержала двух мужчин после ограбления банка в центре города.",
        "Сборная выиграла финал со счётом три — один на глазах у 40 тысяч зрителей.",
        "Центральный банк поднял ставку на полпункта, чтобы замедлить инфляцию.",
        "Врачи и медсёстры объявили забастовку, требуя повышения зарплаты и лучших условий труда.",
        "Президент встретился с министром иностранных дел, чтобы обсудить торговлю и безопасность.",
        "Учёные нашли новый вид рыбы в горном озере.",
    ),
    "uk": (
        "Сильний землетрус стався в понеділок на узбережжі, щонайменше дванадцять людей "
        "постраждали.",
        "Парламент після тривалих дебатів ухвалив бюджет на наступний рік незначною більшістю.",
        "Поліція затримала двох чоловіків після пограбування банку в центрі міста.",
        "Збірна виграла фінал із рахунком три — один на очах у 40 тисяч глядачів.",
        "Центральний банк підняв ставку на пів пункту, щоб сповільнити інфляцію.",
        "Лікарі та медсестри застрайкували, вимагаючи вищої зарплати й кращих умов праці.",
        "Президент зустрівся з міністром закордонних справ, щоб обговорити торгівлю та безпеку.",
        "Науковці знайшли новий вид риби в гірському озері.",
    ),
    "tr": (
        "Pazartesi günü kıyıda şiddetli bir deprem oldu, en az on iki kişi yaralandı.",
        "Parlamento uzun bir tartışmanın ardından gelecek yılın bütçesini az farkla kabul etti.",
        "Polis, şehir merkezindeki banka soygununun ardından iki kişiyi gözaltına aldı.",
        "Milli takım 40 bin seyirci önünde finali üçe bir kazandı.",
        "Merkez bankası enflasyonu yavaşlatmak için faizi yarım puan artırdı.",
        "Doktorlar ve hemşireler daha yüksek ücret ve daha iyi çalışma koşulları için greve gitti.",
        "Cumhurbaşkanı, ticaret ve güvenliği görüşmek üzere dışişleri bakanıyla bir araya geldi.",
        "Bilim insanları dağlardaki bir gölde yeni bir balık türü buldu.",
    ),
    "ar": (
        "ضرب زلزال قوي الساحل يوم الاثنين وأصيب اثنا عشر شخصا على الأقل.",
        "أقر البرلمان موازنة العام المقبل بأغلبية ضئيلة بعد نقاش طويل.",
        "اعتقلت الشرطة رجلين بعد سطو على مصرف في وسط المدينة.",
        "فاز المنتخب الوطني بالمباراة النهائية بثلاثة أهداف مقابل هدف أمام 40 ألف متفرج.",
        "رفع البنك المركزي أسعار الفائدة نصف نقطة لإبطاء التضخم.",
        "أضرب الأطباء والممرضون للمطالبة بأجور أعلى وظروف عمل أفضل.",
        "التقى الرئيس وزير الخارجية لبحث التجارة والأمن.",
        "اكتشف علماء نوعا جديدا من الأسماك في بحيرة في الجبال.",
    ),
    "fa": (
        "زمین‌لرزه‌ای شدید روز دوشنبه ساحل را لرزاند و دست‌کم دوازده نفر زخمی شدند.",
        "مجلس پس از بحثی طولانی بودجه سال آینده را با اکثریتی ناچیز تصویب کرد.",
        "پلیس پس از سرقت از بانکی در مرکز شهر دو مرد را دستگیر کرد.",
        "تیم ملی در برابر چهل هزار تماشاگر فینال را سه بر یک برد.",
        "بانک مرکزی برای مهار تورم نرخ بهره را نیم درصد بالا برد.",
        "پزشکان و پرستاران برای دستمزد بیشتر و شرایط کاری بهتر اعتصاب کردند.",
        "رئیس‌جمهور با وزیر خارجه درباره تجارت و امنیت گفت‌وگو کرد.",
        "دانشمندان گونه تازه‌ای از ماهی را در دریاچه‌ای کوهستانی پیدا کردند.",
    ),
    "zh": (
        "周一，一场强烈地震袭击了沿海地区，至少十二人受伤。",
        "经过长时间辩论，议会以微弱多数通过了明年的预算。",
        "警方在市中心一起银行抢劫案后逮捕了两名男子。",
        "国家队在四万名观众面前以三比一赢得决赛。",
        "央行加息半个百分点以抑制通货膨胀。",
        "医生和护士举行罢工，要求提高工资并改善工作条件。",
        "总统会见外交部长，讨论贸易和安全问题。",
        "科学家在山区的一个湖泊中发现了一种新鱼类。",
    ),
}


def main() -> None:
    """Write a line that names the languages, then (languages, 1 + dims) float16.

    A row is a scale and a shift: scaled and shifted, a vector lies where the English one would.
    """
    encoder = load_encoder("default")
    if encoder is None:
        raise SystemExit("the default encoder is not installed")
    more = tomllib.loads(MORE.read_text("utf-8"))
    english = encoder.encode([*ENGLISH, *more["en"]])
    rows = []
    for language, texts in TRANSLATIONS.items():
        vectors = encoder.encode([*texts, *more.get(language, ())])
        rows.append(_row(vectors, english[: len(vectors)]))
    names = " ".join(TRANSLATIONS).encode()
    TARGET.write_bytes(names + b"\n" + np.array(rows).astype("<f2").tobytes())


def _row(vectors: np.ndarray, english: np.ndarray) -> np.ndarray:
    scale = _spread(english) / _spread(vectors)
    return np.concatenate([[scale], english.mean(axis=0) - scale * vectors.mean(axis=0)])


def _spread(vectors: np.ndarray) -> float:
    """Return how far vectors lie from their mean, root mean square."""
    return float(np.sqrt(((vectors - vectors.mean(axis=0)) ** 2).sum(axis=1).mean()))


if __name__ == "__main__":
    main()

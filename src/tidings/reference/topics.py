"""What news is about: topics of the IPTC Media Topics vocabulary, and the tags that mean them.

Codes and names are IPTC's (CC BY 4.0, iptc.org); what is said of each is ours. All seventeen
topics of the first level are here, and those of the second that are told reliably.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tidings.i18n import phrase
from tidings.text import fold

__all__ = ["TOPICS", "Topic", "find_topic", "in_order", "topic_of_tag"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """One topic. `broader` is the code of the topic that it is a part of, "" on the first level."""

    code: str  # "medtop:15000000"
    slug: str  # by which it stands in addresses and queries
    name: str
    about: str
    broader: str = ""


def _topic(number: str, slug: str, name: str, about: str, broader: str = "") -> Topic:
    return Topic(code=_code(number), slug=slug, name=name, about=about, broader=_code(broader))


def _code(number: str) -> str:
    return f"medtop:{number}" if number else ""


_ALL = (
    _topic("01000000", "arts", phrase("Arts, culture, entertainment and media"),
           phrase("Films, music, books and exhibitions, who makes them, and the press itself.")),
    _topic("20000045", "media", phrase("Mass media"),
           phrase("Newspapers, broadcasters and reporters as the news themselves."), "01000000"),
    _topic("02000000", "crime", phrase("Crime, law and justice"),
           phrase("Offences, police work, trials, judgments and what the law is.")),
    _topic("20000106", "judiciary", phrase("Judiciary"),
           phrase("Courts and judges: what they hear and what they decide."), "02000000"),
    _topic("20000129", "police", phrase("Law enforcement"),
           phrase("The police and other forces that keep the law."), "02000000"),
    _topic("03000000", "disaster", phrase("Disaster, accident and emergency incident"),
           phrase("What struck suddenly: quakes, floods, fires, crashes, and the rescue.")),
    _topic("04000000", "economy", phrase("Economy, business and finance"),
           phrase("Firms, markets, trade, money, prices and public finances.")),
    _topic("20000385", "markets", phrase("Market and exchange"),
           phrase("Shares, currencies and raw materials, as they are traded."), "04000000"),
    _topic("05000000", "education", phrase("Education"),
           phrase("Schools and universities, who teaches and who learns there.")),
    _topic("06000000", "environment", phrase("Environment"),
           phrase("Climate, nature, pollution and how they are protected.")),
    _topic("20000418", "climate", phrase("Climate change"),
           phrase("The warming of the Earth: its causes, its effects, what is done."), "06000000"),
    _topic("07000000", "health", phrase("Health"),
           phrase("Illness and cure, hospitals and doctors, public health.")),
    _topic("20000446", "diseases", phrase("Diseases and conditions"),
           phrase("Illnesses: how they spread and what they do."), "07000000"),
    _topic("08000000", "human-interest", phrase("Human interest"),
           phrase("People and animals with a story: families, royals, records, kindness.")),
    _topic("09000000", "labour", phrase("Labour"),
           phrase("Work and pay, jobs lost and found, unions and strikes.")),
    _topic("10000000", "lifestyle", phrase("Lifestyle and leisure"),
           phrase("Travel, food, fashion, homes, gardens and free time.")),
    _topic("11000000", "politics", phrase("Politics and government"),
           phrase("Who governs and how: parties, laws, offices, states among themselves.")),
    _topic("20000574", "election", phrase("Election"),
           phrase("Who stands, campaigns, votes and wins."), "11000000"),
    _topic("20000638", "diplomacy", phrase("International relations"),
           phrase("How states deal with each other: visits, treaties, disputes."), "11000000"),
    _topic("12000000", "religion", phrase("Religion"),
           phrase("Faiths, their people, places, feasts and rules.")),
    _topic("13000000", "science", phrase("Science and technology"),
           phrase("Research and discoveries, space, computers and machines.")),
    _topic("14000000", "society", phrase("Society"),
           phrase("How people live together: families, equality, migration, poverty.")),
    _topic("20000771", "immigration", phrase("Immigration"),
           phrase("People who come to live in another country, and what they meet."), "14000000"),
    _topic("20000775", "discrimination", phrase("Discrimination"),
           phrase("People treated worse for what they are."), "14000000"),
    _topic("15000000", "sport", phrase("Sport"),
           phrase("Matches and contests, athletes, clubs and what is decided about them.")),
    _topic("16000000", "conflict", phrase("Conflict, war and peace"),
           phrase("Fighting, terror, unrest, and the making of peace.")),
    _topic("20000065", "unrest", phrase("Civil unrest"),
           phrase("Protests, riots and clashes in the streets."), "16000000"),
    _topic("17000000", "weather", phrase("Weather"),
           phrase("What the sky does and will do.")),
)  # fmt: skip

TOPICS: Mapping[str, Topic] = {topic.code: topic for topic in _ALL}
_BY_SLUG = {topic.slug: topic for topic in _ALL}
_BY_NAME = {topic.name.casefold(): topic for topic in _ALL}

# Tags of publishers, as `enrich.tags.slug` gives them, that are other words for a whole topic.
_TAGS = {
    "arts": "arts culture kultur cultura kunst entertainment showbiz divertissement unterhaltung "
            "entretenimiento искусство культура ثقافة",
    "media": "media medien medios media-medien presse press journalism journalismus periodismo",
    "crime": "crime crime-and-justice law-and-crime justice kriminalitat justiz justicia sucesos "
             "faits-divers криминал جرائم",
    "judiciary": "court judiciary tribunale gericht суд محاكم",
    "police": "police law-enforcement polizei policia полиция شرطة",
    "disaster": "disaster natural-disaster natural-disasters accident katastrophe catastrophe "
                "происшествия كوارث",
    "economy": "business economy finance money economie economia wirtschaft экономика бизнес "
               "اقتصاد",
    "markets": "market stock-market stock bourse bolsa borse рынки أسواق",
    "education": "education bildung educacion school schule образование تعليم",
    "environment": "environment umwelt environnement medio-ambiente экология بيئة",
    "climate": "climate climate-change klima klimawandel climat cambio-climatico климат مناخ",
    "health": "health sante salud gesundheit medicine здоровье медицина صحة",
    "diseases": "disease maladie enfermedade krankheiten болезни أمراض",
    "human-interest": "human-interest leute gente insolite vermischte منوعات",
    "labour": "labour labor jobs employment travail emploi empleo arbeit труд عمل",
    "lifestyle": "lifestyle life-style leisure leben mode-de-vie estilo-de-vida",
    "politics": "politics politic politik politique politica government политика سياسة",
    "election": "election eleccione wahlen wahl выборы انتخابات",
    "diplomacy": "diplomacy international-relations foreign-policy foreign-affairs diplomatie "
                 "diplomacia дипломатия دبلوماسية",
    "religion": "religion faith glaube религия دين",
    "science": "science technology tech sci-tech science-and-technology wissenschaft wissen "
               "technologie technik ciencia tecnologia наука технологии علوم تكنولوجيا",
    "society": "society gesellschaft societe sociedad общество مجتمع",
    "immigration": "immigration migration inmigracion einwanderung миграция هجرة",
    "discrimination": "discrimination racism diskriminierung racisme racismo rassismus",
    "sport": "sport deporte спорт رياضة",
    "conflict": "conflict war guerre guerra krieg война حرب",
    "unrest": "civil-unrest protest unrest manifestation disturbio протесты",
    "weather": "weather meteo wetter погода طقس",
}  # fmt: skip
_BY_TAG = {fold(tag): _BY_SLUG[slug] for slug, tags in _TAGS.items() for tag in tags.split()}


def find_topic(text: str) -> Topic | None:
    """Return the topic of that slug, code (with or without its "medtop:") or name."""
    asked = text.strip().casefold()
    return _BY_SLUG.get(asked) or TOPICS.get(f"medtop:{asked.removeprefix('medtop:')}") or (
        _BY_NAME.get(asked)
    )  # fmt: skip


def topic_of_tag(slug: str) -> Topic | None:
    """Return the topic that a tag (its slug, see `enrich.tags.slug`) is another word for."""
    return _BY_TAG.get(slug)


def in_order(codes: Collection[str]) -> list[Topic]:
    """Return the topics of these codes in the order of the vocabulary, each after its broader."""
    return [topic for topic in _ALL if topic.code in codes]

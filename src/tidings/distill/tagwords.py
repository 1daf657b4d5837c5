"""Words that tags are commonly made of, as data: they help to cut glued tags apart.

The article's own words come first; these only add subjects and countries it may not spell out.
"""

from __future__ import annotations

__all__ = ["CAMEL_NAMES", "CAMEL_PREFIXES", "COMMON"]

COMMON = frozenset(
    """
    accident agriculture airport analysis army arts attack aviation ballot banking bank basketball
    border breaking budget business campaign ceasefire cinema city climate coast community company
    congress conflict corruption council coup court covid cricket crime crisis culture customs
    cybersecurity deal debt defence defense democracy development diplomacy disaster drought drugs
    earthquake economy education election elections embassy emergency employment energy environment
    europe event explosion exports family fashion featured festival finance fire fisheries flood
    floods food football forest gas general government guard health healthcare history hockey
    hospital housing human humanitarian immigration imports industry inflation infrastructure
    innovation insurance interview investigation investment investments islam jobs judiciary justice
    kidnapping labor labour law leadership library local market markets media medicine meeting
    migrants migration military minister ministry money music nature navy news nuclear oil opinion
    opposition parliament park peace pension police policy politics pollution port ports poverty
    president prices prison protest protests public racing railway rally rebels reconstruction
    referendum reform refugees region religion rescue research rights road rugby sanctions scandal
    school schools science sea security senate shipping society space sport sports startup strike
    strikes student students summit tax taxes technology tennis terrorism tourism trade traffic
    training transport travel treaty trial troops truce unemployment union unions university vaccine
    victims video violence visit vote voters wages war water weather weapons wildlife women world
    youth
    accident actualité agriculture armée culture économie éducation élection élections énergie
    environnement faits finance gouvernement guerre immigration international justice monde
    opinion politique police santé science société sport tourisme transport
    außenpolitik bildung bundestag energie gesellschaft gesundheit innenpolitik klima krieg kultur
    politik polizei regierung umwelt verkehr wahl wahlen wirtschaft wissenschaft
    ciencia cultura deportes economía educación elecciones energía gobierno guerra internacional
    justicia mundo política policía salud seguridad sociedad tecnología
    ambiente calcio cronaca economia governo politica salute scuola sanità tecnologia
    afghanistan africa albania algeria america angola argentina armenia asia australia austria
    azerbaijan bahrain bangladesh belarus belgium benin bolivia bosnia botswana brazil britain
    bulgaria burundi cambodia cameroon canada chad chile china colombia congo croatia cuba cyprus
    czechia denmark djibouti ecuador egypt eritrea estonia ethiopia finland france gabon gambia
    georgia germany ghana greece guatemala guinea haiti honduras hungary iceland india indonesia
    iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kosovo kuwait kyrgyzstan
    laos latvia lebanon liberia libya lithuania luxembourg madagascar malawi malaysia mali malta
    mauritania mauritius mexico moldova mongolia montenegro morocco mozambique myanmar namibia nepal
    netherlands nicaragua niger nigeria norway oman pakistan palestine panama paraguay peru
    philippines poland portugal qatar romania russia rwanda senegal serbia singapore slovakia
    slovenia somalia spain sudan sweden switzerland syria taiwan tajikistan tanzania thailand togo
    tunisia turkey turkmenistan uganda ukraine uruguay uzbekistan venezuela vietnam yemen zambia
    zimbabwe
    """.split()
)

CAMEL_NAMES = frozenset(
    """
    airbnb astrazeneca biontech buzzfeed deepmind doordash exxonmobil facebook fedex github google
    gofundme huffpost javascript laliga linkedin mastercard openai paypal playstation powerpoint
    siriusxm softbank soundcloud spacex techcrunch tiktok volkswagen wechat whatsapp wikileaks
    xbox youtube
    """.split()
)
"""Names written with a capital inside: one word, wherever they stand."""

CAMEL_PREFIXES = frozenset({"Mc", "Mac", "Fitz", "De", "Di", "Du", "La", "Le", "Van", "O"})
"""What stands before a capital inside one name: McDonald, DeSantis, LeBron."""

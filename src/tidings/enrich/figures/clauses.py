"""The parts of a clause that tell what a figure measures, as data: function words and verbs.

No lexicon of verbs is at hand: English gives those that news uses most, by their place behind "to",
"will" and "they"; elsewhere endings tell them, as far as few nouns end so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tidings.enrich.figures.words import MEASURES, OF, PEOPLE, RISES, SCALES, SPANS
from tidings.reference.stopwords import stop_words
from tidings.reference.timewords import MONTHS_OF, WEEKDAYS_OF
from tidings.text import fold

__all__ = ["ARTICLES", "Clauses", "clauses"]

ARTICLES = frozenset(
    "the a an its their his her our your all any la le les l' l’ el los las die der das den dem"
    " des o os"
    " as lo il i gli un une una ein eine einen einem einer".split()
)


def _table(words: dict[str, str]) -> dict[str, frozenset[str]]:
    return {language: frozenset(said.split()) for language, said in words.items()}


_PREPOSITIONS = _table(
    {
        "en": "in on at by with for from to into over between across through during under after"
        " before since against among within as",
        "fr": "dans sur avec pour par entre sous depuis chez vers à au aux en contre",
        "de": "auf bei mit für nach seit zwischen unter zu zum zur im in an am beim aus durch"
        " gegen um",
        "es": "en con por para sobre desde hasta bajo a al contra entre",
        "it": "su nel nella nei nelle sul sulla tra fra in con per a al alla",
        "pt": "em no na nos nas com por para sobre desde até a ao à entre",
        "ru": "до в во на с со из к по за для при от над под между у о об",
        "pl": "w we na z ze za dla przy od nad pod przez po o",
        "ar": "في على عن الى إلى بين خلال منذ بعد قبل",
    }
)
_RELATIVES = _table(
    {
        "en": "which that who whom whose but while because although though when where if as than",
        "fr": "qui que dont mais lorsque quand où alors",
        "de": "welche welcher welches aber während weil dass wenn wo",
        "es": "que quien pero mientras porque cuando donde",
        "it": "che mentre perché quando dove",
        "pt": "que mas enquanto porque quando onde",
        "ru": "который которая которое которые что но если когда где",
        "pl": "który która które że ale gdy gdzie",
        "ar": "الذي التي لكن بينما حيث أن إن",
    }
)
_PRONOUNS = _table(
    {
        "en": "he she it they we i you there",
        "fr": "il elle on nous ils elles ce",
        "de": "er sie es wir ich",
        "es": "él ella ellos esto",
        "it": "lui lei noi",
        "pt": "ele ela eles isso",
        "ru": "он она оно они мы это",
        "pl": "on ona ono oni",
        "ar": "هو هي هم",
    }
)
_DETERMINERS = frozenset("the a an its their his her our this that these new annual".split())
_GENITIVES = {"de": frozenset({"der", "des"})}  # Zahl der Arbeitslosen
_INNER = frozenset("first second third last next other".split())  # Trump's first term
_ASIDES = frozenset("including such like especially compared y compris darunter incluidos".split())
_AUXILIARIES = _table(
    {
        "en": "has have had is are was were be been being not n't down up off out more less"
        " roughly some worse better enough compared that this it's don't doesn't didn't won't"
        " can't couldn't wouldn't isn't aren't wasn't i've we've they've you've that's there's"
        " what's",
        "fr": "passé passée a ont avait aura est sont était soit fait plus moins situe trouve"
        " élève établit ici"
        " montant valeur hauteur",
        "de": "wert höhe hat haben hatte hatten wird werden wurde wurden war waren ist sind soll"
        " sollen"
        " beträgt lag liegt liegen",
        "es": "ha han había fue fueron era es son tiene más menos estima estiman calcula"
        " calculan valor importe",
        "it": "ha hanno è sono era aveva fu più meno",
        "pt": "foi é são tem era mais menos",
        "ru": "составил составила составило составили годовых неделю месяц год сутки это сумму"
        " стоимостью объемом",
        "pl": "to rok roku temu ubiegłym ubiegłego przyszłym zeszłym wartości wysokości długości"
        " był była było były będzie ma mają jest są zostało została wyniósł"
        " wyniosła wynosi",
        "tr": "oldu olan olarak ile için göre günü gün artışla düşüşle ayında yılında"
        " haftasında toplam",
        "ar": "وبلغ وبلغت وتبلغ تبلغ يبلغ لتصل به بـ ب بلغ بلغت مقارنة بنسبة بقيمة بمقدار بقدرة",
    }
)
_FAR = frozenset(  # behind a figure: how it lies, not what it is of
    "away apart off long wide deep tall high higher lower more less longer shorter north south"
    " east west northeast northwest southeast southwest inland back later earlier ahead each"
    " apiece annually yearly monthly prior worth mehr weniger weiter usd".split()
)
_ENGLISH = frozenset(
    """
    think know make take see give get find say want try help come go tell keep let put win lose
    look pay feel believe believes allow wanted begin become becomes leave ask show bring provide
    raise meet avoid build stop serve seek receive reach move ensure send create respond prevent
    follow require expect appear offer believed agree disagree approve disapprove oppose opposes
    supports supported remain remains continue happen hear understand wrote saw knew thought felt
    took gave got came went made found said says kept held left met brought began became won lost
    paid spent spend cut cuts cost costs bought sold sent drew grew rose fell hit saw ran run runs
    sat stood spoke led shut put let set fought built caught chose drove flew wore threw taught
    earn earns add adds cause causes reduce boost distribute appropriate gain gains save saves
    borrow invest invests donate pledge pledges award awards carry carries bring brings include
    includes contain contains hold holds need needs use uses own owns want wants cover covers
    reserve exceed exceeds tops totals equal equals represent represents leave leaves
    mean means make makes take takes give gives get gets pick picks picked send sends pay pays
    spends wins loses climb climbs drop drops jump jumps fall falls rise rises grow grows slip
    slips sink sinks swing shed sheds end ends settle settles lead leads trail trails
    averages ranges lie lies stretch stretches weigh weighs measure measures last lasts
    scores draw draws bear bears tie tied fail fails surge surges plunge plunges
    plummet double doubles triple halve hover hovers account accounts call calls demand demands
    announce announces approved allocate allocates chip touch touching die dies
    seized owed owe owes claim claims collect collects generate generates fetch fetches attract
    passes remove replace restore return returns sell sells buy buys keep keeps beat beats
    """.split()
)
_VERBS = {  # by what they end in
    "en": r"(?:[a-z]{3,}ed|[a-z]{3,}ly|n['’]t|['’](?:ve|re|ll|d))$",
    "fr": r"(?:èrent|aient|ait|eront|iront|era|ira|ement)$",
    "es": r"(?:aron|ieron|arán|erán|irán|ará|erá|irá|drá|drán|ando|iendo|aba|aban|ían|[^i]ó|ió"
    r"|mente)$",
    "it": r"(?:arono|irono|eranno|iranno|erà|irà|ando|endo|mente)$",
    "pt": r"(?:aram|eram|iram|arão|erão|irão|ará|erá|irá|ando|endo|indo|ou|mente)$",
    "de": r"^[^\W\dA-ZÄÖÜ]",
    "ru": r"(?:[аеиоуыяю]л[аои]?|[аеиоуыяю]л[аои]?с[ья]|тся|ется|ют|ит|яет|ает|ть|ться|ют)$",
    "pl": r"(?:\wł[aoy]?|[aeiouyęąź]li|[aeiyuą]ć|wynieść|szą|[aeo]no|ęto|ają|eją|sięgną"
    r"|wyniesie)$",
    "tr": r"(?:[dt][ıiuü](?:r|ler|lar)?|[ae]c[ae][kğ]|yor|m[ıiuü]ş|[ae]r[ae]k|m[ae]k|m[ae]yı"
    r"|iyle)$",
    "ar": r"^(?:ت|ي)(?:بلغ|صل|قدر|ضم|كلف)",
}  # fmt: skip
_GERUND = 5  # letters of a noun like king and thing
_MODALS = frozenset(
    "to will would can could may might should must cannot not they we i you".split()
)
_DIRECT = frozenset({"en", "de", "nl", "ru", "pl"})  # the thing may follow its measure at once
_HEAD_LAST = frozenset({"en", "de", "nl", "tr"})  # of a phrase, what it is: trade volume


@dataclass(frozen=True, kw_only=True, slots=True)
class Clauses:
    """What is known of one language's clauses. Words are asked for as the text has them."""

    language: str
    stops: frozenset[str]
    verb: re.Pattern[str] | None
    direct: bool
    head_last: bool

    def is_word_of(self, word: str) -> bool:
        """Say whether a word may be part of a thing's name, verbs not asked about."""
        plain = _plain(word)
        joined = self.language == "ar" and plain[:1] == "و" and plain[1:] in self.stops
        return word[0].isalpha() and plain not in self.stops and not joined

    def is_verb(self, word: str, before: str = "") -> bool:
        """Say whether a word looks like a verb or an adverb, by itself and the word before."""
        if self.language == "en":
            if word[0].isupper() or _determines(before):
                return False
            if word in _ENGLISH or before.lower() in _MODALS:
                return True
            if not before and len(word) > _GERUND and word.endswith("ing"):
                return True  # "receiving $50,000"
        return self.verb is not None and self.verb.search(word) is not None

    def is_preposition(self, word: str) -> bool:
        """Say whether a word puts what follows in its place: in, by; "of" is none."""
        known = _PREPOSITIONS.get(self.language, ())
        return word.lower() in known and word.lower() not in OF

    def is_of(self, word: str) -> bool:
        """Say whether a word ties what follows to the noun before it: of."""
        return word.lower() in OF or word in _GENITIVES.get(self.language, ())

    def relates(self, word: str) -> bool:
        """Say whether a word begins a clause: which, while."""
        return word.lower() in _RELATIVES.get(self.language, ())

    def stands_for(self, word: str) -> bool:
        """Say whether a word is a pronoun, which names nothing."""
        return word.lower() in _PRONOUNS.get(self.language, ())

    def is_within(self, word: str) -> bool:
        """Say whether a word that says nothing by itself may stand within a name of a thing."""
        return word.lower() in _INNER

    def is_aside(self, word: str) -> bool:
        """Say whether a word begins what is only said by the way: including."""
        return word.lower() in _ASIDES

    def is_far(self, word: str) -> bool:
        """Say whether a word behind a figure tells where or when, not what."""
        return word in _FAR


def _determines(word: str) -> bool:
    """Say whether an English word has a noun behind it: the, Humphrey's."""
    return word.lower() in _DETERMINERS or word.endswith(("'s", "’s"))


def _plain(word: str) -> str:
    return fold(word.replace("’", "'"))


@lru_cache(maxsize=32)
def clauses(language: str) -> Clauses:
    """Return what is known of a language, given by its code (ISO 639-1)."""
    code = language[:2]
    times = f"{MONTHS_OF.get(code, '')}|{WEEKDAYS_OF.get(code, '')}".replace("|", " ").split()
    spans = {word for word, (unit, _) in MEASURES.items() if unit in SPANS}
    tables = (_PREPOSITIONS, _RELATIVES, _PRONOUNS, _AUXILIARIES)
    words = RISES | OF | ARTICLES | SCALES.keys() | {*times} | spans
    words = words.union(*(table.get(code, ()) for table in tables))
    stops = stop_words(code) | {fold(word) for word in words}
    kept = {fold(word) for word in PEOPLE} | {"lot", "area"}
    verb = _VERBS.get(code)
    return Clauses(
        language=code,
        stops=frozenset(stops - kept),
        verb=re.compile(verb) if verb else None,
        direct=code in _DIRECT,
        head_last=code in _HEAD_LAST,
    )

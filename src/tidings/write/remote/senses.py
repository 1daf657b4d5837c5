"""Words that turn what a sentence says: opposites, hedges, measures. Pure, plain tables.

English first, and the plainest words of French, Spanish, German, Italian, Portuguese and Russian.
Stems end in "-": "increas-" is increase, increased, increasing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from tidings.text import fold, words

__all__ = ["amounts", "denies", "hedged", "measures", "neutral", "plain", "reversed_words"]

_OPPOSED = (
    (
        "rise rises rose risen rising increas- grow grows grew grown growth up higher surg- climb- "
        "augment- haus- aumen- stieg- steig- gestiegen рост вырос-",
        "fall falls fell fallen falling decreas- declin- drop- down lower plung- slump- "
        "baiss- recul- bajo baja- sank sink- gesunken falle- упал- снизи-",
    ),
    ("win wins won winning victor- beat beats", "lose loses lost losing defeat-"),
    (
        "accept- approv- pass passes passed adopt- agreed agree agrees back backed backs support- "
        "endors-",
        "reject- refus- veto- oppos- denied den- declin- block-",
    ),
    ("before ahead avant vor antes prima до", "after following apres nach despues dopo после"),
    ("more plus mehr mas piu больше", "less fewer moins weniger menos meno меньше"),
    ("arrest- detain- jail- imprison-", "releas- freed free"),
    (
        "open- reopen- inaugur- ouvr- ouvert- apertur- abri- abier- eroffn- откры- افتتح- فتح-",
        "clos- shut- ferm- cierr- cerr- sperr- schliess- geschlossen закры- أغلق- اغلق-",
    ),
    ("double- doubl- tripl-", "halv- halbier-"),
    ("highest largest biggest most", "lowest smallest least fewest"),
    (
        "confirm- bestatig- confirmo подтверд- أكد-",
        "den- dement- nego neg- bestreit- опроверг- نفى-",
    ),
    ("uphold- upheld", "overturn- overrul- annul-"),
    ("begruss- unterstutz-", "ablehn- lehn-"),
    ("kill- dead die died dies deaths", "injur- wound- hurt"),
    ("buy buys bought acquir- purchas-", "sell sells sold selling"),
    ("guilty convict-", "innocent acquit- cleared"),
    ("join- enter- entry", "leave leaves left quit quits exit- withdr-"),
    ("start- begin- began begun launch-", "end ends ended stop- halt- suspend- cancel-"),
    ("legal- lawful allow- permit-", "illegal- unlawful ban bans banned prohibit- forbid-"),
    ("success- succeed-", "fail-"),
    ("first", "last"),
    ("all", "none some"),
)
_HEDGES = (
    "may might could would alleg- reportedly suspect- accus- plan plans planned planning propos- "
    "consider- expect- likely possib- perhaps threaten- unconfirmed if whether claim- seek- aims "
    "unless قد "
    "pourrait pourraient peut-etre podria podrian quiza konnte konnten soll sollen wohl potrebbe "
    "poderia может могут возможно якобы"
)
_AMOUNTS = {  # how many of something: none of these says as much as another
    "all": "all every each entire whole tous toutes todos todas alle alles tutti tutte todos все "
    "всех جميع كل",
    "most": "most majority plupart majorite mayoria meisten mehrheit maggior maioria "
    "большинств- معظم غالبية",
    "half": "half halves moitie mitad halfte meta metade половин- نصف",
    "few": "few fewer minority little peu minorite pocos pocas minoria wenige minderheit pochi "
    "poucos мало немног- قليل",
    "none": "none nobody aucun aucune ninguno ninguna keiner niemand nessuno никто",
}
_DENYING = (  # verbs that say no
    "denied denies deny denying dement dementi dementent nie nient nego niega negaron desmint- "
    "bestreit- bestritt dementier- smentit- опроверг- отрица- نفى نفت ينفي تنفي"
)
_TELLING = (  # with which a sentence may say who tells it, and what it says so of
    "say says said tell tells told announc- accord- report- found show- add- stat- note- accus- "
    "charg- alleg- face- facing dit dire selon affirm- annonc- declar- indiqu- dijo dice segun "
    "afirm- anuncio sagte sagt laut hiess erklarte teilte сказал- сообщил- заявил- показал- словам "
    "قال قالت بحسب وفق حسب about around some nearly almost also its their his her one"
)
_NEUTRAL = (  # with which a sentence may begin though none that it cites has it
    "officials authorities police government governments chair chairman chairwoman president "
    "minister ministers prime mayor director residents people experts scientists researchers "
    "company companies court judge judges prosecutors lawmakers parliament leaders critics "
    "supporters voters talks negotiations meanwhile however separately earlier later others "
    "several both according news reports report sources figures data"
)
_MEASURES = {
    "hundreds": "hundred hundreds centaines cientos hunderte сотни",
    "thousands": "thousand thousands mille milliers mil miles tausend tausende тысяч- ألف آلاف",
    "millions": "million millions millon millones millionen milioni milioes миллион- مليون ملايين",
    "billions": "billion billions milliard milliards milliarde milliarden miliardi миллиард- مليار",
    "trillions": "trillion trillions трлн",
    "percent": "percent pourcent porcentaje prozent процент-",
    "kilometres": "kilometre kilometres kilometer kilometers km",
    "miles": "mile miles",
    "dollars": "dollar dollars",
    "euros": "euro euros",
    "pounds": "pound pounds",
    "hours": "hour hours heure heures hora horas stunde stunden час-",
    "days": "day days jour jours dia dias tag tage tagen день дня дней",
    "weeks": "week weeks semaine semaines semana semanas woche wochen недел-",
    "months": "month months mois mes meses monat monate monaten месяц-",
    "years": "year years an ans annees ano anos jahr jahre jahren год года лет",
}


class _Words:
    """A set of words and stems."""

    def __init__(self, said: str) -> None:
        every = fold(said).split()
        self._whole = frozenset(word for word in every if not word.endswith("-"))
        self._stems = tuple(word[:-1] for word in every if word.endswith("-"))

    def among(self, spoken: list[str]) -> str:
        """Return the first of the words that is one of these; "" without one."""
        return next((w for w in spoken if w in self._whole or w.startswith(self._stems)), "")


_MONTH = re.compile(r"\b[0-9]{1,2}\.? May\b|\bMay [0-9]|(?<=\w )May\b")  # which is no hedge
_PAIRS = tuple((_Words(one), _Words(other)) for one, other in _OPPOSED)
_HEDGE = _Words(_HEDGES)
_OPENERS = _Words(_NEUTRAL)
_DENIES = _Words(_DENYING)
_PLAIN = _Words(f"{_TELLING} {_NEUTRAL}")
_AMOUNT: Mapping[str, _Words] = {name: _Words(said) for name, said in _AMOUNTS.items()}
_MEASURE: Mapping[str, _Words] = {name: _Words(said) for name, said in _MEASURES.items()}


def hedged(text: str) -> bool:
    """Say whether a sentence tells what may be, is planned, or is claimed."""
    return bool(_HEDGE.among(words(_MONTH.sub("", text))))


def neutral(word: str) -> bool:
    """Say whether a word, written with a capital because it comes first, names nobody."""
    return bool(_OPENERS.among(words(word)[:1]))


def denies(text: str) -> bool:
    """Say whether somebody says by a verb that something is not so."""
    return bool(_DENIES.among(words(fold(text))))


def plain(word: str) -> bool:
    """Say whether a word only tells who tells it, or names nobody: it may be the writer's own."""
    return bool(_PLAIN.among([fold(word)]))


def amounts(text: str) -> set[str]:
    """Return of how many a sentence speaks: all, most, half, few, none."""
    spoken = words(fold(text))
    return {name for name, known in _AMOUNT.items() if known.among(spoken)}


def measures(text: str) -> set[str]:
    """Return in what a sentence counts: thousands, percent, days …"""
    spoken = words(text.replace("%", " percent ").replace("per cent", "percent"))
    return {name for name, known in _MEASURE.items() if known.among(spoken)}


def reversed_words(sentence: str, text: str) -> tuple[str, str] | None:
    """Return a word of a sentence and its opposite in a text that says only that."""
    own, told = words(sentence), words(text)
    for pair in _PAIRS:
        for one, other in (pair, pair[::-1]):
            said = one.among(own)
            if said and not one.among(told) and not other.among(own):
                against = other.among(told)
                if against:
                    return said, against
    return None

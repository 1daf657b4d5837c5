"""The types of events by which news is searched, and the plain words that mean them."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["TYPES", "find_event"]

# The types of PLOVER, those that news words tell clearly.
TYPES = (
    "agree", "consult", "support", "cooperate", "aid", "yield", "request", "accuse", "reject",
    "threaten", "protest", "sanction", "mobilize", "coerce", "assault",
)  # fmt: skip

_WORDS: Mapping[str, str] = {
    "agree": "agreement deal treaty sign pact accord acuerdo abkommen соглашение договор اتفاق",
    "consult": "meet meeting talks visit rencontre visite reunión visita treffen besuch "
    "встреча визит переговоры لقاء زيارة محادثات",
    "support": "praise endorse welcome back soutien apoyo unterstützung поддержка دعم",
    "cooperate": "cooperation coopération cooperación zusammenarbeit сотрудничество تعاون",
    "aid": "help donate aide ayuda hilfe помощь مساعدة",
    "yield": "resign withdraw retreat surrender release démission dimisión rücktritt отставка "
    "استقالة",
    "request": "demand call appeal ask urge demande petición forderung требование طلب دعوة",
    "accuse": "blame condemn criticize criticise sue accusation acusación vorwurf обвинение اتهام",
    "reject": "deny refuse veto refus rechazo ablehnung отказ رفض",
    "threaten": "threat ultimatum menace amenaza drohung угроза تهديد",
    "protest": "strike march rally demonstrate demonstration manifestation grève protesta huelga "
    "demonstration streik протест забастовка احتجاج إضراب مظاهرة",
    "sanction": "sanctions embargo tariff fine expel sanción sanktion санкции عقوبات",
    "mobilize": "mobilise mobilization troops deploy mobilisation movilización mobilisierung "
    "мобилизация تعبئة",
    "coerce": "arrest detain jail raid seize kidnap arrestation detención festnahme арест اعتقال",
    "assault": "attack bomb kill shoot attaque ataque angriff нападение атака هجوم",
}
_KNOWN = {word: kind for kind, words in _WORDS.items() for word in (kind, *words.split())}


def find_event(said: str) -> str:
    """Return the type that a word means, "" for none: "meet" is "consult"."""
    word = said.strip().lower()
    return _KNOWN.get(word) or _KNOWN.get(word.removesuffix("s"), "")

"""What is worded like an assault and is none: attacks by words, accidents, forces of nature."""

from __future__ import annotations

import re

__all__ = ["is_no_assault"]

NEAR = 70  # characters behind a verb that may say over what one is attacked
_IN_WORDS = ("attack", "a attaqué", "ataca", "atacó", "griff", "атаковал", "هاجم")
# What one is attacked over with words; "for" alone may be a place or a time.
_FOR = re.compile(
    r"\b(?:over|as|on twitter|calling|saying|accusing|record|plan"
    r"|policy|remarks|comments)\b"
)
_HARMED = re.compile(
    r"\b(?:kill\w*|wounded|injured|hurt|tué\w*|blessé\w*|herid\w+|muert\w+|getötet|verletzt"
    r"|погиб\w*|ранен\w*|убит\w*)|قتل|أصيب"
)
_MISHAP = re.compile(
    r"\b(?:crash\w*|collision|collided|accident\w*|earthquake|quake|flood\w*|storm|hurricane|tornado"
    r"|typhoon|wildfire\w*|landslide|avalanche|derail\w*|capsized|sank|overdose|coronavirus|covid\w*"
    r"|séisme|inondation\w*|naufrage|avalanche|terremoto|inundaci\w+|naufragio|accidente|unfall"
    r"|unglück|erdbeben|hochwasser|авари\w*|дтп|землетрясени\w*|наводнени\w*|крушени\w*)\b"
    r"|زلزال|حادث سير|فيضان|سيول|تحطم"
)


def is_no_assault(text: str, start: int, end: int, *, by_person: bool) -> bool:
    """Say whether a verb of assault at a span of a sentence in lower case tells of none."""
    if text.startswith(_IN_WORDS, start):
        return by_person or _FOR.search(text, end, end + NEAR) is not None
    return bool(_HARMED.search(text, start, end) and _MISHAP.search(text))

"""The languages in which Tidings speaks to people: each text is named by what it is in English."""

from tidings.tongues.tongue import ENGLISH, TONGUES, Tongue, phrase, preferred, tongue_of

__all__ = ["ENGLISH", "TONGUES", "Tongue", "phrase", "preferred", "tongue_of"]

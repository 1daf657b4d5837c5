"""The interface in six languages: texts, plurals, numbers, dates. A text's key is its English.

A *tongue* is a language of the interface; a *language*, everywhere else, is that of an article.
"""

from tidings.i18n.tongue import ENGLISH, TONGUES, Tongue, phrase, preferred, tongue_of

__all__ = ["ENGLISH", "TONGUES", "Tongue", "phrase", "preferred", "tongue_of"]

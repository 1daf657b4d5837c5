"""The interface in six languages: texts, plurals, numbers, dates. A text's key is its English.

A *locale* is a language of the interface; a *language*, everywhere else, is that of an article.
"""

from tidings.i18n.locales import ENGLISH, LOCALES, Locale, locale_of, phrase, preferred

__all__ = ["ENGLISH", "LOCALES", "Locale", "locale_of", "phrase", "preferred"]

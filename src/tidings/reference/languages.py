"""Languages: those of news, how publishers write them, which one a text is likely in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Protocol

__all__ = ["NEWS_LANGUAGES", "likely", "to_code"]

# py3langid knows 140 languages and takes short texts for rare ones; these are those of news.
NEWS_LANGUAGES = frozenset(
    "am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr gl gu he hi hr hu hy id is it ja "
    "ka kk km kn ko ky lo lt lv mk ml mn mr ms mt ne nl no pa pl ps pt ro ru si sk sl sq sr sv "
    "sw ta te th tl tr uk ur vi zh".split()
)
_CODES = {"iw": "he", "in": "id", "ji": "yi", "nb": "no", "nn": "no", "cn": "zh", "jp": "ja"}
_NAMES = {
    "english": "en",
    "german": "de",
    "deutsch": "de",
    "french": "fr",
    "français": "fr",
    "spanish": "es",
    "español": "es",
    "italian": "it",
    "italiano": "it",
    "portuguese": "pt",
    "arabic": "ar",
    "العربية": "ar",
    "russian": "ru",
    "русский": "ru",
    "dutch": "nl",
    "chinese": "zh",
    "japanese": "ja",
    "korean": "ko",
    "turkish": "tr",
    "polish": "pl",
}
_CODE = re.compile(r"([a-z]{2})(?:[-_][a-z0-9_-]*)?", re.IGNORECASE)


class _Identifier(Protocol):
    def rank(self, text: str) -> list[tuple[str, float]]: ...


def to_code(declared: str) -> str:
    """Return the ISO 639-1 code of a declared language ("en-GB", "pt_BR", "German"), "" if none."""
    declared = declared.strip().lower()
    match = _CODE.fullmatch(declared)
    code = match[1] if match else _NAMES.get(declared, "")
    return _CODES.get(code, code)


def likely(text: str) -> list[tuple[str, float]]:
    """Return each language of news with the chance that a text is in it, the likeliest first.

    ISO 639-1 codes; the chances sum to 1. A text without letters is in all of them alike. A
    hundred words settle it, so give a sample of a long text.
    """
    return _identifier().rank(text)


@lru_cache(maxsize=1)  # the model takes most of a second to read, and is shared by all who ask
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(NEWS_LANGUAGES)
    found: _Identifier = identifier
    return found

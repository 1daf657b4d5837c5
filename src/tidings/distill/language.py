"""Which language a page is in: what it declares, unless its own letters say otherwise."""

# ruff: noqa: SIM905  (a table is easier to keep as words)

from __future__ import annotations

import re
from functools import lru_cache
from typing import Protocol

__all__ = ["detect", "language_of", "to_code"]

SAMPLE = 600  # characters: about a hundred words settle it
SCRIPT_SAMPLE = 200  # characters: enough to see which alphabet it is
FEWEST_LETTERS = 20  # below that a guess is worth nothing

# py3langid knows 140 languages and takes short texts for rare ones; these are those of news.
NEWS_LANGUAGES = (
    "am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr gl gu he hi hr hu"
    " hy id is it ja ka"
    " kk km kn ko ky lo lt lv mk ml mn mr ms mt ne nl no pa pl ps pt ro ru si sk sl sq sr sv"
    " sw ta te th tl tr uk ur vi zh"
).split()

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
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_LETTER = re.compile(r"[^\W\d_]")
_OTHER_SCRIPTS = frozenset(
    "am ar be bg bn el fa gu he hi hy ja ka kk km kn ko ky lo mk ml mn mr ne pa ps"
    " ru si ta te th uk"
    " ur yi zh".split()
)


class _Classifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def to_code(declared: str) -> str:
    """Return the ISO 639-1 code of a declared language ("en-GB", "pt_BR", "German"), "" if none."""
    declared = declared.strip().lower()
    match = _CODE.fullmatch(declared)
    code = match[1] if match else _NAMES.get(declared, "")
    return _CODES.get(code, code)


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the language that a text is in, "" for too little text."""
    sample = text[:SAMPLE]
    if len(_LETTER.findall(sample)) < FEWEST_LETTERS:
        return ""
    code = _classifier().classify(sample)[0]
    return _CODES.get(code, code)


def language_of(declared: str, text: str) -> str:
    """Return the declared language, or the detected one where its script can't be the declared."""
    code = to_code(declared)
    letters = len(_LETTER.findall(text[:SCRIPT_SAMPLE]))
    if not code or letters < FEWEST_LETTERS:
        return code or detect(text)
    latin = 2 * len(_LATIN.findall(text[:SCRIPT_SAMPLE])) > letters
    return detect(text) if latin == (code in _OTHER_SCRIPTS) else code


@lru_cache(maxsize=1)
def _classifier() -> _Classifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(NEWS_LANGUAGES)
    classifier: _Classifier = identifier
    return classifier

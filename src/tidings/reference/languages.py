"""Languages: those of news, how publishers write them, which one a text is likely in."""

from __future__ import annotations

import re
from array import array
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from zlib import crc32

from tidings.cache import kept_file
from tidings.errors import CacheError

if TYPE_CHECKING:
    import numpy as np
    from py3langid.langid import LanguageIdentifier

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


@lru_cache(maxsize=1)
def _identifier() -> _Identifier:
    """Return the model, shared by all who ask.

    It is kept in the user's cache folder as it is used: to unpack it takes a third of a second.
    """
    import numpy as np
    from py3langid.langid import LanguageIdentifier

    told = crc32(" ".join(sorted(NEWS_LANGUAGES)).encode())
    found: _Identifier
    try:
        path = kept_file(f"languages-{version('py3langid')}-{told:08x}.npz", _unpack)
    except CacheError:  # nothing can be kept here: then it is unpacked each time
        found = _packaged()
        return found
    with np.load(path, allow_pickle=False) as kept:
        found = LanguageIdentifier(
            kept["chances"],
            kept["before"],
            kept["languages"].tolist(),
            _plain(kept["moves"]),
            kept["features"].tolist(),
            norm_probs=True,
            tk_row=_plain(kept["rows"]),
        )
    return found


def _packaged() -> LanguageIdentifier:
    """Return the model as the package has it, for the languages of news."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(NEWS_LANGUAGES)
    return model


def _unpack(path: Path) -> None:
    """Keep what the package knows of the languages of news."""
    import numpy as np

    model = _packaged()
    np.savez(
        path,
        allow_pickle=False,
        chances=model.nb_ptc,
        before=model.nb_pc,
        languages=np.array(model.nb_classes),
        moves=np.asarray(model.tk_nextmove),
        rows=np.asarray(model.tk_row),
        features=np.array(model.tk_output),
    )


def _plain(numbers: np.ndarray) -> array[int]:
    """Return numbers as Python's own array, which gives single ones faster."""
    return array(numbers.dtype.char, numbers.tobytes())

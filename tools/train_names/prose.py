"""Real text that nobody has labelled: news, and prose of several languages out of packages."""

from __future__ import annotations

import gettext
import html
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.train_names.sentences import Sentence, write
from tools.train_names.silver import paragraphs

from tidings.enrich.language import identify

__all__ = ["gather_prose"]

NEWS = 2_000_000  # letters of each file of news
WORDS = {"de": 190_000, "es": 190_000, "fr": 190_000, "it": 190_000, "pt": 190_000, "ru": 190_000}
WORDS["ar"] = 60_000
LENGTHS = (120, 250, 450)  # letters up to which sentences are kept together
SHORTEST, LONGEST = 30, 700  # letters
MANUAL = 0.15  # of what is read about programs: it names few but programs
CAPITALS = {"de": 6}  # words with a capital within a text that is read; one elsewhere
LETTERS = 0.65  # of a text that are letters

_FORTUNES = {"de": "de", "es": "es", "it": "it", "ru": "ru", "brasil": "pt"}
_MARKUP = re.compile(r"<[^>]+>|\[\[?|\]\]?|\*\*?|\\n|%\w|\u200b")
_CODE = re.compile(r"(?s)<(pre|script|style|code).*?</\1>")
_PARAGRAPH = re.compile(r'(?s)<p\b[^>]*>(.*?)</p>|<div class="para">(.*?)</div>')
_BREAK = re.compile(r"</p>|</h\d>|<br|</li>|</td>|\n\n")
_SENTENCE = re.compile(r'(?<=[.!?»”"]) (?=[A-ZÀ-ÞА-Я«“"\u0600-\u06ff])')

Told = tuple[str, str]  # a text, and its language


def gather_prose(news: Sequence[Path], packages: Path, out: Path) -> None:
    """Write paragraphs of English news, and of what packages were unpacked into a folder."""
    chance = random.Random(11)
    found = [Sentence(text, known=False) for file in news for text in paragraphs(file, NEWS)]
    share = packages / "usr/share"
    texts = [*_translations(share), *_skies(share), *_fortunes(share)]
    texts += [one for one in _handbook(share) if chance.random() < MANUAL]
    pieces = [(piece, lang) for text, lang in texts for piece in _pieces(text, chance)]
    chance.shuffle(pieces)
    room = dict(WORDS)
    for piece, language in dict.fromkeys(pieces):
        if room[language] > 0 and _fits(piece, language):
            room[language] -= len(piece.split())
            found.append(Sentence(piece, language=language, known=False))
    write(out, found)


def _language(code: str) -> str:
    language = code.replace("_", "-").partition("-")[0]
    return language if language in WORDS else ""


def _translations(share: Path) -> Iterator[Told]:
    """Yield what games tell: the story of a campaign, a nation's history."""
    for file in sorted(share.rglob("*.mo")):
        language = _language(file.parent.parent.name)
        if not language:
            continue
        with file.open("rb") as opened:
            messages = gettext.GNUTranslations(opened)._catalog  # type: ignore[attr-defined]
        for key, text in messages.items():
            if key and isinstance(text, str) and text != key:
                yield from ((part, language) for part in text.split("\n\n"))


def _skies(share: Path) -> Iterator[Told]:
    for file in sorted(share.rglob("description.*.utf8")):
        language = _language(file.name.split(".")[1])
        for part in _BREAK.split(file.read_text("utf-8", "replace")) if language else ():
            yield part, language


def _handbook(share: Path) -> Iterator[Told]:
    for file in sorted((share / "doc/debian-handbook/html").glob("*/*.html")):
        language = _language(file.parent.name)
        page = _CODE.sub("X", file.read_text("utf-8", "replace")) if language else ""
        for one, other in _PARAGRAPH.findall(page):
            yield one or other, language


def _fortunes(share: Path) -> Iterator[Told]:
    folder = share / "games/fortunes"
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        top = file.relative_to(folder).parts[0]
        language = next((code for name, code in _FORTUNES.items() if top.startswith(name)), "")
        if language and file.suffix not in (".dat", ".u8") and not file.is_symlink():
            yield from ((text, language) for text in _decoded(file, language).split("\n%"))


def _decoded(file: Path, language: str) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        return file.read_text("koi8-r" if language == "ru" else "latin-1")


def _pieces(text: str, chance: random.Random) -> Iterator[str]:
    """Yield one or more sentences of a text at a time."""
    piece = ""
    for part in _SENTENCE.split(" ".join(html.unescape(_MARKUP.sub(" ", text)).split())):
        if piece and len(piece) + len(part) > chance.choice(LENGTHS):
            yield piece
            piece = ""
        piece = f"{piece} {part}".strip()
    yield piece


def _fits(piece: str, language: str) -> bool:
    """Say whether a piece is prose of its language, and may name somebody."""
    letters = sum(letter.isalpha() for letter in piece)
    capitals = sum(word[0].isupper() for word in piece.split()[1:])
    return (
        SHORTEST < len(piece) < LONGEST
        and letters > LETTERS * len(piece)
        and (language == "ar" or capitals >= CAPITALS.get(language, 1))
        and identify(piece)[0] == language
    )

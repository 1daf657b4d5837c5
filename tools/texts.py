"""The texts of the interface: gather them from the code, hold the catalogues against them.

`python tools/texts.py` puts new texts into every catalogue, to be translated there, and takes out
those that are gone; with --check it writes nothing and tells what is amiss.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

SOURCE = Path(__file__).parent.parent / "src" / "tidings"
TEMPLATES = SOURCE / "serve" / "templates"
LOCALE = SOURCE / "i18n" / "locale"
NOT_SHOWN = (  # no page says what is said there
    *("cli/", "evaluation/", "sample/", "serve/agents/", "serve/reader/", "serve/run.py"),
    *("storage/sqlite", "storage/__init__.py", "distill/", "enrich/", "group/pairs", "i18n/"),
    *("__init__.py", "cache.py", "config.py", "flow.py"),
)
SHOWN = ("storage/sqlite/people.py", "storage/sqlite/keys.py")
MARKED_BY = ("_", "gettext", "ngettext", "count")
NAMES = frozenset(
    "Tidings iCalendar Atom API JSON OPML RSS ntfy Apprise @ UTC EPUB en km".split()
) | {"JSON Feed"}
"""What is called so in every language."""
ATTRIBUTES = frozenset(["title", "aria-label", "placeholder", "alt", "data-other", "label"])
VERBATIM = frozenset(["code", "pre", "kbd", "script", "style"])
HOLE = "\ue000"  # stands for what an expression puts there
WIDTH = 100
PLURALS = {  # as CLDR has it: 103 is said as 3 is, which Babel's own table leaves out
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 ? 4 : 5);"
}

Key = str | tuple[str, str]

_VALUE = re.compile(r"%\((\w+)\)s")
_NO_WORDS = re.compile(r"https?://\S+|.*[\w-]+=\".*", re.DOTALL)  # addresses, pieces of tags
_LETTER = re.compile(r"[^\W\d_]")
_SAYS = re.compile(r"[A-Z][a-z]|[^\W\d_]\S* \S*[^\W\d_]")


def main(arguments: list[str]) -> int:
    """Write the catalogues, or tell what is amiss; return how much that is."""
    if "--check" not in arguments:
        for path in sorted(LOCALE.glob("*.po")):
            update(path)
    amiss = [*unmarked(), *untranslated()]
    print(*amiss, sep="\n", end="\n" if amiss else "")
    return min(len(amiss), 100) if "--check" in arguments else 0


def texts() -> dict[Key, set[str]]:
    """Return every text of the interface with the files that it stands in."""
    found: dict[Key, set[str]] = {}
    for path in sorted(TEMPLATES.glob("*.html")):
        for key in _of_template(path.read_text()):
            found.setdefault(key, set()).add(path.name)
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if not name.startswith(NOT_SHOWN) or name in SHOWN:
            for key in _of_module(path.read_text()):
                found.setdefault(key, set()).add(name)
    for key in _of_module((SOURCE / "i18n" / "locales.py").read_text()):
        found.setdefault(key, set()).add("i18n/locales.py")
    return _without_singles(found)


def _without_singles(found: dict[Key, set[str]]) -> dict[Key, set[str]]:
    """Return the texts without those that stand there again with a plural."""
    plural = {key[0] for key in found if isinstance(key, tuple)}
    return {key: files for key, files in found.items() if key not in plural}


def update(path: Path) -> None:
    """Bring a catalogue up to the texts: what is new is empty, what is gone is dropped."""
    code, wanted = path.stem, texts()
    before, after = _read(path), Catalog(locale=code, fuzzy=False)
    for key, files in wanted.items():
        kept = before.get(key if isinstance(key, str) else key[0])
        fits = kept is not None and kept.id == key
        after.add(key, kept.string if fits and kept else None, [(f, 0) for f in sorted(files)])
    with path.open("wb") as file:
        file.write(_header(after).encode())
        write_po(file, after, width=WIDTH, sort_output=True, omit_header=True, include_lineno=False)


def _header(catalogue: Catalog) -> str:
    plural = PLURALS.get(str(catalogue.locale), catalogue.plural_forms)
    return (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Language: {catalogue.locale}\\n"\n"Plural-Forms: {plural}\\n"\n\n'
    )


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def untranslated() -> Iterator[str]:
    """Yield what each catalogue lacks, holds for nothing, or says with other values."""
    wanted = texts()
    for path in sorted(LOCALE.glob("*.po")):
        catalogue = _read(path)
        held = {_key(message): message for message in catalogue if message.id}
        yield from (f"{path.name}: no {key!r}" for key in wanted if key not in held)
        for key, message in held.items():
            wrong = "is gone" if key not in wanted else _wrong(message, catalogue.num_plurals)
            if wrong:
                yield f"{path.name}: {key!r} {wrong}"


def _key(message: Message) -> Key:
    return message.id if isinstance(message.id, str) else (message.id[0], message.id[1])


def _wrong(message: Message, forms: int) -> str:
    said = [message.string] if isinstance(message.string, str) else list(message.string)
    if not all(said) or len(said) != (1 if isinstance(message.id, str) else forms):
        return "is not translated"
    wanted = set(_VALUE.findall(message.id if isinstance(message.id, str) else message.id[1]))
    for one in said:
        values = set(_VALUE.findall(one))
        if values != wanted and not (len(said) > 1 and values | {"num"} == wanted):
            return f"says {one!r}: other values"
        if re.search(r"%(?!%|\(\w+\)s)", one.replace("%%", "")):
            return f"says {one!r}: a lone %"
    return ""


def _of_template(text: str) -> Iterator[Key]:
    for call in _environment().parse(text).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in MARKED_BY:
            said = [a.value for a in call.args if isinstance(a, nodes.Const)]
            key = _called(call.node.name, [one for one in said if isinstance(one, str)])
            if key:
                yield key


def _called(name: str, said: list[str]) -> Key | None:
    if not said:
        return None
    if name == "count":
        return f"%(num)s {said[0]}", f"%(num)s {said[1] if len(said) > 1 else said[0] + 's'}"
    return (said[0], said[1]) if name == "ngettext" else said[0]


def _of_module(text: str) -> Iterator[Key]:
    tree = ast.parse(text)
    called = {  # texts that a module calls by a name of their own
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if name in ("gettext", "ngettext", "count"):
            given = call.args[1:] if name == "count" else call.args  # a number comes first
            said = [a.value for a in given if isinstance(a, ast.Constant)]
            key = _called(name, [one for one in said if isinstance(one, str)])
            yield from [key] if key else []
        elif name in ("phrase", "Sign", "__init__") or name.endswith("Error"):
            yield from _pattern(_meant(call.args[0], called)) if call.args else ()
        elif name == "HTTPException":
            yield from _pattern(_meant(call.args[1], called)) if len(call.args) > 1 else ()
        elif name == "Reason":
            yield from (p for k in call.keywords if k.arg == "text" for p in _pattern(k.value))


def _meant(said: ast.expr, called: Mapping[str, ast.expr]) -> ast.expr:
    return called.get(said.id, said) if isinstance(said, ast.Name) else said


def _pattern(said: ast.expr) -> Iterator[str]:
    """Yield what the catalogues call a text that is put together: its values become %(name)s."""
    if isinstance(said, ast.IfExp):
        yield from _pattern(said.body)
        yield from _pattern(said.orelse)
    elif isinstance(said, ast.Constant) and isinstance(said.value, str):
        yield said.value.replace("%", "%%")
    elif isinstance(said, ast.JoinedStr):
        names: dict[str, str] = {}  # of values, by what they are
        text = "".join(_piece(piece, names) for piece in said.values)
        if _LETTER.search(_VALUE.sub("", text)):
            yield text


def _piece(piece: ast.expr, names: dict[str, str]) -> str:
    if isinstance(piece, ast.Constant):
        return str(piece.value).replace("%", "%%")
    value = piece.value if isinstance(piece, ast.FormattedValue) else piece
    named = value.args[-1] if isinstance(value, ast.Call) and value.args else value
    name = str(getattr(named, "id", getattr(named, "attr", "value"))).lower()
    taken = [one for what, one in names.items() if what != ast.dump(value)]
    free = (
        name
        if name not in taken
        else next(f"{name}{n}" for n in range(2, 99) if f"{name}{n}" not in taken)
    )
    return f"%({names.setdefault(ast.dump(value), free)})s"


def unmarked() -> Iterator[str]:
    """Yield the texts of templates that no catalogue will ever hear of."""
    for path in sorted(TEMPLATES.glob("*.html")):
        found = list(_pieces(_environment().parse(path.read_text())))
        page = _Page()
        page.feed("".join(text for text, is_data in found if is_data))
        said = [text for text, is_data in found if not is_data]
        for text in (*page.said, *(one for one in said if one not in NAMES and _SAYS.search(one))):
            yield f"{path.name}: {' '.join(text.replace(HOLE, '…').split())!r} is not marked"


def _pieces(node: nodes.Node, marked: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield what a template holds, in order: (data, True), or (a text of an expression, False)."""
    if isinstance(node, nodes.Block):
        yield "<hr>", True
    if isinstance(node, nodes.TemplateData):
        yield node.data, True
    elif isinstance(node, nodes.Const) and isinstance(node.value, str) and not marked:
        yield node.value, False
    elif isinstance(node, nodes.Call) and getattr(node.node, "name", "") in MARKED_BY:
        marked = True
    if getattr(node, "name", "") == "layout":  # names a class of the style sheet
        return
    children = [node.value] if isinstance(node, nodes.Pair) else node.iter_child_nodes()
    for child in children:
        yield from _pieces(child, marked)
        if isinstance(node, nodes.Output) and not isinstance(child, nodes.TemplateData):
            yield HOLE, True


class _Page(HTMLParser):
    """Gathers what a page says: its text, and the attributes that are read or heard."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._verbatim = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._verbatim += tag in VERBATIM
        for name, value in attributes:
            if name in ATTRIBUTES and value:
                self.handle_data(value)

    def handle_endtag(self, tag: str) -> None:
        self._verbatim -= tag in VERBATIM

    def handle_data(self, text: str) -> None:
        bare = text.replace(HOLE, " ").strip(" \n-–—·,.:;()…“”")
        if self._verbatim or bare in NAMES or _NO_WORDS.fullmatch(bare):
            return
        if _LETTER.search(bare):
            self.said.append(text)


def _environment() -> Environment:
    made = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True)
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

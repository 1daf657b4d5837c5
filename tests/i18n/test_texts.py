"""Every text that pages say is marked, and is in every catalogue, with the same values."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tidings.i18n import ENGLISH, LOCALES, locale_of

TOOL = Path(__file__).parents[2] / "tools" / "texts.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("texts", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_text_of_the_templates_is_marked(tool: ModuleType) -> None:
    assert list(tool.unmarked()) == []


def test_every_catalogue_is_whole(tool: ModuleType) -> None:
    assert {path.stem for path in tool.LOCALE.glob("*.po")} == set(LOCALES) - {ENGLISH}
    assert list(tool.untranslated()) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Hello there</p>", ["Hello there"]),
        ("<p>{{ _('Hello there') }}</p>", []),
        ("<p>{% trans %}Hello <b>there</b>{% endtrans %}</p>", []),
        ('<a title="Go">{{ x }}</a>', ["Go"]),
        ("<code>hello</code> Tidings · {{ x }}", []),
        ("{{ x or 'Not here' }}", ["Not here"]),
        ("{{ count(3, 'article') }} {{ {'no': 1} }}", []),
        ("{% if x %}and more{% endif %}", ["and more"]),
    ],
)
def test_what_counts_as_unmarked(
    tool: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    template: str,
    found: list[str],
) -> None:
    (tmp_path / "page.html").write_text(template)
    monkeypatch.setattr(tool, "TEMPLATES", tmp_path)
    assert [said.split("'")[1] for said in tool.unmarked()] == found


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ('raise UsageError(f"at most {MOST} rules: {a.b}")', ["at most %(most)s rules: %(b)s"]),
        ('raise UsageError(f"{x} and {y.x} and {x}")', ["%(x)s and %(x2)s and %(x)s"]),
        ('HTTPException(404, "None. 5 %")', ["None. 5 %%"]),
        ('GONE = "Gone."\nraise HTTPException(404, GONE)', ["Gone."]),
        ("raise UsageError(said_elsewhere)", []),
        ('Reason(kind="a", text="b")', ["b"]),
        ('phrase("one" if x else "two")', ["one", "two"]),
        ('locale.count(3, "story", "stories")', [("%(num)s story", "%(num)s stories")]),
        ('text.count("x")', []),
        ('log("not this")', []),
    ],
)
def test_what_is_gathered_from_python(tool: ModuleType, code: str, said: list[object]) -> None:
    assert list(tool._of_module(code)) == said


@pytest.mark.parametrize(
    ("code", "english", "said"),
    [
        ("de", "the same text word for word", "derselbe Text Wort für Wort"),
        ("fr", "both name Ann and Bob", "les deux nomment Ann and Bob"),
        ("ru", "told by 3 independent sources; 2 more only copy",
         "независимых источников: 3; ещё 2 только копируют"),
        ("es", "something new 3 hours ago", "algo nuevo hace 3 horas"),
        ("es", "something new an hour ago", "algo nuevo hace una hora"),
        ("de", "there is a person 'Settings' already: choose another name",
         "Es gibt schon eine Person 'Settings': Wählen Sie einen anderen Namen"),
        ("de", "12 % of its text is new", "12 % des Textes ist neu"),
        ("de", "blocks us: answered 403 (forbidden)",
         "sperrt uns aus: antwortete 403 (forbidden)"),
        ("fr", "blocks us: answered 503 (service unavailable) with a page that wants proof of a "
         "person", "nous bloque : a répondu 503 (service unavailable) avec une page qui veut la "
         "preuve d’une personne"),
        ("de", "This passkey is not known here.", "Dieser Passkey ist hier nicht bekannt."),
        ("de", "you moved it here on 2026-03-01: a note",
         "Sie: hierher verschoben, 2026-03-01: a note"),
        ("ar", "nobody ever wrote this", "nobody ever wrote this"),
        ("en", "the same day", "the same day"),
    ],
)  # fmt: skip
def test_what_is_english_where_it_arises(code: str, english: str, said: str) -> None:
    assert locale_of(code).translated(english) == said


@pytest.mark.parametrize(
    ("code", "counts"),
    [
        ("en", ["0 articles", "1 article", "2 articles", "1,234 articles"]),
        ("fr", ["0 article", "1 article", "2 articles", "1\u202f234 articles"]),
        ("de", ["0 Artikel", "1 Artikel", "2 Artikel", "1.234 Artikel"]),
        ("ru", ["0 статей", "1 статья", "2 статьи", "1\xa0234 статьи"]),
        ("ar", ["لا مقالات", "مقال واحد", "مقالان", "1,234 مقالًا"]),
    ],
)
def test_plurals(code: str, counts: list[str]) -> None:
    assert [locale_of(code).count(n, "article") for n in (0, 1, 2, 1234)] == counts


def test_arabic_has_six_forms_and_russian_three() -> None:
    arabic, russian = locale_of("ar"), locale_of("ru")
    assert len({arabic.count(n, "article").lstrip("0123456789") for n in range(101)}) == 6
    assert russian.count(11, "article") == "11 статей"
    assert russian.count(21, "article") == "21 статья"

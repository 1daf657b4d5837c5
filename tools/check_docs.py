"""Hold the documents against the code: every command, option, setting, route and stage is told."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click

DOCS = Path(__file__).parent.parent / "docs"
README = DOCS.parent / "README.md"
_SHOWN = re.compile(r"^(?:\$ )?tidings ([a-z-]+)", re.MULTILINE)
_DECISION = re.compile(r"decisions/(\d{4})")
_MODULE = re.compile(r"`([\w/]+\.py)`")
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")


def main() -> int:
    """Print what is missing; return how much that is."""
    missing = [
        *commands(),
        *settings(),
        *routes(),
        *examples(),
        *links(),
        *decisions(),
        *packages(),
        *modules(),
    ]
    for line in missing:
        print(line)
    return min(len(missing), 100)


def commands() -> Iterator[str]:
    """Every command and option stands in docs/commands.md."""
    from tidings.cli import main as cli

    text = (DOCS / "commands.md").read_text()
    for name, command in cli.commands.items():
        section = _section(text, f"tidings {name}")
        if not section:
            yield f"docs/commands.md: no section for `tidings {name}`"
            continue
        for option in command.params:
            if isinstance(option, click.Option) and option.opts[-1] not in section:
                yield f"docs/commands.md: `tidings {name}` does not tell {option.opts[-1]}"


def _section(text: str, title: str) -> str:
    for section in re.split(r"^#+ ", text, flags=re.MULTILINE):
        if section.startswith(f"`{title}`"):
            return section
    return ""


def settings() -> Iterator[str]:
    """Every setting stands in docs/settings.md."""
    from tidings.config import Config

    text = (DOCS / "settings.md").read_text()
    for field in fields(Config):
        if f"`{field.name}`" not in text:
            yield f"docs/settings.md: no setting {field.name}"


def routes() -> Iterator[str]:
    """Every address of the JSON API and every feed stands in docs/api.md."""
    from tidings.config import Config
    from tidings.news import News
    from tidings.serve import create_app

    text = (DOCS / "api.md").read_text()
    with News.open("sqlite://", config=Config()) as news:
        for path in create_app(news, Config()).openapi()["paths"]:
            if path not in text:
                yield f"docs/api.md: no route {path}"


def examples() -> Iterator[str]:
    """Every command that the documents show exists."""
    from tidings.cli import main as cli

    for file in (README, *sorted(DOCS.glob("*.md"))):
        for name in _SHOWN.findall(file.read_text()):
            if name not in cli.commands:
                yield f"{file.name}: there is no command `tidings {name}`"


def links() -> Iterator[str]:
    """Every link between documents leads somewhere."""
    for file in (README, *sorted(DOCS.rglob("*.md"))):
        for target in _LINK.findall(file.read_text()):
            if not (file.parent / target).exists():
                yield f"{file.relative_to(DOCS.parent)}: {target} leads nowhere"


def decisions() -> Iterator[str]:
    """Every decision stands in the index, and every one that the code names exists."""
    files = {file.name[:4]: file.name for file in (DOCS / "decisions").glob("[0-9]*.md")}
    index = (DOCS / "decisions/README.md").read_text()
    yield from (
        f"docs/decisions/README.md: {n} is missing" for n in files.values() if n not in index
    )
    for file in sorted((DOCS.parent / "src").rglob("*.py")):
        for number in _DECISION.findall(file.read_text()):
            if number not in files:
                yield f"{file.relative_to(DOCS.parent)}: there is no decision {number}"


def packages() -> Iterator[str]:
    """Every folder of the source says what it is for."""
    for init in sorted((DOCS.parent / "src").rglob("__init__.py")):
        if not init.read_text().startswith('"""'):
            yield f"{init.relative_to(DOCS.parent)}: no docstring"


def modules() -> Iterator[str]:
    """Every module that the documents name exists, by the end of its path."""
    folders = ("src", "tests", "tools", "bench")
    known = [
        f"/{path.as_posix()}" for name in folders for path in (DOCS.parent / name).rglob("*.py")
    ]
    for file in (README, *sorted(DOCS.rglob("*.md"))):
        for module in set(_MODULE.findall(file.read_text())):
            if not any(path.endswith(f"/{module}") for path in known):
                yield f"{file.relative_to(DOCS.parent)}: there is no {module}"


if __name__ == "__main__":
    sys.exit(main())

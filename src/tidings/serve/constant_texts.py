"""Translations in templates that depend on nothing: put in when a template is compiled."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from tidings.i18n import Tongue

__all__ = ["Folded", "speaks"]

SHAPE = ("variable_begin", "name", "lparen", "string", "rparen", "variable_end")


def speaks(templates: Environment, tongue: Tongue) -> None:
    """Say in which language the templates' own texts are; before any is compiled."""
    templates.extend(said=tongue.say)


class Folded(Extension):
    """Puts a text's translation where `{{ _('the text') }}` stands."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of a template, each such expression as plain data."""
        tokens, at = list(stream), 0
        while at < len(tokens):
            found = tokens[at : at + len(SHAPE)]
            if tuple(token.type for token in found) == SHAPE and found[1].value == "_":
                said = self.environment.said(found[3].value)  # type: ignore[attr-defined]
                yield Token(found[0].lineno, "data", said)
                at += len(SHAPE)
            else:
                yield tokens[at]
                at += 1

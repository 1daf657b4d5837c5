"""Translations in templates that depend on nothing: put in when a template is compiled."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

__all__ = ["ConstantTexts"]

SHAPE = ("variable_begin", "name", "lparen", "string", "rparen", "variable_end")


class ConstantTexts(Extension):
    """Puts a text's translation where `{{ _('the text') }}` stands.

    `environment.constant_text` translates; it is set before any template is compiled.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of a template, each such expression as plain data."""
        tokens, at = list(stream), 0
        while at < len(tokens):
            found = tokens[at : at + len(SHAPE)]
            if tuple(token.type for token in found) == SHAPE and found[1].value == "_":
                said = self.environment.constant_text(found[3].value)  # type: ignore[attr-defined]
                yield Token(found[0].lineno, "data", said)
                at += len(SHAPE)
            else:
                yield tokens[at]
                at += 1

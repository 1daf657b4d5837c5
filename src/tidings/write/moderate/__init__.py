"""What a comment's moderator should look at, and why: pure, on a CPU, in a dozen languages.

It scores and shows its reasons; people decide. Words and patterns only: a reason is always words
that stand in the comment, never a guess about who wrote it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tidings.write.moderate.comment import Comment, Concern, Context, Sign, read
from tidings.write.moderate.hostile import insults, threats
from tidings.write.moderate.personal import personal_data
from tidings.write.moderate.spam import off_topic, spam

__all__ = ["KINDS", "Concern", "Context", "Sign", "moderate"]

READ_CHARS = 20_000  # of a comment


def moderate(text: str, context: Context | None = None) -> tuple[Concern, ...]:
    """Return every kind of concern with its score, in the order of KINDS; 0 without a sign."""
    comment = read(text[:READ_CHARS], context or Context())
    return tuple(_concern(kind, look(comment)) for kind, look in KINDS.items())


def _concern(kind: str, signs: Iterator[Sign]) -> Concern:
    """Put signs together: each takes its share of the doubt that the others left."""
    found = sorted(signs, key=lambda sign: (-sign.weight, sign.span.start))
    doubt = 1.0
    for sign in found:
        doubt *= 1.0 - sign.weight
    return Concern(kind, round(1.0 - doubt, 3), tuple(found))


KINDS: Mapping[str, Callable[[Comment], Iterator[Sign]]] = {
    "insult": insults,
    "threat": threats,
    "spam": spam,
    "off-topic": off_topic,
    "personal data": personal_data,
}

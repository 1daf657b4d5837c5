"""Write: headlines and summaries, each sentence resting on a sentence of a source."""

from __future__ import annotations

from tidings.write.summary import LENGTHS, Choice, choose_sentences, summarize

__all__ = ["LENGTHS", "Choice", "choose_sentences", "summarize"]

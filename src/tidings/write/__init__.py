"""Write: headlines and summaries, each sentence resting on a sentence of a source."""

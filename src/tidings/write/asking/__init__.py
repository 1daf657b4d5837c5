"""Question answering: passages that answer, and which of several choices they support. Pure."""

"""Asking: passages that answer a question, and which of its choices they speak for. Pure."""

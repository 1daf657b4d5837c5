"""Novelty, language, tags."""

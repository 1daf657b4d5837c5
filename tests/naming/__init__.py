"""Spellings merged and kept apart."""

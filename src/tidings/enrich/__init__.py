"""Enrich: notes on an article, one annotator a file."""

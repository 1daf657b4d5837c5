"""Scores of groupings, and the command that gives them."""

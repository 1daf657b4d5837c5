"""Tests of what a reader is shown: places, snippets, blind spots."""

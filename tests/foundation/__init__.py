"""Tests of what every stage stands on: languages, charsets."""

"""Collect: the web and files become entries and pages. Parsers are pure; one client fetches."""

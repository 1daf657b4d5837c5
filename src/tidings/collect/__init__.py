"""Collect: sources to entries and pages. Polls feeds and sitemaps, fetches pages, reads files."""

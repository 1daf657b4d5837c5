"""Serve: the faces of the library: web pages, JSON, feeds out."""

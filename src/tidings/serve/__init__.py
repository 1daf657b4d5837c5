"""Serve: the faces of the library: web pages, JSON, feeds out."""

from tidings.serve.app import create_app

__all__ = ["create_app"]

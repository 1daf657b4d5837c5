"""Serve: the web application. Pages, JSON API, feeds, reader apps' APIs, MCP for agents."""

from tidings.serve.app import create_app

__all__ = ["create_app"]

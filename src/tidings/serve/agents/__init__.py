"""Agents: the library as tools of the Model Context Protocol (MCP)."""

from tidings.serve.agents.http import Agents
from tidings.serve.agents.server import serve_stdio

__all__ = ["Agents", "serve_stdio"]

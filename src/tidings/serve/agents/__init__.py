"""Programs that read for a person, by the Model Context Protocol."""

from tidings.serve.agents.http import Agents
from tidings.serve.agents.server import serve_stdio

__all__ = ["Agents", "serve_stdio"]

"""A small client of MCP servers: it asks them for their tools, and for nothing else."""

from bot.adapters.mcp.lister import HttpLister

__all__ = ["HttpLister"]

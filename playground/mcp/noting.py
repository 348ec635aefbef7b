"""A server of the `mcp` package that notes the calls of its tools."""

from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.types import CallToolResult, InputRequiredResult, ToolAnnotations

from playground.mcp.arrivals import Arrivals

READS = ToolAnnotations(read_only_hint=True)
WRITES = ToolAnnotations(read_only_hint=False, destructive_hint=True)


class NotingServer(MCPServer):
    """Notes every call before it is made."""

    def __init__(self, name: str, arrivals: Arrivals) -> None:
        super().__init__(name, log_level="ERROR")
        self._arrivals = arrivals

    async def call_tool(
        self,
        name: str,
        arguments: dict[str, Any],
        context: Context[Any, Any] | None = None,
    ) -> CallToolResult | InputRequiredResult:
        with self._arrivals.noting(self.name, name, arguments):
            return await super().call_tool(name, arguments, context)

"""Two small MCP servers for the playground, so that approvals can be tried: a shop and
a status page.

They are real ones, of the `mcp` package, which only the playground needs. Nothing is
imported from it until they are started.
"""

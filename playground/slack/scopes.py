"""The scopes that each method needs; any one in a row is enough.

docs.slack.dev/reference/methods; no row: a valid token is enough.
"""

READS = ("channels:read", "groups:read", "im:read", "mpim:read")
HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")

NEEDED: dict[str, tuple[str, ...]] = {
    "assistant.threads.setStatus": ("chat:write", "assistant:write"),
    "bots.info": ("users:read",),
    "chat.delete": ("chat:write",),
    "chat.postEphemeral": ("chat:write",),
    "chat.postMessage": ("chat:write",),
    "chat.update": ("chat:write",),
    "conversations.history": HISTORY,
    "conversations.info": READS,
    "conversations.join": ("channels:join",),
    "conversations.list": READS,
    "conversations.members": READS,
    "conversations.open": ("im:write", "mpim:write", "channels:manage"),
    "conversations.replies": HISTORY,
    "files.completeUploadExternal": ("files:write",),
    "files.delete": ("files:write",),
    "files.getUploadURLExternal": ("files:write",),
    "files.info": ("files:read",),
    "files.list": ("files:read",),
    "reactions.add": ("reactions:write",),
    "reactions.get": ("reactions:read",),
    "reactions.remove": ("reactions:write",),
    "team.info": ("team:read",),
    "users.conversations": READS,
    "users.info": ("users:read",),
    "users.list": ("users:read",),
}


def missing(method: str, granted: tuple[str, ...]) -> str:
    """The scope to ask for, or nothing when one of the needed is granted."""
    needed = NEEDED.get(method, ())
    return "" if not needed or set(needed) & set(granted) else needed[0]

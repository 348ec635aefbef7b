"""Links to messages, as Slack makes them."""

from bot.core.turn.thread import ThreadKey


def permalink(base: str, thread: ThreadKey, message: str) -> str:
    """The address of a message in a browser; empty if the workspace's is not known."""
    if not base or not message:
        return ""
    place = f"{base}/archives/{thread.channel}/p{message.replace('.', '')}"
    if not thread.ts or thread.ts == message:
        return place
    return f"{place}?thread_ts={thread.ts}&cid={thread.channel}"

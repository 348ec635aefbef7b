"""The form of the message shortcut: what it has to remember, and what it brings
back."""

import json
from dataclasses import dataclass
from typing import Any, Final

from bot.core.messages.forms import ASK_ACTION, ASK_BLOCK
from bot.core.messages.using import PLACE
from bot.core.turn.asks import Ask, Attached, attached_from
from bot.core.turn.elsewhere import TO
from bot.core.turn.thread import ThreadKey
from handlers.payloads.fields import Form, Malformed, ident, listed, stamp, text
from handlers.payloads.shape import Payload

MOST_FILES: Final = 8
MOST_KEPT: Final = 3000
"""The most characters that Slack keeps with a form; names are dropped before files."""


def file_kept(value: object) -> Attached:
    """A file as it is kept with a form. Raises Malformed."""
    if not isinstance(value, list) or len(value) != 2:
        raise Malformed
    return Attached(id=ident(value[0]), name=text(60)(value[1]))


_ABOUT = Form(
    {
        "channel": ident,
        "ts": stamp,
        "thread": stamp,
        "files": listed(file_kept, MOST_FILES),
    }
)


@dataclass(frozen=True, slots=True)
class About:
    """The message that a form is about."""

    channel: str
    ts: str
    thread: str
    files: tuple[Attached, ...] = ()

    def kept(self) -> str:
        """The text that Slack keeps with the form."""
        about = {"channel": self.channel, "ts": self.ts, "thread": self.thread}
        for longest in (60, 20, 0):
            files = [(each.id, each.name[:longest]) for each in self.files]
            kept = json.dumps({**about, "files": files}, ensure_ascii=False)
            if len(kept.encode()) <= MOST_KEPT:
                break
        return kept


def about_from(body: Payload) -> About:
    """The message that the shortcut was used on."""
    message = body["message"]
    return About(
        channel=body["channel"]["id"],
        ts=message["ts"],
        thread=message.get("thread_ts") or message["ts"],
        files=tuple(attached_from(f) for f in message.get("files", [])[:MOST_FILES]),
    )


def used_on(body: Payload) -> tuple[ThreadKey, str, tuple[Attached, ...]]:
    """The thread, the ts and the files of the message that a shortcut was used on."""
    about = about_from(body)
    files = tuple(map(attached_from, body["message"].get("files", ())))
    thread = ThreadKey(body["team_id"], about.channel, about.thread)
    return thread, about.ts, files


def about_kept(body: Payload) -> About | None:
    """The message that the submitted form is about; None if the form no longer says."""
    try:
        about = _ABOUT(json.loads(body["view"].get("private_metadata", "")))
    except (Malformed, ValueError, RecursionError):
        return None
    return About(**about | {"files": tuple(about["files"])})


def ask_from_form(body: Payload, about: About) -> Ask:
    """The ask in a submitted form; it belongs to the message's thread."""
    team = body["team_id"]
    return Ask(
        claim=f"{team}/{about.channel}/form/{body['view']['id']}",
        thread=ThreadKey(team, about.channel, about.thread),
        user=body["user"]["id"],
        words=_words(body["view"]).strip(),
        attached=about.files,
    )


def place_chosen(body: Payload) -> str:
    """The channel in which the answer is to appear; empty for the message's thread."""
    values = body["view"].get("state", {}).get("values", {})
    chosen = values.get(TO, {}).get(PLACE, {})
    return str(chosen.get("selected_conversation", ""))


def _words(view: dict[str, Any]) -> str:
    values = view.get("state", {}).get("values", {})
    return str(values.get(ASK_BLOCK, {}).get(ASK_ACTION, {}).get("value", ""))

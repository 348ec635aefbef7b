"""Views: modals and the Home tab, as views.open and views.publish check them."""

from collections.abc import Iterator
from typing import Any

from playground.slack.schema.block_table import Surface
from playground.slack.schema.blocks import check_blocks
from playground.slack.schema.objects import plain
from playground.slack.schema.rules import (
    Check,
    Fields,
    Problem,
    anything,
    flag,
    record,
    text,
    typed,
)

_BOTH: Fields = {
    "callback_id": text(255, 0),
    "external_id": text(255, 0),
    "private_metadata": text(3000, 0),
}


def _blocks(surface: Surface) -> Check:
    def check(value: Any, at: str) -> Iterator[Problem]:
        yield from check_blocks(value, surface, at)

    return check


def _input_needs_submit(view: Any, at: str) -> Iterator[Problem]:
    blocks = view.get("blocks")
    kinds = [b.get("type") for b in blocks if isinstance(b, dict)] if blocks else []
    if "input" in kinds and "submit" not in view:
        yield Problem(f"{at}/submit", "missing required field: submit")


_VIEW = typed(
    lambda: {
        "modal": record(
            {"title": plain(24), "blocks": _blocks("modal")},
            {
                **_BOTH,
                "submit": plain(24),
                "close": plain(24),
                "clear_on_close": flag,
                "notify_on_close": flag,
                "submit_disabled": flag,
                # The SDK's View objects carry it along; Slack does not mind.
                "state": anything,
            },
            _input_needs_submit,
        ),
        "home": record({"blocks": _blocks("home")}, {**_BOTH, "state": anything}),
    }
)


def check_view(view: object) -> list[Problem]:
    """Say what Slack would refuse in this view."""
    return list(_VIEW(view, "/view"))

"""Turns legs into rows, and rows into legs."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bot.core.messages.text import storable
from bot.core.turn.decisions import Choice, Decision
from bot.core.turn.events import ApprovalAsked, FunctionCalled, ToolUsed, Usage
from bot.core.turn.legs import Leg, Output
from bot.core.turn.turns import KeptPicture
from storage.deck_rows import kept_deck
from storage.kept import known
from storage.rows import (
    chain,
    deeply_storable,
    kept_chart,
    known_names,
    part,
    set_picture,
)


def leg_text(leg: Leg) -> str:
    """A leg as both databases store it. Its pictures are in a table of their own as
    well."""
    return storable(json.dumps(deeply_storable(asdict(leg)), ensure_ascii=False))


def leg(text: str) -> Leg:
    """The leg that was stored."""
    kept = json.loads(text)
    return Leg(
        **known(Leg, kept)
        | {
            "parts": tuple(part(each) for each in kept["parts"]),
            "pictures": _each(KeptPicture, kept["pictures"]),
            "notes": tuple(kept["notes"]),
            "usage": Usage(**known(Usage, kept["usage"])),
            "calls": _each(FunctionCalled, kept["calls"]),
            "outputs": tuple(_output(each) for each in kept["outputs"]),
            "set_pictures": tuple(map(set_picture, kept.get("set_pictures", ()))),
            "charts": tuple(map(kept_chart, kept.get("charts", ()))),
            "returned": tuple(kept.get("returned", ())),
            "uses": _each(ToolUsed, kept.get("uses", ())),
            "chain": chain(kept),
            "deck": kept_deck(kept.get("deck")),
            "known_names": known_names(kept),
            "questions": _each(ApprovalAsked, kept["questions"]),
            "decisions": tuple(
                Decision(each["question"], Choice(each["choice"]), each["user"])
                for each in kept["decisions"]
            ),
        }
    )


def _output(kept: dict[str, Any]) -> Output:
    return Output(kept["call"], kept["text"], tuple(kept.get("pictures", ())))


def _each(kind: Any, rows: Sequence[dict[str, Any]]) -> tuple[Any, ...]:
    return tuple(kind(**known(kind, row)) for row in rows)

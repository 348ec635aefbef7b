"""Rows become values here, and values rows."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from bot.core.asks import Ask, Attached
from bot.core.events import Citation, Usage
from bot.core.progress import Part
from bot.core.thread import ThreadKey
from bot.core.turns import Answer, Outcome, Print, Status, Turn

Row = Mapping[str, Any]


def ask_text(ask: Ask) -> str:
    """What of an ask has no column of its own."""
    kept = {
        "words": ask.words,
        "attached": [asdict(each) for each in ask.attached],
        "onto": ask.onto,
        "opens_thread": ask.opens_thread,
        "look_at_root": ask.look_at_root,
    }
    return json.dumps(kept, ensure_ascii=False)


def answer_text(answer: Answer) -> str:
    """An answer without its pictures, which have a table of their own."""
    kept = asdict(answer)
    kept.pop("prints")
    return json.dumps(kept, ensure_ascii=False)


def turn(row: Row, prints: Sequence[Row]) -> Turn:
    """A turn with its ask and, when it has one, its answer."""
    return Turn(
        id=row["id"],
        ask=_ask(row),
        status=Status(row["status"]),
        parent=row["parent"],
        message=row["message"],
        response=row["response"],
        sequence=row["sequence"],
        attempt=row["attempt"],
        answer=_answer(row["answer"], prints) if row["answer"] else None,
        settled=bool(row["settled"]),
        aside=bool(row["aside"]),
        handed_over=row["handed_over"],
    )


def _ask(row: Row) -> Ask:
    kept = json.loads(row["ask"])
    return Ask(
        claim=row["claim"],
        thread=ThreadKey(row["team"], row["channel"], row["thread"]),
        user=row["user"],
        words=kept["words"],
        ts=row["ask_ts"],
        attached=tuple(Attached(**each) for each in kept["attached"]),
        onto=kept["onto"],
        opens_thread=kept["opens_thread"],
        look_at_root=kept["look_at_root"],
    )


def _answer(text: str, prints: Sequence[Row]) -> Answer:
    kept = json.loads(text)
    return Answer(
        outcome=Outcome(kept["outcome"]),
        told=kept["told"],
        parts=tuple(_part(part) for part in kept["parts"]),
        prints=tuple(_print(each) for each in prints),
        notes=tuple(kept["notes"]),
        response=kept["response"],
        model=kept["model"],
        image_model=kept["image_model"],
        usage=Usage(**kept["usage"]),
        seconds=kept["seconds"],
        unfinished_file=kept.get("unfinished_file", ""),
        unfinished_url=kept.get("unfinished_url", ""),
        why=kept.get("why", ""),
    )


def _part(kept: Row) -> Part:
    citations = tuple(Citation(**each) for each in kept["citations"])
    return Part(kept["id"], kept["text"], citations)


def _print(row: Row) -> Print:
    fields = {name: row[name] for name in Print.__dataclass_fields__}
    return Print(**fields)


def with_pictures(turns: Sequence[Row], pictures: Sequence[Row]) -> list[Row]:
    """Turns as they are stored, each with the pictures that are its own."""
    own: dict[int, list[Row]] = {}
    for picture in pictures:
        own.setdefault(picture["turn"], []).append(picture)
    return [{**turn, "pictures": own.get(turn["id"], [])} for turn in turns]

"""Turns rows into values, and values into rows.

Values in JSON may be older than this program, or newer while several processes are
being replaced: missing fields get their default, and unknown ones are left out.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, Final

from bot.core.charts.chart import KeptChart
from bot.core.messages.text import storable
from bot.core.turn.asks import Ask, Attached
from bot.core.turn.chains import ChainServer
from bot.core.turn.decisions import Choice, DecidedQuestion
from bot.core.turn.events import Citation, ToolUsed, Usage
from bot.core.turn.life import Status
from bot.core.turn.options import Button, Options
from bot.core.turn.pair_side import PairSide
from bot.core.turn.picture_source import PictureSource
from bot.core.turn.progress import Part
from bot.core.turn.regions import Region
from bot.core.turn.sets import SetPicture, Source
from bot.core.turn.taught import KnownName, LeftOut, NameKind, UsedName
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn
from storage.deck_rows import chart, kept_deck
from storage.kept import Row, known

LARGEST: Final = 2**63 - 1


def ask_text(ask: Ask) -> str:
    """The parts of an ask that have no column of their own."""
    kept = {
        "words": storable(ask.words),
        "attached": [_storable(asdict(each)) for each in ask.attached],
        "onto": ask.onto,
        "opens_thread": ask.opens_thread,
        "look_at_root": ask.look_at_root,
        "options": deeply_storable(asdict(ask.options)) if ask.options else None,
        "wish": None if ask.wish == ask.words else storable(ask.wish),
    }
    return storable(json.dumps(kept, ensure_ascii=False))


def answer_text(answer: Answer) -> str:
    """An answer without its pictures, which have a table of their own."""
    kept = asdict(answer)
    kept.pop("pictures")
    for name in ("set_pictures", "charts", "decided", "uses", "chain", "deck"):
        kept[name] = deeply_storable(kept[name])
    return storable(json.dumps(kept, ensure_ascii=False))


def names_text(names: Sequence[UsedName]) -> str:
    """The characters and styles that a turn uses."""
    kept = [deeply_storable(asdict(each)) for each in names]
    return storable(json.dumps(kept, ensure_ascii=False))


def picture_row(number: int, drawn: KeptPicture) -> dict[str, Any]:
    """A turn's picture as a row of both databases."""
    return {"number": number, **_storable(asdict(drawn))}


def _storable(fields: Row) -> dict[str, Any]:
    """The fields with storable texts. JSON escapes a NUL, but it comes back when the
    text is read."""
    return {
        name: storable(value) if isinstance(value, str) else value
        for name, value in fields.items()
    }


def deeply_storable(value: Any) -> Any:
    """The same for values within values."""
    match value:
        case str():
            return storable(value)
        case dict():
            return {name: deeply_storable(each) for name, each in value.items()}
        case list() | tuple():
            return [deeply_storable(each) for each in value]
    return value


def heard(response: str, sequence: int | None) -> dict[str, Any]:
    """The running response, and how far it was read."""
    clamped = None if sequence is None else min(sequence, LARGEST)
    return {"response": storable(response), "sequence": clamped}


def turn(row: Row, pictures: Sequence[Row]) -> Turn:
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
        answer=_answer(row["answer"], pictures) if row["answer"] else None,
        settled=bool(row["settled"]),
        aside=bool(row["aside"]),
        handed_over=row["handed_over"],
        shown_at=_seconds(row["ended"]),
        names=_names(row["names"]),
    )


def _seconds(when: str | datetime | None) -> float:
    """Seconds since the epoch. SQLite stores times as text without a zone."""
    if when is None:
        return 0.0
    found = datetime.fromisoformat(when) if isinstance(when, str) else when
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def _ask(row: Row) -> Ask:
    kept = json.loads(row["ask"])
    options, wish = kept.get("options"), kept.get("wish", "")
    return Ask(
        claim=row["claim"],
        thread=ThreadKey(row["team"], row["channel"], row["thread"]),
        user=row["user"],
        words=kept["words"],
        ts=row["ask_ts"],
        attached=tuple(Attached(**known(Attached, each)) for each in kept["attached"]),
        onto=kept["onto"],
        opens_thread=kept["opens_thread"],
        look_at_root=kept["look_at_root"],
        options=_options(options) if options else None,
        wish=kept["words"] if wish is None else wish,
    )


def _picture_source(kept: Row) -> PictureSource:
    return PictureSource(**known(PictureSource, kept))


def _options(kept: Row) -> Options:
    read = {
        "button": Button(kept.get("button", "")),
        "looks": tuple(kept.get("looks", ())),
        "region": region(kept["region"]) if kept.get("region") else None,
        "source": _picture_source(kept["source"]) if kept.get("source") else None,
        "pair": tuple(PairSide(**known(PairSide, e)) for e in kept.get("pair", ())),
    }
    return Options(**known(Options, kept) | read)


def region(kept: Row) -> Region:
    """A region as it was kept."""
    several = ("cells", "box", "margins")
    read = {name: tuple(kept[name]) for name in several if name in kept}
    return Region(**known(Region, kept) | read)


def _answer(text: str, pictures: Sequence[Row]) -> Answer:
    kept = json.loads(text)
    read = {
        "outcome": Outcome(kept["outcome"]),
        "parts": tuple(part(each) for each in kept["parts"]),
        "pictures": tuple(_picture(each) for each in pictures),
        "notes": tuple(kept["notes"]),
        "owed": tuple(kept.get("owed", ())),
        "decided": tuple(_decided(each) for each in kept.get("decided", ())),
        "uses": tuple(
            ToolUsed(**known(ToolUsed, each)) for each in kept.get("uses", ())
        ),
        "set_pictures": tuple(map(set_picture, kept.get("set_pictures", ()))),
        "usage": Usage(**known(Usage, kept["usage"])),
        "charts": tuple(map(kept_chart, kept.get("charts", ()))),
        "returned": tuple(kept.get("returned", ())),
        "chain": chain(kept),
        "deck": kept_deck(kept.get("deck")),
        "known_names": known_names(kept),
    }
    return Answer(**known(Answer, kept) | read)


def chain(kept: Row) -> tuple[ChainServer, ...]:
    """What an answer or a leg knows of servers."""
    servers = kept.get("chain", ())
    return tuple(ChainServer(**known(ChainServer, each)) for each in servers)


def known_names(kept: Row) -> tuple[KnownName, ...]:
    """What an answer or a leg knows of characters and styles."""
    names = kept.get("known_names", ())
    return tuple(KnownName(**known(KnownName, each)) for each in names)


def _names(text: str) -> tuple[UsedName, ...] | None:
    return tuple(map(_used_name, json.loads(text))) if text else None


def _used_name(kept: Row) -> UsedName:
    read = {
        "kind": NameKind(kept["kind"]),
        "left_out": LeftOut(kept.get("left_out", "")),
    }
    return UsedName(**known(UsedName, kept) | read)


def _decided(kept: Row) -> DecidedQuestion:
    choice = {"choice": Choice(kept["choice"])}
    return DecidedQuestion(**known(DecidedQuestion, kept) | choice)


def part(kept: Row) -> Part:
    citations = tuple(Citation(**known(Citation, each)) for each in kept["citations"])
    return Part(kept["id"], kept["text"], citations)


def set_picture(kept: Row) -> SetPicture:
    """One picture of a set as it was kept."""
    read = {
        "uses": tuple(kept["uses"]),
        "sources": tuple(Source(**known(Source, each)) for each in kept["sources"]),
        "usage": Usage(**known(Usage, kept["usage"])),
        "names": tuple(map(_used_name, kept.get("names", ()))),
    }
    return SetPicture(**known(SetPicture, kept) | read)


def kept_chart(kept: Row) -> KeptChart:
    """A chart as it was kept."""
    read = {"chart": chart(kept["chart"]), "unfound": tuple(kept.get("unfound", ()))}
    return KeptChart(**known(KeptChart, kept) | read)


def _picture(row: Row) -> KeptPicture:
    fields = {name: row[name] for name in KeptPicture.__dataclass_fields__}
    switches = {name: bool(row[name]) for name in ("beside", "sheet")}
    return KeptPicture(**fields | switches)


def with_belongings(turns: Sequence[Row], **tables: Sequence[Row]) -> list[Row]:
    """Turns as stored, each with its rows of other tables."""
    found = [{**turn, **{name: [] for name in tables}} for turn in turns]
    by_id = {turn["id"]: turn for turn in found}
    for name, rows in tables.items():
        for row in rows:
            by_id[row["turn"]][name].append(row)
    return list(found)


def with_name_pictures(names: Sequence[Row], pictures: Sequence[Row]) -> list[Row]:
    """Characters and styles as stored, each with its pictures."""
    return [
        {
            **name,
            "pictures": [each for each in pictures if each["taught"] == name["id"]],
        }
        for name in names
    ]

"""Draws a set in a message: the text beside its sheet, and the buttons below."""

from collections.abc import Iterator
from typing import Final

from bot.core.messages import blocks
from bot.core.messages.figures import in_dollars
from bot.core.messages.message import Block
from bot.core.messages.prices import estimate
from bot.core.messages.text import escaped, plain
from bot.core.turn.flag_values import format_name
from bot.core.turn.sets import SetPicture
from bot.core.turn.turns import Answer, KeptPicture, Turn

PICK: Final = "pick"
"""Buttons of one row need actions of their own: `pick_1`, `pick_2` …"""
ALL: Final = "all_as_files"
MISSING: Final = "draw_missing"
SAID: Final = frozenset({"declined", "damaged", "no space"})
"""The reasons that the message explains; the others are only on the sheet."""


def pick_buttons(turn: Turn, answer: Answer) -> Iterator[Block]:
    """A button for each picture that came."""
    if answer.deck is not None:
        return
    for each in answer.set_pictures:
        if answer.placed(each.number):
            label, action = str(each.number), f"{PICK}_{each.number}"
            button = blocks.button(label, action, f"{turn.id}:{each.number}")
            spoken = plain(f"Picture {each.line}", 75)
            yield {**button, "accessibility_label": spoken}


def entries(turn: Turn, answer: Answer) -> Iterator[tuple[str, str]]:
    """The menu's entries for a set, with their labels."""
    if answer.deck is not None or not answer.set_pictures:
        return
    came = [answer.placed(each.number) for each in answer.set_pictures]
    files = [answer.original(each.number) for each in answer.set_pictures]
    best = [file or shown for file, shown in zip(files, came, strict=True)]
    if any(each is not None and not each.hangs for each in best):
        yield f"{ALL}:{turn.id}", "All as files"
    if not all(came):
        yield f"{MISSING}:{turn.id}", "Draw the missing ones"


def lost(answer: Answer) -> Iterator[Block]:
    """Why some pictures did not come; a reason that several share is given once."""
    if answer.deck is not None:
        return
    why: dict[str, list[str]] = {}
    for each in answer.set_pictures:
        if each.told and each.why in SAID:
            why.setdefault(each.told, []).append(str(each.number))
    for told, numbers in why.items():
        yield blocks.context(f"*{', '.join(numbers)}:* {told}")


def detail_rows(answer: Answer) -> Iterator[str]:
    """Rows for each picture of the set: its title and cost, and what it was drawn
    from. If that is the same for all, it is said once."""
    origins = [_origin(each) for each in answer.set_pictures]
    shared = len(origins) > 1 and len(set(origins)) == 1
    for each, origin in zip(answer.set_pictures, origins, strict=True):
        title = f"*{escaped(plain(each.line, 100))}*"
        yield f"{title}\n{_came(answer, each)}"
        if not shared:
            yield _drawn_from(origin)
    if shared:
        yield _drawn_from(origins[0])


def _drawn_from(origin: str) -> str:
    return f"*Drawn from*\n{escaped(plain(origin, 2000))}"


def picture_row(drawn: KeptPicture, *more: str) -> str:
    """A finished picture: size, format, bytes, quality."""
    parts = (
        f"{drawn.width}×{drawn.height}",
        format_name(drawn.format),
        f"{drawn.bytes / 1_000_000:.1f} MB",
        f"quality {drawn.quality}" if drawn.quality else "",
        *more,
    )
    return escaped(" · ".join(part for part in parts if part))


def _came(answer: Answer, picture: SetPicture) -> str:
    drawn = answer.placed(picture.number)
    if drawn is None:
        return escaped(picture.why or "not drawn")
    cost = in_dollars(estimate("", answer.image_model, picture.usage))
    return picture_row(drawn, f"about {cost}" if cost else "")


def _origin(picture: SetPicture) -> str:
    uses = f" ({', '.join(picture.uses)})" if picture.uses else ""
    return f"{picture.prompt}{uses}"

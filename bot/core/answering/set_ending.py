"""The end of a turn with a set: its pictures, and the sheet that shows them."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.showing.sheets import Sheets
from bot.core.turn.sheet import Sheet
from bot.core.turn.turns import ORIGINAL, Answer, KeptPicture, Turn


async def on_sheet(turn: Turn, answer: Answer, sheets: Sheets) -> Answer:
    """The answer as its message shows it: the pictures of a set on one sheet.

    Without a sheet, the pictures themselves are shown; one alone needs none.
    """
    wanted = answer.set_pictures
    if len(wanted) < 2 or not any(each.finished for each in wanted):
        return replace(answer, pictures=alone(answer.pictures), set_pictures=())
    why = "stopped" if answer.told else "not drawn"
    cells = Sheet(tuple(each.cell for each in wanted)).given_up(why)
    sheet = await sheets.kept(turn, cells)
    if sheet is None:
        return replace(answer, pictures=alone(answer.pictures))
    return replace(answer, pictures=_around(sheet, answer.pictures))


def _around(
    sheet: KeptPicture, pictures: Sequence[KeptPicture]
) -> tuple[KeptPicture, ...]:
    """The sheet first, and the pictures that it shows last."""
    beside = (each for each in pictures if not each.place)
    shown = sorted((e for e in pictures if e.place), key=lambda each: each.place)
    return (replace(sheet, sheet=True), *beside, *shown)


def alone(pictures: Sequence[KeptPicture]) -> tuple[KeptPicture, ...]:
    """The pictures, each of them to be shown by itself; files stay files, and those
    that went with a picture of the set are shared."""
    return tuple(replace(each, place=_alone(each)) for each in pictures)


def _alone(picture: KeptPicture) -> int:
    if picture.original_of_set:
        return ORIGINAL
    return min(picture.place, 0)

"""Makes a request for nothing but the picture of the turn before."""

from dataclasses import replace

from bot.core.errors import AskError
from bot.core.ports import Files, Shelf
from bot.core.turn.options import Button, Options
from bot.core.turn.redraws import REDRAWS
from bot.core.turn.request import InputImage, Request
from bot.core.turn.sizes import extent, size_from
from bot.core.turn.turns import Turn

GONE = "That picture is no longer stored here, so I cannot draw it again."


def is_redraw(options: Options | None) -> bool:
    """Whether only the picture of the turn before is drawn again."""
    return options is not None and options.button in REDRAWS


async def redrawn(
    request: Request, before: Turn | None, options: Options, shelf: Shelf, files: Files
) -> Request:
    """The request with the turn's picture, and with room around it if it is continued.

    Raises AskError if the picture is gone: an older one does not take its place.
    """
    drawn = before.answer.own_pictures[:1] if before and before.answer else ()
    data = await shelf.read(drawn[0].sha256) if drawn else None
    if not drawn or data is None:
        raise AskError(GONE)
    if options.button is not Button.CONTINUED:
        found = InputImage(data, f"image/{drawn[0].format}")
        return replace(request, images=(found,))
    whole = size_from(request.terms.size)
    around = extent(drawn[0].width, drawn[0].height, whole)
    extended = await files.extended(data, around)
    if extended is None:
        raise AskError(GONE)
    picture, mask = extended
    return replace(request, images=(picture,), mask=mask)

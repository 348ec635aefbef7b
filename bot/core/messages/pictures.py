"""Draws pictures as blocks. A picture keeps its block's id from its first preview
on."""

from typing import Final

from bot.core.messages import blocks
from bot.core.messages.message import Block
from bot.core.messages.text import plain
from bot.core.turn.asks import with_flags_read
from bot.core.turn.events import Picture
from bot.core.turn.sheet import MOST_ALT
from bot.core.turn.slots import Hung, Preview, Spot
from bot.core.turn.stickers import without_manner
from bot.core.turn.turns import KeptPicture, Turn

CHART: Final = "-chart"
"""Ends the place of a chart, whose alternative text has its numbers."""
USUAL_ALT: Final = 500
"""The most characters of a picture's alternative text; a sheet has more to say."""
MOST_WISH: Final = 300
"""The most characters of a wish in the alternative text of a sheet."""
EACH: Final = ". Each of them: "


def alt_text(turn: Turn, drawn: Picture | KeptPicture | Hung) -> str:
    """A description of the picture for those who cannot see it."""
    if turn.ask.options is not None and turn.ask.options.draws_part:
        return turn.ask.words  # the prompt has orders of ours, which say nothing
    said = without_manner(drawn.revised_prompt)
    if said and not isinstance(drawn, Picture) and drawn.sheet:
        return _of_one_wish(turn, said)
    return said or turn.ask.words


def _of_one_wish(turn: Turn, alt: str) -> str:
    """What is on a sheet. The titles of a count say nothing, so its wish does."""
    ask = with_flags_read(turn.ask)
    counted = ask.options is not None and ask.options.count
    wish = plain(ask.wish, MOST_WISH) if counted else ""
    return f"{alt[: MOST_ALT - MOST_WISH - len(EACH)]}{EACH}{wish}" if wish else alt


def picture(
    turn: Turn,
    drawn: Picture | KeptPicture | Hung,
    spot: Spot,
    place: str,
    frame: int = 0,
) -> Block:
    """A finished picture. `place` tells those of a turn apart.

    Slack caches a picture under the block's id. So a picture of another attempt has a
    different id, and so has one that Slack should check again (`frame`).
    """
    block_id = f"picture-{turn.id}-{turn.attempt}-{place}-{frame}"
    sheet = not isinstance(drawn, Picture) and drawn.sheet
    chart = place.endswith(CHART)
    most = MOST_ALT if sheet or chart else USUAL_ALT
    return _image(alt_text(turn, drawn), block_id, spot, most)


def preview(turn: Turn, shown: Preview) -> Block:
    """A half-drawn picture, or a frame of a sheet, which says what is on it."""
    what = "sheet" if shown.alt else "preview"
    block_id = f"{what}-{turn.id}-{turn.attempt}-{shown.frame}"
    half = f"A half-drawn picture of: {turn.ask.words}"
    alt = _of_one_wish(turn, shown.alt) if shown.alt else half
    return _image(alt, block_id, shown.spot, MOST_ALT if shown.alt else USUAL_ALT)


def unfinished(turn: Turn, spot: Spot, frame: int = 0) -> Block:
    """A half-drawn picture, if there is nothing better in the end."""
    alt = f"An unfinished picture of: {turn.ask.words}"
    return _image(alt, f"unfinished-{turn.id}-{frame}", spot)


def _image(alt: str, block_id: str, spot: Spot, most: int = USUAL_ALT) -> Block:
    return blocks.image(alt, block_id, file_id=spot.file_id, url=spot.url, most=most)

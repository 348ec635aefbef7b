"""Makes of a finished picture one that Slack shows in a message, if it is of a kind
that Slack does not show."""

import io

from bot.adapters.decoder.bare import bare
from bot.adapters.decoder.coding import CLEAR, DAMAGED, Coded, opened
from bot.adapters.decoder.wire import Outcome, UnreadableError


def showable(data: bytes) -> Coded:
    """A JPEG, or a PNG where it is transparent."""
    picture = opened(bare(data).data)
    clear = picture.mode in CLEAR
    out = io.BytesIO()
    try:
        if clear:
            picture.convert("RGBA").save(out, "PNG", compress_level=4)
        else:
            picture.convert("RGB").save(out, "JPEG", quality=92)
    except DAMAGED as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    return Coded(Outcome.PNG if clear else Outcome.JPEG, out.getvalue())

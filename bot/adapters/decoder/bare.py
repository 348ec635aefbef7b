"""Reduces a file to what its first picture is made of, before anything decodes it.

This drops what people did not mean to send (where the picture was taken, what was
written beside it), and what only costs time: later frames, texts, thumbnails. It takes
one pass, and the number of parts is limited.
"""

from bot.adapters.decoder.gif import bare_gif
from bot.adapters.decoder.jpeg import bare_jpeg
from bot.adapters.decoder.parts import Bare
from bot.adapters.decoder.png import bare_png
from bot.adapters.decoder.webp import bare_webp
from bot.adapters.decoder.wire import Outcome, UnreadableError


def bare(data: bytes) -> Bare:
    """The picture alone. Raises UnreadableError."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return bare_png(data)
    if data.startswith(b"\xff\xd8\xff"):
        return bare_jpeg(data)
    if data.startswith((b"GIF87a", b"GIF89a")):
        return bare_gif(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return bare_webp(data)
    raise UnreadableError(Outcome.UNKNOWN)

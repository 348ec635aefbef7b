"""Reads multipart forms, once they have come in whole.

When a file comes in pieces of unlucky lengths, as large ones do, aiohttp's reader takes
more from the connection than it wants, puts the rest back, and warns that this is
deprecated. A body that is there as a whole gives it what it wants.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from aiohttp import BodyPartReader, MultipartReader, StreamReader, web

ANY_KIND = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form. A file has a filename and a kind."""

    name: str
    data: bytes
    filename: str | None = None
    kind: str = ANY_KIND

    @property
    def text(self) -> str:
        """The value of a field that is no file."""
        return self.data.decode("utf-8", "replace")


async def fields_of(request: web.Request) -> AsyncIterator[Field]:
    """The fields of a multipart form, in their order."""
    body = await request.read()
    content = StreamReader(request.protocol, limit=max(1, len(body)))
    content.feed_data(body)
    content.feed_eof()
    async for part in MultipartReader(request.headers, content):
        if isinstance(part, BodyPartReader) and part.name is not None:
            data = bytes(await part.read(decode=True))
            kind = part.headers.get("Content-Type", ANY_KIND)
            yield Field(part.name, data, part.filename, kind)

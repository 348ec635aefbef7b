"""The page on which people paint: makes its links, and takes what was painted there.

A link is for one person, for an hour, and for the browser that opens it first. It shows
the pictures of its turn's thread, or the one that a person has posted, and nothing
else; and it can send once: the ask that it becomes has a claim of its own.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.core.accepting.intake import Intake
from bot.core.accepting.page_secrets import digest, is_ours, new_secret
from bot.core.errors import AskError, HangError, StoreAway, StoreFull
from bot.core.ports import Files, Layers, PageLinks, Shelf, Turns
from bot.core.turn.asks import FROM_SCRATCH, Ask
from bot.core.turn.changes import PartForm, PartPlace, part_ask
from bot.core.turn.painting import (
    Cover,
    PageLink,
    Painted,
    PaintedEnd,
    PostedPicture,
    Version,
    named,
    picture_of,
    posted_version,
    versions,
)
from bot.core.turn.regions import Region
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Turn

Clock = Callable[[], float]
SENT: Final = "This was sent already. The picture is in Slack, in the thread."
DRAWING: Final = "It is being drawn now, and develops in the thread in Slack."
JOINING: Final = "It is being put together now, and appears in the thread in Slack."
NOT_TAKEN: Final = (
    "Darkroom does not take it now, probably because too many requests are waiting in "
    "the thread. Try again in a minute."
)
NO_SUCH_PICTURE: Final = "That picture is not in this thread, or is no longer stored."
NOTHING: Final = "Nothing was painted that I can use. Paint it again."
UNREADABLE: Final = "What you painted did not arrive whole. Try again."
FULL: Final = "What you painted cannot be stored right now. Try again in a minute."
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OpenPage:
    """What a link opens. `sent`: what was painted there has become an ask already.

    `data` is the picture that a person has posted, if the link is about one. There are
    no versions while Slack does not give it to us.
    """

    link: PageLink
    thread: ThreadKey
    versions: Sequence[Version]
    seconds: float
    sent: bool
    data: bytes = field(default=b"", repr=False)

    @property
    def about(self) -> str:
        """What tells its picture from all others: nothing that opens anything."""
        posted = self.link.posted
        return posted.file.id if posted else str(self.link.turn)


@dataclass(frozen=True, slots=True)
class Painting:
    """Makes and opens links, and takes what people send.

    `address` is that of the page; `clock` gives the time of day. By the `key`, our
    secrets are told from others, so that strangers cost no look into the database.
    """

    links: PageLinks
    turns: Turns
    shelf: Shelf
    layers: Layers
    intake: Intake
    files: Files
    address: str
    key: bytes
    clock: Clock

    async def link(self, turn: int, user: str) -> str:
        """A new link for this person, who was shown the turn's picture; empty if none
        can be stored now."""
        return await self._link(turn, user)

    async def link_to_posted(self, posted: PostedPicture, user: str) -> str:
        """A new link for this person, who was shown a picture that somebody posted;
        empty if none can be stored now."""
        return await self._link(FROM_SCRATCH, user, posted)

    async def _link(
        self, turn: int, user: str, posted: PostedPicture | None = None
    ) -> str:
        """The secret is in the fragment, which no browser sends to any server."""
        secret = new_secret(self.key)
        made = PageLink(digest(secret), turn, user, self.clock(), posted=posted)
        try:
            await self.links.add(made)
        except (StoreAway, StoreFull) as error:
            log.warning("a page gets no link: %s", error)
            return ""
        return f"{self.address}#{secret}"

    async def opened(self, secret: str, browser: str) -> OpenPage | None:
        """What the link opens in this browser; None if that is nothing.

        Nobody learns why: a wrong link, one that is over, and another browser are told
        the same.
        """
        ours = is_ours(secret, self.key)
        link = await self.links.find(digest(secret)) if ours else None
        if link is None or link.lasts(self.clock()) <= 0:
            return None
        turn = await self.turns.get(link.turn) if not link.posted else None
        if not link.posted and picture_of(turn) is None:
            return None
        if not await self.links.bind(link.digest, digest(browser)):
            return None
        if link.posted:
            return await self._posted(link, link.posted)
        return await self._drawn(link, turn) if turn else None

    async def _drawn(self, link: PageLink, turn: Turn) -> OpenPage:
        """The page about pictures of ours."""
        thread = turn.ask.thread
        sent = await self._sent(link, thread)
        found = versions(await self._thread_of(turn))
        return OpenPage(link, thread, found, link.lasts(self.clock()), sent)

    async def _posted(self, link: PageLink, posted: PostedPicture) -> OpenPage:
        """The page about a picture that a person has posted."""
        sent = await self._sent(link, posted.thread)
        data = b"" if sent else await self._read(link, posted)
        found = (posted_version(posted, data),) if data else ()
        left = link.lasts(self.clock())
        return OpenPage(link, posted.thread, found, left, sent, data)

    async def _read(self, link: PageLink, posted: PostedPicture) -> bytes:
        """The picture, written anew; empty if Slack does not give it to us.

        It has the size in which it will be changed.
        """
        ask = Ask("", posted.thread, link.user, "", attached=(posted.file,))
        images = (await self.files.bring(ask)).images
        still = await self.files.still(images[0].data) if images else None
        return still.data if still else b""

    async def _sent(self, link: PageLink, thread: ThreadKey) -> bool:
        return await self.turns.by_claim(_claim(link, thread)) is not None

    async def picture(self, page: OpenPage, turn: int) -> tuple[str, bytes] | None:
        """The format and the bytes of one of the page's pictures."""
        version = named(page.versions, turn)
        if version is None:
            return None
        data = page.data or await self.shelf.read(version.picture.sha256)
        return (version.picture.format, data) if data else None

    async def send(self, page: OpenPage, painted: Painted) -> str:
        """Make an ask of what was painted; return what happens now. Raises AskError.

        Whoever sends again, because the answer was lost on its way, learns that it had
        arrived.
        """
        if page.sent:
            return SENT
        ask = await self._ask(page, painted)
        if await self.intake.take(ask) is None:
            if await self.turns.by_claim(ask.claim):
                return SENT
            raise AskError(NOT_TAKEN)
        return JOINING if painted.end is PaintedEnd.BACK else DRAWING

    async def _ask(self, page: OpenPage, painted: Painted) -> Ask:
        version = named(page.versions, painted.turn)
        if version is None or (
            painted.older and not named(page.versions, painted.older)
        ):
            raise AskError(NO_SUCH_PICTURE)
        region = await self._region(version, painted, page.link.user)
        user, view = page.link.user, _view(page.link)
        form = PartForm(view, user, region, painted.button, painted.words)
        if posted := page.link.posted:
            return part_ask(form, PartPlace(page.thread, file=posted.file))
        place = PartPlace(page.thread, onto=version.turn, older=painted.older)
        return part_ask(form, place, await self.turns.get(version.turn))

    async def _region(self, version: Version, painted: Painted, who: str) -> Region:
        """What was painted, with its pictures on the shelf. Raises AskError."""
        width, height = version.picture.width, version.picture.height
        mask = notes = ""
        if painted.end is PaintedEnd.NOTES:
            cover = Cover(width, height, notes=True)
            notes = await self._kept(painted.notes, cover, who)
        elif painted.region or not any(painted.margins):
            cover = Cover(width, height, painted.margins)
            mask = await self._kept(painted.region, cover, who)
        margins = painted.margins if any(painted.margins) else ()
        return Region(width, height, mask=mask, notes=notes, margins=margins)

    async def _kept(self, data: bytes, cover: Cover, who: str) -> str:
        if not data:
            raise AskError(NOTHING)
        try:
            return await self.shelf.keep(await self.layers.layer(data, cover, who))
        except HangError as error:
            raise AskError(UNREADABLE) from error
        except (StoreAway, StoreFull) as error:
            raise AskError(FULL) from error

    async def _thread_of(self, turn: Turn) -> Sequence[Turn]:
        """The turns that this one was built on, and those of the thread's newest."""
        thread = turn.ask.thread
        last = await self.turns.latest(thread)
        found = [
            *await self.turns.lineage(turn.id),
            *(await self.turns.lineage(last.id) if last else ()),
        ]
        return [each for each in found if each.ask.thread == thread]


def _view(link: PageLink) -> str:
    """What tells one page's ask from all others."""
    return f"page-{link.digest[:32]}"


def _claim(link: PageLink, thread: ThreadKey) -> str:
    """The claim of the ask that the page can send, as `part_ask` makes it."""
    return f"{thread.team}/{thread.channel}/form/{_view(link)}"

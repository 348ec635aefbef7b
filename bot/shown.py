"""Wires what turns are shown with: the ways in which pictures get into messages."""

from contextlib import AsyncExitStack
from dataclasses import dataclass
from time import time

from bot.adapters.attachments import SlackAttachments
from bot.adapters.hanging import AddressWay
from bot.adapters.hanging.choice import choose_ways
from bot.adapters.hanging.uploads import FileWay
from bot.adapters.imaging import Imaging
from bot.adapters.private_pictures import SlackPrivatePictures
from bot.adapters.signing import Signer
from bot.adapters.slack_chat import SlackChat
from bot.adapters.slack_files import SlackFiles
from bot.core.errands import Errands
from bot.core.showing.context import TurnContext
from bot.core.showing.deck_files import DeckFiles
from bot.core.showing.hanging import Hanging
from bot.core.showing.placing import Placing
from bot.core.showing.sheets import Sheets
from bot.core.showing.uploads_ahead import UploadsAhead
from bot.outside import Outside
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Shown:
    """What turns are shown with."""

    context: TurnContext
    placing: Placing
    imaging: Imaging
    files: SlackAttachments
    private: SlackPrivatePictures
    address: AddressWay | None


async def shown_with(
    settings: Settings, outside: Outside, errands: Errands, stack: AsyncExitStack
) -> Shown:
    """What turns are shown with, as the settings say."""
    imaging = await stack.enter_async_context(Imaging())
    address = await _address(settings, outside, imaging)
    context = _context(settings, outside, imaging, address, errands)
    return Shown(
        context,
        Placing(context, errands, now=time),
        imaging,
        SlackAttachments(outside.slack, outside.http, imaging),
        _private(outside, imaging, address),
        address,
    )


async def _address(
    settings: Settings, outside: Outside, imaging: Imaging
) -> AddressWay | None:
    """The way by which Slack fetches pictures from us; None without PUBLIC_URL."""
    if not settings.public_url:
        return None
    signer = Signer(await outside.store.key("pictures"))
    store = outside.store
    return AddressWay(settings.public_url, store.shelf, imaging, signer, store.showcase)


def _context(
    settings: Settings,
    outside: Outside,
    imaging: Imaging,
    address: AddressWay | None,
    errands: Errands,
) -> TurnContext:
    hanging = _hanging(settings, outside, imaging, address)
    shelf = outside.store.shelf
    sheets = Sheets(imaging, shelf)
    return TurnContext(
        chat=SlackChat(outside.slack),
        turns=outside.store.turns,
        shelf=shelf,
        temporary_files=outside.store.temporary_files,
        hanging=hanging,
        uploads_ahead=UploadsAhead(hanging, outside.store.temporary_files, errands),
        sheets=sheets,
        budget=outside.budget,
        clock=time,
        every=settings.edit_seconds,
        settle_after=settings.settle_seconds,
        again_after=settings.hang_again_seconds,
        counters=outside.counters,
        room=outside.store.room,
        share=SlackFiles(outside.slack, outside.http).share,
        decks=DeckFiles(imaging.decks, shelf, sheets),
    )


def _private(
    outside: Outside, imaging: Imaging, address: AddressWay | None
) -> SlackPrivatePictures:
    way = FileWay(SlackFiles(outside.slack, outside.http), imaging)
    return SlackPrivatePictures(outside.slack, way, address)


def _hanging(
    settings: Settings,
    outside: Outside,
    imaging: Imaging,
    address: AddressWay | None,
) -> Hanging:
    files = SlackFiles(outside.slack, outside.http)
    holding = settings.holding_channel
    ways = choose_ways(settings.hang, files, imaging, address, holding)
    return Hanging(
        ways, trusting=settings.hang != "auto", expecting=imaging.expect_previews
    )

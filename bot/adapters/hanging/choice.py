"""Chooses the ways of hanging that this installation has, the best first."""

from bot.adapters.hanging.address import AddressWay
from bot.adapters.hanging.uploads import ChannelWay, FileWay, PostWay, TextWay
from bot.adapters.imaging import Imaging
from bot.adapters.slack_files import SlackFiles
from bot.core.showing.hanging import Way

ORDER = ("url", "channel", "file", "post", "text")


def choose_ways(
    wanted: str,
    files: SlackFiles,
    imaging: Imaging,
    address: AddressWay | None,
    holding_channel: str,
) -> list[Way]:
    """The wanted way and those below it; `auto` starts with the first possible."""
    possible: dict[str, Way] = {
        "file": FileWay(files, imaging),
        "post": PostWay(files, imaging),
        "text": TextWay(files),
    }
    if address is not None:
        possible["url"] = address
    if holding_channel:
        possible["channel"] = ChannelWay(files, imaging, holding_channel)
    first = 0 if wanted == "auto" else ORDER.index(wanted)
    return [possible[name] for name in ORDER[first:] if name in possible]

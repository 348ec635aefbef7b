"""Reads pictures from stdin and writes the results to stdout, until stdin ends.

It limits itself before it reads anything: so much memory, so many seconds per picture.
The system kills it if it goes beyond, even in the middle of a library's code, and even
if the bot that would have killed it is gone.
"""

import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import BinaryIO, Final

from bot.adapters.decoder.brand import colors
from bot.adapters.decoder.coding import Coded, for_the_model, small_jpeg
from bot.adapters.decoder.emoji import emoji
from bot.adapters.decoder.extending import extended
from bot.adapters.decoder.font_file import font_file
from bot.adapters.decoder.gridding import gridded
from bot.adapters.decoder.joining import compared, joined
from bot.adapters.decoder.layers import layer
from bot.adapters.decoder.laying import laid
from bot.adapters.decoder.masking import masked, noted
from bot.adapters.decoder.pairing import beside, wipe
from bot.adapters.decoder.sheet import sheet_jpeg
from bot.adapters.decoder.sheet_wire import unpacked_picture
from bot.adapters.decoder.showable import showable
from bot.adapters.decoder.strip import strip_jpeg
from bot.adapters.decoder.wire import (
    ANSWER,
    MOST_BYTES,
    REQUEST,
    Outcome,
    UnreadableError,
    Work,
)

if sys.platform != "win32":
    import os
    import resource

_FILES: Final = 64
_GRACE: Final = 1.0
"""Seconds that the alarm leaves the bot to end this process itself."""


def main(seconds: float, patience: float, megabytes: int, nice: int) -> None:
    """Serve. `seconds` limits processor time, `patience` limits elapsed time."""
    _stay_when_the_bot_is_told_to_stop()
    font_file()
    _limit(megabytes << 20, nice)
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while head := source.read(REQUEST.size):
        work, most, length = REQUEST.unpack(head)
        if length > MOST_BYTES:
            return
        data = source.read(length)
        _watch(seconds, patience + _GRACE)
        outcome, made = _made(Work(work), data, most)
        _watch(0, 0)
        del data
        _answer(sink, outcome, made)


def _made(work: Work, data: bytes, most: int) -> tuple[Outcome, bytes]:
    try:
        coded = _coded(work, data, most)
    except UnreadableError as error:
        return error.outcome, b""
    except MemoryError:
        return Outcome.LARGE, b""
    return coded.kind, coded.data


def _coded(work: Work, data: bytes, most: int) -> Coded:
    if work in _WITHIN:
        return _WITHIN[work](data, most)
    if work is Work.TILE:
        return small_jpeg(*unpacked_picture(data))
    return _MAKERS[work](data)


def _drawing(data: bytes) -> Coded:
    """An SVG as a PNG. What that needs is only loaded by a process that has one."""
    from bot.adapters.decoder.svg import rasterised  # noqa: PLC0415 -- rarely needed

    return Coded(Outcome.PNG, rasterised(data))


def _page(data: bytes, most: int) -> Coded:
    """A page of ours. The typesetter is only loaded by a process that needs it."""
    from bot.adapters.decoder.typesetting import typeset  # noqa: PLC0415 -- rarely needed

    return typeset(data, most)


def _deck(data: bytes, most: int) -> Coded:
    """A deck that is laid out. It is only loaded by a process that has one."""
    from bot.adapters.decoder.deck_setting import deck_laid  # noqa: PLC0415 -- rarely needed

    return deck_laid(data, most)


def _deck_pdf(data: bytes, most: int) -> Coded:
    from bot.adapters.decoder.deck_setting import deck_pdf  # noqa: PLC0415 -- rarely needed

    return deck_pdf(data, most)


def _deck_page(data: bytes, most: int) -> Coded:
    from bot.adapters.decoder.deck_setting import deck_page  # noqa: PLC0415 -- rarely needed

    return deck_page(data, most)


def _deck_pptx(data: bytes, most: int) -> Coded:
    from bot.adapters.decoder.deck_pptx import deck_pptx  # noqa: PLC0415 -- rarely needed

    return deck_pptx(data, most)


def _words(data: bytes, most: int) -> Coded:
    from bot.adapters.decoder.reading_texts import words_of  # noqa: PLC0415 -- rarely needed

    return words_of(data, most)


_MAKERS: Final[Mapping[Work, Callable[[bytes], Coded]]] = {
    Work.PREVIEW: small_jpeg,
    Work.SHOWABLE: showable,
    Work.DRAWING: _drawing,
    Work.EMOJI: emoji,
    Work.COLORS: colors,
}
"""Those that need nothing but the picture."""
_WITHIN: Final[Mapping[Work, Callable[[bytes, int], Coded]]] = {
    Work.SHEET: sheet_jpeg,
    Work.EXTENDED: extended,
    Work.INPUT: for_the_model,
    Work.TYPESET: _page,
    Work.LAID: laid,
    Work.GRIDDED: gridded,
    Work.MASKED: masked,
    Work.NOTED: noted,
    Work.JOINED: joined,
    Work.COMPARED: compared,
    Work.LAYER: layer,
    Work.DECK: _deck,
    Work.DECK_PDF: _deck_pdf,
    Work.DECK_PAGE: _deck_page,
    Work.DECK_PPTX: _deck_pptx,
    Work.STRIP: strip_jpeg,
    Work.BESIDE: beside,
    Work.WIPE: wipe,
    Work.WORDS: _words,
}
"""Those that are told how many bytes may come of it."""


def _answer(sink: BinaryIO, outcome: Outcome, made: bytes) -> None:
    sink.write(ANSWER.pack(outcome, len(made)))
    sink.write(made)
    sink.flush()


def _stay_when_the_bot_is_told_to_stop() -> None:
    """Ignore both signals: a service sends them to all of its processes, but turns that
    are just ending still need us."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)


def _limit(memory: int, nice: int) -> None:
    """Limit memory, and allow no written file and no dump of somebody's picture."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        os.nice(nice)
    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, _FILES),
    ):
        with suppress(OSError, ValueError):  # not every system has all of them
            resource.setrlimit(limit, (most, most))


def _watch(seconds: float, patience: float) -> None:
    """Have the system kill this process after so many seconds; 0 means never."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, patience)


if __name__ == "__main__":
    main(float(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))

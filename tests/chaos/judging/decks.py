"""That decks are drawn when somebody wants it, once, and are whole at the end."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tests.chaos.evidence import DeckSeen, Evidence, Paid, Posted, Shown, Thread
from tests.chaos.paying import codes_of_decks, was_struck

DRAW = "draw_deck"
LOOK = "deck_look form"


def heard_presses(seen: Evidence, thread: Thread) -> int:
    """How many turns must have come of presses that were heard in a thread: one for
    each outline, however often it was pressed, and one for each form."""
    heard = [one for one in seen.pressed if one.thread == thread and one.acked]
    outlines = {one.about for one in heard if one.what == DRAW}
    return len(outlines) + sum(one.what == LOOK for one in heard)


def each_outline_is_drawn_once(seen: Evidence) -> Iterator[str]:
    """However often it is pressed, and by how many people."""
    pressed = {(one.thread, one.about) for one in seen.pressed if one.what == DRAW}
    outlines = Counter(thread for thread, _ in pressed)
    drawn = Counter(
        one.thread for one in _decks(seen) if one.drawing and _is_drawn(one)
    )
    for thread, count in drawn.items():
        if count > outlines[thread]:
            yield f"{outlines[thread]} outlines in {thread} were drawn {count} times"


def what_is_not_drawn_says_why(seen: Evidence) -> Iterator[str]:
    """Where somebody wanted a deck drawn, there is one, or the reason."""
    for one in seen.shown:
        undone = one.main and not one.deleted and one.drawing and not _is_drawn(one)
        if undone and one.ended_at and not one.told:
            yield f"turn {one.turn} in {one.thread} drew no deck, and does not say why"


def each_deck_has_its_files(seen: Evidence) -> Iterator[str]:
    """A PowerPoint file and a PDF for each, with every picture that is not said to be
    missing."""
    threads = {one.thread for one in _decks(seen)}
    for thread in sorted(threads):
        decks = [one.deck for one in _decks(seen) if one.thread == thread and one.deck]
        files = [one for one in seen.posted if one.thread == thread]
        yield from _files(thread, [each for each in decks if each.drawn], files)


def _files(
    thread: Thread, decks: Sequence[DeckSeen], files: Sequence[Posted]
) -> Iterator[str]:
    for ending in (".pptx", ".pdf"):
        here = [one for one in files if one.name.endswith(ending)]
        if len(here) != len(decks):
            names = [one.name for one in here]
            yield f"{len(decks)} decks in {thread} have the files {names}"
    if not all(one.here for one in decks):
        yield f"the files of a deck in {thread} are still said to follow"
    pictures = sum(one.pictures for one in files)
    wanted = sum(one.slides - one.plain for one in decks)
    if pictures != wanted:
        yield f"the decks in {thread} have {pictures} pictures instead of {wanted}"


def nothing_drawn_twice(seen: Evidence) -> Iterator[str]:
    """Each picture of a deck that was paid for is one that a message tells of, unless
    something struck before it could be stored."""
    codes = codes_of_decks(seen)
    home = {one.code: one.thread for one in seen.asked}
    told: Counter[Thread] = Counter()
    for one in _decks(seen):
        told[one.thread] += one.deck.pictures if one.deck else 0
    paid: dict[Thread, list[Paid]] = {}
    for each in seen.paid:
        if each.direct and each.whole and each.code in codes:
            paid.setdefault(home[each.code], []).append(each)
    for thread, pictures in paid.items():
        struck = sum(was_struck(each, seen.acts) for each in pictures)
        if not told[thread] <= len(pictures) <= told[thread] + struck:
            told_of = f"{told[thread]} are told of, and {struck} were struck"
            yield f"{len(pictures)} pictures of decks in {thread} were paid: {told_of}"


def _decks(seen: Evidence) -> list[Shown]:
    """The messages that have a deck in them."""
    return [one for one in seen.shown if one.main and not one.deleted and one.deck]


def _is_drawn(one: Shown) -> bool:
    return one.deck is not None and one.deck.drawn

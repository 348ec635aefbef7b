"""That nothing is left behind: no file that nothing shows, no bytes that nobody knows,
no turn that nobody ends. And that what was paid for is stored."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tests.chaos.evidence import Act, Evidence, Stray
from tests.chaos.paying import HELD, UNSTORED, was_struck


def nothing_is_posted_twice(seen: Evidence) -> Iterator[str]:
    """No file of a turn stands twice in its thread, and each chart has its one."""
    own = (one for one in seen.posted if one.name.startswith("darkroom-"))
    times = Counter((one.thread, one.name) for one in own)
    for (thread, name), count in times.items():
        if count > 1 and not name.endswith(".csv"):
            yield f"{name} stands {count} times in {thread}"
    for one in seen.shown:
        name = f"darkroom-{one.turn}-chart.png"
        if one.main and not one.deleted and one.chart and not times[one.thread, name]:
            yield f"turn {one.turn} in {one.thread} lacks the file of its chart"


def nothing_is_left(seen: Evidence) -> Iterator[str]:
    """Neither in Slack, nor on the shelf, nor in the journal."""
    if seen.stored is None:
        return
    for file in seen.strays:
        if file.id not in seen.stored.files and not _unnoted(file, seen.acts):
            yield f"the file {file.id} ({file.name}) stands in Slack for nothing"
    known = seen.stored.named | seen.stored.noted
    for sha256 in sorted(seen.stored.shelf - known):
        drawn = next((p.code for p in seen.paid if sha256 in p.pictures), "the bot")
        yield f"nobody knows {sha256[:12]} on the shelf, which is of {drawn}"
    for turn in seen.stored.turns:
        yield f"turn {turn}, and not settled"


def everything_is_stored(seen: Evidence) -> Iterator[str]:
    """The bytes of each picture that is named, and each picture that was paid for,
    unless something struck before."""
    if seen.stored is None:
        return
    for sha256 in sorted(seen.stored.named - seen.stored.shelf):
        yield f"{sha256[:12]} is named, and not on the shelf"
    for paid in seen.paid:
        lost = paid.whole and paid.direct and paid.pictures - seen.stored.named
        if lost and not was_struck(paid, seen.acts):
            yield f"a picture of {paid.code} was paid for and is not stored"


def _unnoted(file: Stray, acts: Sequence[Act]) -> bool:
    """Whether it could only be noted in memory, which a kill then took."""
    held = [a for a in acts if a.kind in UNSTORED and a.at <= file.at <= a.until]
    return any(
        act.kind == "kill" and file.at <= act.at <= trouble.until + HELD
        for trouble in held
        for act in acts
    )

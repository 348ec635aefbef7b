"""Changes of the lettering."""

from dataclasses import replace

from playground.artist.clauses import Clause
from playground.artist.reading import Reading
from playground.artist.scene import Scene


def write(scene: Scene, clause: Clause, quotes: tuple[str, ...]) -> tuple[Scene, str]:
    """Write the text in quotes as lettering, on a poster if the words call it one."""
    seen = clause.seen
    if not seen.quote or not quotes:
        return _as_poster(scene, seen)
    lines = quotes
    if clause.verb == "add" and scene.lettering:
        lines = (*scene.lettering, *quotes)[:6]
    if lines == scene.lettering:
        return scene, ""
    scene = replace(scene, lettering=lines, poster=scene.poster or seen.poster)
    return scene, "the lettering is now " + " / ".join(f"“{line}”" for line in lines)


def _as_poster(scene: Scene, seen: Reading) -> tuple[Scene, str]:
    if seen.poster and scene.lettering and not scene.poster:
        return replace(scene, poster=True), "it is now a poster"
    return scene, ""


def rewrite(scene: Scene, clause: Clause, quotes: tuple[str, ...]) -> tuple[Scene, str]:
    """Put one text in the place of another."""
    if not clause.seen.quote or not quotes:
        return scene, ""
    if len(quotes) == 2 and quotes[0] in scene.lettering:
        old, new = quotes
        lines = tuple(new if line == old else line for line in scene.lettering)
        return replace(scene, lettering=lines), f"the lettering is now “{new}”"
    lines = quotes[-1:]
    return replace(scene, lettering=lines), f"the lettering is now “{lines[0]}”"


def unwrite(scene: Scene, clause: Clause, quotes: tuple[str, ...]) -> tuple[Scene, str]:
    """Take the lettering away, or one line of it."""
    seen = clause.seen
    if not scene.lettering or not (seen.lettering or seen.quote):
        return scene, ""
    lines = tuple(t for t in scene.lettering if t not in quotes) if seen.quote else ()
    if lines == scene.lettering:
        return scene, ""
    return replace(scene, lettering=lines), "the lettering is gone"

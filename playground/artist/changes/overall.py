"""Changes of the whole picture: hour, weather, place, style, ground colour."""

from dataclasses import replace

from playground.artist.changes.words import colour_name
from playground.artist.clauses import Clause
from playground.artist.scene import Scene

_LATER = {"day": "sunset", "dawn": "day", "sunset": "dusk", "dusk": "night"}
_EARLIER = {"night": "dusk", "dusk": "sunset", "sunset": "day", "dawn": "day"}


def shift(scene: Scene, clause: Clause, _quotes: tuple[str, ...]) -> tuple[Scene, str]:
    """Change what a clause says of the whole: "make it a rainy night"."""
    seen, told = clause.seen, list[str]()
    said = {token.said for token in clause.tokens}
    time = seen.time or _by_degree(scene, said)
    if time and time != scene.time:
        scene = replace(scene, time=time)
        told.append(f"the time of day is now {_hour(seen.time_said, time)}")
    weather = "" if seen.weather == "clear" else seen.weather
    if seen.weather and weather != scene.weather:
        scene = replace(scene, weather=weather)
        told.append(f"the weather is now {weather or 'clear'}")
    style = "" if seen.style == "plain style" else seen.style
    if seen.style and style != scene.style:
        scene = replace(scene, style=style)
        told.append(f"the style is now {style or 'plain colour'}")
    scene, place = _place(scene, clause)
    return scene, " and ".join([*told, *place])


def _hour(said: str, time: str) -> str:
    """Return the hour as it was said, or in English if it was not."""
    english = {
        "sunrise",
        "sundown",
        "morning",
        "evening",
        "midnight",
        "noon",
        "twilight",
    }
    return said if said in english else time


def _by_degree(scene: Scene, said: set[str]) -> str:
    if "darker" in said:
        return _LATER.get(scene.time, "")
    if "brighter" in said or "lighter" in said:
        return _EARLIER.get(scene.time, "")
    return ""


def _place(scene: Scene, clause: Clause) -> tuple[Scene, list[str]]:
    seen = clause.seen
    tint = seen.tint
    if not tint and seen.ground and seen.loose.colour:
        tint = seen.loose.colour
    if tint and tint != scene.tint:
        scene = replace(scene, background="plain", tint=tint, photo="")
        return scene, [f"the background is now {colour_name(tint)}"]
    if not seen.background or (clause.verb == "add" and seen.things):
        return scene, []
    if seen.background != scene.background or scene.photo:
        scene = replace(scene, background=seen.background, tint="", photo="")
        return scene, [f"the background is now {_the(seen.background)}"]
    return scene, []


def _the(place: str) -> str:
    bare = {"snow", "space", "underwater", "plain", "mountains"}
    return place if place in bare else f"a {place}"


def undo(scene: Scene, clause: Clause, _quotes: tuple[str, ...]) -> tuple[Scene, str]:
    """Take away weather, style, or the background."""
    seen, told = clause.seen, list[str]()
    snowing = scene.weather == "snow" and seen.background == "snow"
    if scene.weather and (seen.weather == scene.weather or snowing):
        told.append(f"the {scene.weather} is gone")
        scene = replace(scene, weather="")
    if scene.style and seen.style == scene.style:
        told.append("the picture is in its own colours again")
        scene = replace(scene, style="")
    if seen.background == scene.background == "snow":
        told.append("the snow is gone")
        scene = replace(scene, background="meadow")
    if seen.ground and not seen.things and not told:
        told.append("the background is gone")
        scene = replace(scene, background="plain", tint="#fbf7ee", photo="")
    return scene, " and ".join(told)

"""The effect of the time of day and of the weather on every colour of a picture."""

from dataclasses import dataclass, replace

from playground.artist.colour import darker, lighter, mix, under


@dataclass(frozen=True, slots=True)
class Light:
    """One light over a whole picture, so that its parts belong together."""

    sky: tuple[str, ...]
    """From the top of the sky to the horizon."""
    ambient: str
    haze: str
    sea: tuple[str, str]
    cloud: str
    orb: str
    orb_y: float
    """How high the sun or moon stands: 0 at the top, 1 at the horizon."""
    shade: float
    """How dark shadows are."""
    reach: float
    """How long shadows are, in heights of what throws them."""
    dark: bool = False
    soft: bool = False
    """An overcast sky: no sun, no moon, no stars."""

    def on(self, colour: str) -> str:
        """Return a surface colour as this light shows it."""
        return under(colour, self.ambient)

    def far(self, colour: str, share: float) -> str:
        """Return a surface colour through `share` of the whole air."""
        return mix(self.on(colour), self.haze, share)


LIGHTS = {
    "day": Light(
        sky=("#3d8ecb", "#7dbde3", "#c6e5ec", "#eef5e6"),
        ambient="#ffffff",
        haze="#d3e8ee",
        sea=("#8fcbdc", "#1f6f9c"),
        cloud="#fffdf6",
        orb="#ffe9a8",
        orb_y=0.24,
        shade=0.34,
        reach=0.35,
    ),
    "dawn": Light(
        sky=("#5a7fbd", "#b6a2cc", "#f4bcb4", "#ffe3bd"),
        ambient="#ffe6da",
        haze="#fbd3c0",
        sea=("#f5c3b4", "#4d78a8"),
        cloud="#fff0e6",
        orb="#fff1c4",
        orb_y=0.84,
        shade=0.3,
        reach=0.8,
    ),
    "sunset": Light(
        sky=("#352a66", "#8b3f7c", "#e8664f", "#fdb05e", "#ffe09a"),
        ambient="#ffc9a4",
        haze="#f79a6b",
        sea=("#fbb071", "#4a3470"),
        cloud="#ff9a7a",
        orb="#fff0b0",
        orb_y=0.86,
        shade=0.42,
        reach=0.95,
    ),
    "dusk": Light(
        sky=("#1d2352", "#4a4488", "#a8678f", "#f0a58f"),
        ambient="#b3a0cf",
        haze="#9c7ba6",
        sea=("#c98a98", "#28305f"),
        cloud="#8f74a8",
        orb="#f7ecd2",
        orb_y=0.3,
        shade=0.24,
        reach=0.3,
        dark=True,
    ),
    "night": Light(
        sky=("#060b22", "#0f1c48", "#22407a", "#47689a"),
        ambient="#8896ca",
        haze="#2f4a80",
        sea=("#3d5f95", "#0a1433"),
        cloud="#33497d",
        orb="#f6efd6",
        orb_y=0.26,
        shade=0.4,
        reach=0.4,
        dark=True,
    ),
}

_GREYS = {"rain": 0.6, "storm": 0.78, "fog": 0.62, "snow": 0.5}


def light_of(time: str, weather: str) -> Light:
    """Return the light of a time of day under a weather; unknown words mean a day."""
    light = LIGHTS.get(time, LIGHTS["day"])
    share = _GREYS.get(weather, 0.0) * (0.55 if light.dark else 1.0)
    if not share:
        return light
    grey = under("#9ba6b3" if weather != "snow" else "#c7d2de", light.ambient)
    if weather == "fog":
        grey = lighter(mix(grey, light.haze, 0.4), 0.2)
    if weather == "storm":
        grey = darker(grey, 0.35)
    if light.dark:
        grey = lighter(grey, 0.12)
    return replace(
        light,
        sky=tuple(mix(stop, grey, share) for stop in light.sky),
        ambient=mix(light.ambient, "#b9c4da", share * (0.55 if light.dark else 0.8)),
        haze=mix(light.haze, grey, share),
        sea=(
            mix(light.sea[0], grey, share),
            mix(light.sea[1], darker(grey), share / 2),
        ),
        cloud=mix(light.cloud, grey, share),
        shade=light.shade * 0.45,
        reach=0.15,
        soft=True,
    )


def lamp_lit(light: Light, share: float) -> Light:
    """Return the light indoors: by night a lamp is on, and shadows are short."""
    warm = mix(light.ambient, "#e8bd8c", share if light.dark else 0.0)
    return replace(light, ambient=warm, reach=min(0.14, light.reach), shade=0.3)

"""Decides how much is measured: everything, a quick selection, or only that it
works."""

from dataclasses import dataclass, field

from bench import pictures
from bench.model.script import Pace


@dataclass(frozen=True, slots=True)
class Load:
    """So many turns at once: asked within `arriving`, drawn during `drawing`."""

    turns: int
    arriving: float
    drawing: float
    gap: float = 1.0
    probes: int = 0

    @property
    def pace(self) -> Pace:
        """The pace: no turn draws before all are asked, and then they draw evenly, in
        random order."""
        return Pace(self.drawing, self.arriving + 0.5, self.gap, self.gap)


EVERYTHING = (
    "latency",
    "load",
    "limited",
    "crowd",
    "replies",
    "growth",
    "start",
    "beside",
    "direct",
    "sets",
    "parts",
    "memory",
    "decks",
)
HOSTILE = ("exif.jpg", "scans.jpg", "noise.png", "frames.gif", "flat.png", "crumbs.png")


@dataclass(frozen=True, slots=True)
class Plan:
    """The sizes of one run of the bench."""

    longest: float = 1500
    """Seconds after which the bench gives up; a quiet machine needs far less."""
    formats: tuple[str, ...] = ("jpeg", "png")
    alone: tuple[str, ...] = ()
    """The groups in which darkroom on SQLite is measured without the others."""
    on_postgres: tuple[str, ...] = EVERYTHING
    """The groups in which darkroom on PostgreSQL is measured."""
    wide: bool = True
    still: float = 0.5
    """Seconds without a call after which a program counts as being at rest."""
    at_rest: int = 5
    shipped: int = 8
    close: int = 3
    lined: int = 3
    rest: Pace = field(default_factory=lambda: Pace(0, 0.05, 0.2, 0.2))
    loads: tuple[Load, ...] = (
        Load(50, 2, 9, probes=20),
        Load(200, 5, 15),
        Load(500, 8, 36),
    )
    rivals_loads: tuple[int, ...] = (50, 500)
    postgres_loads: tuple[int, ...] = (50, 200)
    limited_turns: int = 60
    limited_seconds: float = 60
    limited_patience: float = 10
    limited_pace: Pace = field(default_factory=lambda: Pace(0.5, 1.0, 2.0, 2.0))
    crowd: int = 20
    crowd_seconds: float = 30
    beside: int = 8
    hostile: tuple[str, ...] = HOSTILE
    """The pictures that the neighbour sends, two at a time."""
    direct: int = 5
    direct_pace: Pace = field(default_factory=lambda: Pace(0, 1.0, 1.0, 1.0, 2.0))
    sets: int = 5
    sets_pace: Pace = field(default_factory=lambda: Pace(0, 1.0, 0.5, 1.0))
    sets_at_once: int = 25
    parts: int = 5
    parts_size: str = pictures.LARGE
    decks: tuple[int, ...] = (8, 30)
    decks_times: int = 3
    stored_turns: int = 100_000
    stored_threads: int = 10_000
    grown_turns: int = 5
    looks: int = 50
    """How often each search of the gallery is made."""
    unfinished: int = 1_000
    helps: int = 10
    starts: int = 3


FULL = Plan()
QUICK = Plan(
    longest=240,
    on_postgres=(),
    wide=False,
    still=0.3,
    at_rest=2,
    shipped=0,
    close=1,
    lined=1,
    rest=Pace(0, 0.02, 0.09, 0.09),
    loads=(Load(30, 0.5, 1.0, 0.1, probes=10),),
    rivals_loads=(30,),
    limited_turns=10,
    limited_seconds=3,
    limited_patience=3,
    limited_pace=Pace(0.1, 0.1, 0.3, 0.3),
    crowd_seconds=3,
    beside=4,
    direct=1,
    direct_pace=Pace(0, 0.2, 0.1, 0.1, 0.5),
    sets=1,
    sets_at_once=5,
    parts=2,
    decks_times=1,
    stored_turns=10_000,
    stored_threads=1_000,
    grown_turns=2,
    looks=10,
    unfinished=100,
    helps=3,
    starts=1,
)
SMALLEST = Plan(
    longest=100,
    formats=("jpeg",),
    alone=tuple(each for each in EVERYTHING if each not in ("latency", "start")),
    on_postgres=(),
    wide=False,
    still=0.3,
    at_rest=1,
    shipped=0,
    close=1,
    lined=1,
    rest=Pace(0, 0.0, 0.05, 0.05),
    loads=(Load(3, 0.1, 0.1, 0.05, probes=1),),
    rivals_loads=(3,),
    limited_turns=2,
    limited_seconds=0.5,
    limited_patience=2,
    limited_pace=Pace(0, 0.1, 0.1, 0.1),
    crowd=4,
    crowd_seconds=5,
    beside=1,
    direct=1,
    direct_pace=Pace(0, 0.0, 0.05, 0.05, 0.2),
    sets=1,
    sets_pace=Pace(0, 0.0, 0.1, 0.1),
    sets_at_once=2,
    parts=1,
    decks=(2,),
    decks_times=1,
    parts_size=pictures.SQUARE,
    hostile=("exif.jpg", "claims.png"),
    stored_turns=100,
    stored_threads=10,
    grown_turns=1,
    looks=2,
    unfinished=3,
    helps=1,
    starts=1,
)

"""Group 12: a part of a large picture is changed, by a form in Slack or on a page.

Whatever is drawn for that is drawn in processes of their own, so the program's loop
should hardly notice.
"""

import socket
from dataclasses import dataclass, field, replace

import click
from playwright.async_api import Browser

from bench.contenders import SQLITE, Contender
from bench.figures import Aim, Figure, Value, spread, under
from bench.laboratory import PATIENCE, Laboratory, NoAnswerError
from bench.running import Running
from bench.serving import now
from bench.timings import quantile
from playground.page.browsing import chromium, open_browser

NO_BROWSER = "no Chromium here: the page to paint on is left out"
LONGEST = 100
"""Milliseconds: the aim for the worst delay of the loop."""
Span = tuple[float, float]


@dataclass(slots=True)
class Measured:
    """What all rounds took, in seconds, and when the two works were going on."""

    opened: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    ready: list[float] = field(default_factory=list)
    joined: list[float] = field(default_factory=list)
    gridding: list[Span] = field(default_factory=list)
    joining: list[Span] = field(default_factory=list)


async def measure(laboratory: Laboratory) -> list[Figure]:
    """Measure darkroom only, with a page; its database is hardly involved."""
    await laboratory.servers.pace(laboratory.plan.rest, laboratory.plan.parts_size)
    path = chromium()
    if path is None:
        click.echo(NO_BROWSER, err=True)
        measured, running = await _measured(laboratory, None)
    else:
        async with open_browser(path) as browser:
            measured, running = await _measured(laboratory, browser)
    return _figures(measured, running)


async def _measured(
    laboratory: Laboratory, browser: Browser | None
) -> tuple[Measured, Running]:
    measured, joined = Measured(), laboratory.orders(laboratory.plan.parts)
    async with laboratory.warm(_with_pages(SQLITE)) as running:
        turn = await _drawn_twice(laboratory, running)
        for order in joined:
            await _round(running, browser, measured, (turn, order.turn))
        seen = await laboratory.at_rest(running)
    measured.joined += seen.of(order.turn for order in joined).pictured()
    return measured, running


def _with_pages(contender: Contender) -> Contender:
    """The same, with pages at a free port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    pages = {"PORT": port, "PAGES_URL": f"http://127.0.0.1:{port}"}
    return replace(contender, environment=contender.environment | pages)


async def _drawn_twice(laboratory: Laboratory, running: Running) -> int:
    """The turn of a picture that has one before it, of which a part can be taken."""
    first, second = laboratory.orders(2)
    await laboratory.one(running, first)
    await laboratory.one(running, second.onto_turn(first.turn))
    await running.slack.quiet(laboratory.plan.still)
    return second.turn


async def _round(
    running: Running,
    browser: Browser | None,
    measured: Measured,
    turns: tuple[int, int],
) -> None:
    """Open the form, follow its link, and take a part back."""
    turn, joined = turns
    form = await running.slack.press(turn, PATIENCE)
    if not (form.opened and form.shown):
        raise NoAnswerError("a form never showed its picture")
    measured.opened.append(form.opened - form.pressed)
    measured.shown.append(form.shown - form.pressed)
    measured.gridding.append((form.pressed, form.shown))
    if browser:
        measured.ready.append(await _ready(browser, form.page))
    began = now()
    await running.slack.send(form.form, joined)
    if not await running.slack.answered(joined, PATIENCE):
        raise NoAnswerError("two pictures were not put together in time")
    measured.joining.append((began, now()))


async def _ready(browser: Browser, link: str) -> float:
    """Seconds until a person who has never been there can paint."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    try:
        page = await context.new_page()
        began = now()
        await page.goto(link)
        await page.locator("body.ready").wait_for(timeout=PATIENCE * 1000)
        return now() - began
    finally:
        await context.close()


def _figures(measured: Measured, running: Running) -> list[Figure]:
    def one(what: str, unit: str, value: Value, *aims: Aim) -> Figure:
        return Figure(12, what, unit, {SQLITE.name: value}, aims)

    def late(what: str, spans: list[Span]) -> Figure:
        value = _lateness(running, spans)
        aim = Aim(f"at worst {LONGEST} ms", under(LONGEST, "ms").holds)
        return one(f"event loop late {what}, p50 and worst", "ms", value, aim)

    opened, shown = spread(measured.opened, 1000), spread(measured.shown, 1000)
    ready, joined = spread(measured.ready), spread(measured.joined)
    page = [one("link → ready to paint", "s", ready, under(2, "s"))]
    return [
        one("press → the form is open", "ms", opened, under(500, "ms")),
        one(
            "press → its picture under a grid is shown", "ms", shown, under(1500, "ms")
        ),
        *(page if measured.ready else ()),
        one("form sent → two pictures put together are seen", "s", joined),
        late("while a grid is made", measured.gridding),
        late("while two pictures are put together", measured.joining),
    ]


def _lateness(running: Running, spans: list[Span]) -> Value:
    """The median and the worst delay of the loop in these spans."""
    lags = [lag for span in spans for lag in running.lags(*span)]
    scaled = [lag * 1000 for lag in lags]
    return Value(quantile(scaled, 0.5), max(scaled, default=None))

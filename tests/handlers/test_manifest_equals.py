"""The manifest subscribes to what is listened to, and to nothing else."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import yaml
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack_identity import InstalledClient
from bot.adapters.slack_views import SlackViews
from bot.core.decks.outline import Layout, Outline, Slide
from bot.core.messages.booth import OFFER
from bot.core.messages.final import final
from bot.core.messages.history import HistoryView, pair_form, strip_form
from bot.core.messages.home import home
from bot.core.messages.menu import more_form
from bot.core.messages.message import Block
from bot.core.messages.name_lists import ON_A_PAGE, forgotten, list_form
from bot.core.messages.parts import part_form
from bot.core.messages.questions import asking
from bot.core.messages.using import use_form
from bot.core.messages.view import view, waiting
from bot.core.turn.changes import PartPlace
from bot.core.turn.decks import DeckStage, KeptDeck
from bot.core.turn.events import ApprovalAsked
from bot.core.turn.gallery import GalleryPage
from bot.core.turn.history import History, HistoryNode
from bot.core.turn.home import HomeContent, HomeSearch
from bot.core.turn.keeping import ListPlace
from bot.core.turn.legs import Leg
from bot.core.turn.options import Button, Options
from bot.core.turn.progress import Progress
from bot.core.turn.regions import Region, of_cells
from bot.core.turn.sets import MOST, SetPicture
from bot.core.turn.slots import Slots, Spot
from bot.core.turn.taught import NameKind, Taught
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn
from handlers import register_all
from handlers.payloads.kinds import EVENTS
from tests.desks import desk_of
from tests.fakes import ManyInstallations, ask
from tests.homes import gallery_picture
from tests.studio import studio

MANIFEST: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[2] / "manifest.yml").read_text("utf-8")
)
Listener = TypeVar("Listener")


class Registry:
    """Stands where Bolt's app would, and only writes down."""

    def __init__(self) -> None:
        self.heard: dict[str, set[str]] = {}

    def middleware(self, _: Listener) -> None:
        """It is not for any payload of its own."""

    def __getattr__(self, kind: str) -> Callable[[str], Callable[[Listener], Listener]]:
        def listen(name: str) -> Callable[[Listener], Listener]:
            self.heard.setdefault(kind, set()).add(name)
            return lambda listener: listener

        return listen


def registered() -> dict[str, set[str]]:
    registry, one = Registry(), studio()
    views = SlackViews(InstalledClient(AsyncWebClient(), ManyInstallations()))
    register_all(registry, desk_of(one, views))  # type: ignore[arg-type] # it has an app's decorators
    return registry.heard


def of_ten() -> Answer:
    """An answer with the largest set there is."""
    numbers = range(1, MOST + 1)
    kept = [KeptPicture(str(n), "png", 1, 1, 1, place=n) for n in numbers]
    wanted = [SetPicture(n, "A", "a", sha256=str(n)) for n in numbers]
    return Answer(Outcome.DONE, pictures=tuple(kept), set_pictures=tuple(wanted))


def of_part() -> Turn:
    """A turn that has changed a part of a picture."""
    options = Options(button=Button.CHANGED, region=of_cells(8, 8, ("A1",)))
    return Turn(3, replace(ask(), options=options), parent=2)


def of_deck(stage: DeckStage) -> Answer:
    """An answer with a deck of one slide."""
    slide = Slide(Layout.FULL_PICTURE, "A", picture="a fox", sha256="1")
    deck = KeptDeck(Outline("A", "", "paper", (slide,)), stage=stage)
    kept = (KeptPicture("1", "png", 1, 1, 1, place=1),)
    wanted = (SetPicture(1, "A", "a", sha256="1"),)
    return Answer(Outcome.DONE, pictures=kept, set_pictures=wanted, deck=deck)


def history_forms() -> list[dict[str, Any]]:
    """The form of a history on a page in its middle, and with two pictures."""
    nodes = [HistoryNode(number, number) for number in range(1, 30)]
    history = History(tuple(nodes))
    pairs = [
        pair_form("", nodes[:2], HistoryView(), wipe=each) for each in (True, False)
    ]
    return [strip_form("", history, 1, (), HistoryView()), *pairs]


def drawn() -> set[str]:
    """The action of every button under any message of ours, and in its forms."""
    turn = Turn(2, ask(), parent=1)
    done = Answer(Outcome.DONE, pictures=(KeptPicture("a", "png", 1, 1, 1),), model="m")
    leg = Leg(1, "resp_1", questions=(ApprovalAsked("mcpr_1", "s", "t", "{}"),))
    developing = (waiting(turn, 0), view(turn, Progress(), Slots(), 3))
    ended = (final(turn, done), final(turn, of_ten()), final(of_part(), done))
    decks = (final(turn, of_deck(stage)) for stage in DeckStage)
    messages = (*developing, asking(turn, [leg]), *ended, final(turn, OFFER), *decks)
    place = PartPlace(turn.ask.thread, 1, width=9, height=9, page="http://a.example")
    found = replace(place, region=Region(9, 9, box=(0.1, 0.1, 0.5, 0.5)))
    crowded = replace(done, strayed=0.5, rest_offered=True)
    forms = [part_form("", each)["blocks"] for each in (place, found)]
    forms.append(more_form("", turn, crowded)["blocks"])
    forms.append(use_form("", Spot(), "a fox", (turn,))["blocks"])
    for search in (HomeSearch(), HomeSearch("fox", trail=((9, 0),))):
        content = replace(full_home(turn), search=search)
        forms.append(home(content, "U1")["blocks"])
    forms += [each["blocks"] for each in history_forms()]
    pixel = Taught("T1", NameKind.STYLE, "Pixel", "", (), "U1", id=1)
    many, middle = [pixel] * 3 * ON_A_PAGE, ListPlace("T1", "C1", 1)
    forms.append(list_form("", middle, many, {1})["blocks"])
    forms.append(forgotten("", pixel)["blocks"])
    return {
        element["action_id"]
        for blocks in (*(message.blocks for message in messages), *forms)
        for block in blocks
        for element in _elements(block)
        if "action_id" in element
    }


def _elements(block: Block) -> Iterator[Block]:
    """What can be pressed or typed into at once."""
    yield from block.get("elements", ())
    yield block.get("accessory") or {}
    if block.get("dispatch_action"):
        yield block["element"]


def full_home(turn: Turn) -> HomeContent:
    """A home tab with everything."""
    names = (Taught("T1", NameKind.STYLE, "Winter", "Pale", (), "U1", id=1),)
    page = GalleryPage((gallery_picture(1),), more=True)
    base = "https://small.slack.com"
    return HomeContent(HomeSearch(), page, under_way=(turn,), names=names, base=base)


def test_every_event_is_listened_to_and_no_other() -> None:
    wanted = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    kinds = {name.partition(".")[0] for name in wanted}
    assert kinds == registered()["event"]


def test_every_command_is_listened_to_and_no_other() -> None:
    wanted = {each["command"] for each in MANIFEST["features"]["slash_commands"]}
    assert wanted == registered()["command"]


def test_every_shortcut_is_listened_to_and_no_other() -> None:
    wanted = {each["callback_id"] for each in MANIFEST["features"]["shortcuts"]}
    assert wanted == registered()["shortcut"]


def test_every_button_is_listened_to_and_no_other() -> None:
    assert drawn() == registered()["action"]
    assert MANIFEST["settings"]["interactivity"]["is_enabled"]


def test_nothing_is_listened_to_that_the_manifest_has_no_word_for() -> None:
    kinds = {"event", "command", "shortcut", "action", "view", "view_closed"}
    assert set(registered()) == kinds


def test_every_event_that_is_listened_to_can_be_read() -> None:
    """Events that the edge's tables do not have never reach a handler."""
    assert registered()["event"] == set(EVENTS)

"""The message while it develops: its contents at each moment."""

from dataclasses import replace

import pytest

from bot.core.messages.message import Message
from bot.core.messages.view import pausing, view, waiting
from bot.core.turn.asks import directly
from bot.core.turn.events import (
    Picture,
    PictureDrawn,
    PictureRefused,
    StepDone,
    StepKind,
    StepStarted,
    TextAdded,
    TurnEvent,
)
from bot.core.turn.progress import Progress, apply
from bot.core.turn.slot_changes import (
    told,
    with_frame,
    with_preview,
    with_set,
    with_spot,
)
from bot.core.turn.slots import SHEET, Preview, Slot, Slots, Spot, Stage
from bot.core.turn.turns import Turn
from tests.fakes import TERMS, ask

TURN = Turn(7, ask("a <fox> & co"), attempt=2)
SEARCH, DRAW = StepStarted("s", StepKind.SEARCH), StepStarted("d", StepKind.DRAW)
FOX = PictureDrawn(Picture("d", b"", "png"))


def status(message: Message) -> str:
    [line] = [b["text"]["text"] for b in message.blocks if b["type"] == "section"]
    return str(line)


def drawn(*events: TurnEvent, **hung: Preview | Spot) -> Message:
    """The message after these events, with what hangs of each picture by its id."""
    progress, slots = Progress(), Slots()
    for event in events:
        progress, slots = apply(progress, event), told(slots, event)
    for picture, each in hung.items():
        if isinstance(each, Preview):
            slots = with_preview(slots, picture, each)
        else:
            slots = with_spot(slots, picture, each)
    return view(TURN, progress, slots, TERMS.previews)


def half(frame: int, number: int = 1, **spot: str) -> Preview:
    return Preview(frame, number, Spot(**spot) if spot else Spot(f"FHALF{frame}"))


def images(message: Message) -> list[tuple[str, str]]:
    """The pictures that a message shows: the block, and the file."""
    return [
        (block["block_id"], block["slack_file"]["id"])
        for block in message.blocks
        if block["type"] == "image"
    ]


@pytest.mark.parametrize(
    ("events", "line"),
    [
        ([], "◌ Thinking"),
        ([StepStarted("t", StepKind.THINK)], "◌ Thinking"),
        ([SEARCH], "◌ Looking something up"),
        (
            [SEARCH, StepDone("s", StepKind.SEARCH, 'the "Knicks" & co')],
            '◌ Looking up "the "Knicks" &amp; co"',
        ),
        ([StepDone("r", StepKind.READ, "nba.com")], "◌ Reading nba.com"),
        ([SEARCH, DRAW], "◌ Drawing"),
        ([TextAdded("p", "Here")], "◌ Writing"),
        ([TextAdded("p", "Here"), DRAW], "◌ Drawing"),
        ([DRAW, FOX, StepDone("d", StepKind.DRAW)], "◕ Finishing"),
        ([DRAW, FOX, StepStarted("e", StepKind.DRAW)], "◌ Drawing · 1 done"),
    ],
)
def test_one_line_says_what_goes_on(events: list[TurnEvent], line: str) -> None:
    assert status(drawn(*events)) == line


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (1, "◔ Drawing · preview 1 of up to 3"),
        (2, "◑ Drawing · preview 2 of up to 3"),
        (3, "◕ Drawing · preview 3 of up to 3"),
        (9, "◕ Drawing · preview 9 of up to 3"),
    ],
)
def test_previews_are_counted_as_people_count(number: int, line: str) -> None:
    assert status(drawn(DRAW, d=half(number, number))) == line


def test_a_preview_hangs_in_a_block_that_is_new_each_time() -> None:
    """Slack would show its copy of the block before."""
    ids = set()
    for frame in (1, 2):
        [block] = [
            block
            for block in drawn(DRAW, d=half(frame, frame)).blocks
            if block["type"] == "image"
        ]
        ids.add(block["block_id"])
        assert "a <fox> & co" in block["alt_text"]
    assert len(ids) == 2


def test_a_preview_may_hang_at_an_address() -> None:
    shown = drawn(DRAW, d=half(1, url="https://a.example/p/x"))
    assert "https://a.example/p/x" in str(shown.blocks)


TWO = (DRAW, StepDone("d", StepKind.DRAW), StepStarted("e", StepKind.DRAW))


def test_a_finished_picture_stands_above_the_preview_of_another() -> None:
    """As the block that it is at the end, so that nothing jumps there."""
    shown = drawn(DRAW, FOX, *TWO, e=half(4), d=Spot("FFOX"))
    assert images(shown) == [("picture-7-2-0-0", "FFOX"), ("preview-7-2-4", "FHALF4")]
    assert status(shown) == "◔ Drawing · preview 1 of up to 3 · 1 done"


def test_a_finished_picture_that_does_not_hang_yet_keeps_its_preview() -> None:
    shown = drawn(DRAW, FOX, *TWO, d=half(3, 3), e=half(4))
    assert [file for _, file in images(shown)] == ["FHALF3", "FHALF4"]


def test_the_only_picture_waits_for_the_end() -> None:
    """It is near, and an edit is saved."""
    shown = drawn(DRAW, FOX, d=Spot("FFOX"))
    assert images(shown) == []


def test_pictures_stand_in_the_order_in_which_they_were_finished() -> None:
    """So do they at the end."""
    owl = PictureDrawn(Picture("e", b"", "png"))
    shown = drawn(*TWO, owl, FOX, d=Spot("FFOX"), e=Spot("FOWL"))
    assert [file for _, file in images(shown)] == ["FOWL", "FFOX"]


def test_a_picture_that_failed_makes_room_and_is_counted() -> None:
    refused = PictureRefused("d", moderated=True)
    shown = drawn(*TWO, refused, d=half(1), e=half(2))
    assert [file for _, file in images(shown)] == ["FHALF2"]
    assert status(shown) == "◔ Drawing · preview 1 of up to 3 · 1 declined"


def test_a_message_shows_ten_pictures_and_no_more() -> None:
    ids = [f"p{number}" for number in range(12)]
    events = [PictureDrawn(Picture(each, b"", "png")) for each in ids]
    shown = drawn(*events, DRAW, d=half(1), **{each: Spot(each) for each in ids})
    assert [file for _, file in images(shown)] == ids[:10]


def test_the_words_so_far_stand_below() -> None:
    shown = drawn(TextAdded("p", "Foxes <!channel> [x](https://a.example)"))
    [block] = [block for block in shown.blocks if block["type"] == "markdown"]
    assert block["text"].startswith("Foxes <\u200b!channel>")


@pytest.mark.parametrize("text", ["\u202e", "\x07", "[](javascript:x)"])
def test_words_of_which_nothing_is_left_are_no_block(text: str) -> None:
    assert "markdown" not in str(drawn(TextAdded("p", text)).blocks)


def test_a_long_text_is_shown_as_far_as_a_message_goes() -> None:
    shown = drawn(TextAdded("p", "word " * 9000))
    assert sum(len(str(block)) for block in shown.blocks) < 11_000


def test_there_is_a_way_to_stop_at_every_moment() -> None:
    for message in (waiting(TURN, 0), waiting(TURN, 2), drawn(DRAW), pausing(TURN)):
        [button] = [
            block["accessory"] for block in message.blocks if "accessory" in block
        ]
        assert (button["action_id"], button["value"]) == ("stop", "7")


def test_a_waiting_person_is_told_how_many_are_ahead() -> None:
    assert status(waiting(TURN, 2)) == "◌ Waiting · 2 ahead of you"
    assert status(waiting(TURN, 0)) == "◌ Starting"


def test_an_ask_that_stands_nowhere_is_repeated_in_the_message() -> None:
    """As from a command or a button."""
    unseen = replace(TURN, ask=replace(TURN.ask, ts=""))
    assert "<@U1> asked for: a &lt;fox&gt; &amp; co" in str(waiting(unseen, 0).blocks)
    assert "asked for" not in str(waiting(TURN, 0).blocks)


def test_the_same_values_make_the_same_message() -> None:
    assert drawn(SEARCH, DRAW) == drawn(SEARCH, DRAW)


def test_a_direct_turn_draws_from_its_first_moment_on() -> None:
    """There is nothing to think about, and the first preview is long in coming."""
    direct = replace(TURN, ask=directly(TURN.ask))
    assert status(view(direct, Progress(), Slots(), 3)) == "◌ Drawing"
    progress = apply(Progress(), DRAW)
    hung = with_preview(told(Slots(), DRAW), "d", Preview(1, 0, Spot("F1")))
    assert "preview 0 of up to 3" in status(view(direct, progress, hung, 3))


def of_set(*stages: Stage, why: str = "", **known: str) -> str:
    """The status line while the pictures of a set are in these stages."""
    slots = with_set(
        Slots(),
        (Slot(str(n), each, place=n, why=why) for n, each in enumerate(stages, 1)),
    )
    return status(view(TURN, Progress(**known), slots, 3))  # type: ignore[arg-type] # a test names what is known


W, D, F, X = Stage.WAITING, Stage.DEVELOPING, Stage.FINISHED, Stage.FAILED


@pytest.mark.parametrize(
    ("stages", "line"),
    [
        ((W, W, W, W), "◌ Drawing 4 pictures"),
        ((D, D, W, W), "◌ Drawing 4 pictures"),
        ((F, D, D, F), "◑ Drawing 4 pictures · 2 done"),
        ((F, F, F, D), "◕ Drawing 4 pictures · 3 done"),
        ((F, X, D, X), "◕ Drawing 4 pictures · 1 done · 2 declined"),
        ((F, X), "◕ Finishing"),
        ((D,), "◌ Drawing 1 picture"),
    ],
)
def test_of_a_set_the_line_says_how_many_have_come(
    stages: tuple[Stage, ...], line: str
) -> None:
    assert of_set(*stages, why="declined") == line


def test_of_a_direct_set_the_line_says_it_as_well() -> None:
    """`--direct` beside `--count` adds nothing, and takes nothing away."""
    direct = replace(TURN, ask=directly(TURN.ask))
    slots = with_set(Slots(), (Slot("1", F, place=1), Slot("2", D, place=2)))
    line = status(view(direct, Progress(), slots, 3))
    assert line == "◑ Drawing 2 pictures · 1 done"


def test_when_a_set_has_ended_the_line_says_what_the_model_does() -> None:
    assert of_set(F, F, response="resp_1") == "◌ Thinking"
    assert of_set(F, W, response="resp_1") == "◑ Drawing 2 pictures · 1 done"


def test_a_set_is_one_picture_whose_text_names_each() -> None:
    slots = with_set(Slots(), (Slot(str(n), place=n) for n in range(1, 11)))
    alt = "; ".join(f"{n}: {'Fox' * 40}" for n in range(1, 11))
    slots = with_frame(slots, Preview(3, 0, Spot("F1"), alt=alt))
    message = view(TURN, Progress(), slots, 3)
    assert images(message) == [("sheet-7-2-3", "F1")]
    [image] = [block for block in message.blocks if block["type"] == "image"]
    assert image["alt_text"] == alt


def test_the_sheet_as_it_stays_is_the_block_of_the_end() -> None:
    """Slack would load it anew, and the message would jump."""
    slots = replace(with_set(Slots(), [Slot("1", F, place=1)]), sheet_alt="1: Fox")
    slots = with_spot(slots, SHEET, Spot("F2"))
    message = view(TURN, Progress(), slots, 3)
    assert images(message) == [("picture-7-2-0-0", "F2")]

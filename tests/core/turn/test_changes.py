"""Asks that are made of a region of a picture."""

import pytest

from bot.core.errors import AskError
from bot.core.turn.asks import Attached, repeats
from bot.core.turn.changes import PartForm, PartPlace, part_ask, rest_ask
from bot.core.turn.options import Button
from bot.core.turn.regions import Region, of_cells
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn
from tests.fakes import THREAD, ask

REGION = of_cells(1024, 1024, ("A2", "A3"))
CLEAR = KeptPicture("a" * 64, "png", 1024, 1024, 9)
BEFORE = Turn(
    1, ask("a fox --transparent"), answer=Answer(Outcome.DONE, pictures=(CLEAR,))
)
PLACE = PartPlace(THREAD, onto=1)


def form(
    words: str = "a red bicycle",
    button: Button = Button.CHANGED,
    region: Region = REGION,
) -> PartForm:
    return PartForm("V1", "U1", region, button, words)


def test_a_change_of_a_part_is_drawn_directly_in_the_pictures_size() -> None:
    made = part_ask(form(), PLACE, BEFORE)
    assert made.words == "Change A2:A3: a red bicycle"
    assert made.wish.startswith("a red bicycle\n\nChange only the part")
    options = made.options
    assert options is not None
    assert (options.direct, options.search, options.size) == (True, False, "1024x1024")
    assert (options.region, options.button) == (REGION, Button.CHANGED)
    assert (options.format, options.transparent) == ("png", True)
    assert (made.onto, made.claim) == (1, "T1/C1/form/V1")


def test_a_picture_of_somebody_else_goes_with_the_ask() -> None:
    """It starts from scratch, and in a size that the model draws."""
    file = Attached("F1", "a.png")
    region = of_cells(1000, 750, ("A1",))
    made = part_ask(form(region=region), PartPlace(THREAD, file=file))
    assert made.attached == (file,)
    assert made.onto == 0
    assert made.options is not None
    assert made.options.size == "1008x752"


def test_flags_count_here_too() -> None:
    made = part_ask(form("a bicycle --quality high --format webp"), PLACE, BEFORE)
    assert made.options is not None
    assert (made.options.quality, made.options.format) == ("high", "webp")
    assert made.words == "Change A2:A3: a bicycle"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "Say what"),
        ("a fox --count 4", "--count"),
        ("a fox --size 16:9", "--size"),
        ("a fox --format gif", "a PNG"),
        ("a fox --colour", "I do not know"),
    ],
)
def test_what_does_not_go_with_a_part_is_told(words: str, told: str) -> None:
    with pytest.raises(AskError, match=told):
        part_ask(form(words), PLACE, BEFORE)


@pytest.mark.parametrize(
    ("button", "words", "said"),
    [
        (Button.KEPT, "a desert", "Keep only A2:A3: a desert"),
        (Button.MARKED, "", "As drawn on the picture"),
        (Button.RESTORED, "", "Take back A2:A3"),
    ],
)
def test_people_read_what_was_wanted(button: Button, words: str, said: str) -> None:
    place = PartPlace(THREAD, onto=2, older=1)
    assert part_ask(form(words, button), place, BEFORE).words == said


def test_more_around_a_picture_has_the_size_with_its_margins() -> None:
    region = Region(1024, 1024, margins=(512, 0, 0, 0))
    made = part_ask(form("", Button.AROUND, region), PLACE, BEFORE)
    assert made.options is not None
    assert made.options.size == "1536x1024"


def test_nothing_can_be_taken_back_where_nothing_was_before() -> None:
    with pytest.raises(AskError, match="no picture before"):
        part_ask(form("", Button.RESTORED), PLACE, BEFORE)


def test_a_shape_that_the_model_does_not_draw_is_told() -> None:
    with pytest.raises(AskError, match="three times as long"):
        part_ask(form(region=of_cells(3000, 500, ("A1",))), PLACE)


def test_the_rest_is_put_back_for_the_same_region() -> None:
    turn = Turn(7, part_ask(form(), PLACE, BEFORE))
    made = rest_ask(turn, "U2", "5.5")
    assert made.options is not None
    assert (made.options.region, made.options.button) == (REGION, Button.REST)
    assert (made.onto, repeats(made.claim)) == (7, (7,))

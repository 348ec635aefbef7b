"""The message of a deck."""

from dataclasses import replace

import pytest

from bot.core.charts.chart import Chart, Kind, Series
from bot.core.decks.outline import (
    MOST_SLIDES,
    DeckSource,
    DeckTable,
    Layout,
    Outline,
    Slide,
)
from bot.core.messages import blocks
from bot.core.messages.decks import unfolded
from bot.core.messages.final import final
from bot.core.turn.decks import DeckStage, KeptDeck
from bot.core.turn.events import Citation
from bot.core.turn.progress import Part
from bot.core.turn.sets import SetPicture
from bot.core.turn.turns import DECK, Answer, KeptPicture, Outcome, Turn
from playground.slack.schema import check_blocks
from tests.fakes import ask

TURN = Turn(7, ask("a deck"))
LONG = Slide(
    Layout.POINTS,
    "T" * 120,
    ("<!channel> & " * 20,) * 12,
    picture="p" * 2_000,
    sources=tuple(DeckSource("S" * 200, f"https://a.example/{n}") for n in range(8)),
)


def outlined(*slides: Slide) -> Answer:
    outline = Outline("Sun & <sky>", "below", "night", slides)
    return Answer(Outcome.DONE, deck=KeptDeck(outline, cost=0.25), model="m")


@pytest.mark.parametrize("folds", [True, False])
@pytest.mark.parametrize("count", [1, 8, MOST_SLIDES])
def test_the_longest_outline_fits_into_a_message(count: int, folds: bool) -> None:
    answer = outlined(*(LONG,) * count)
    answer = answer if folds else unfolded(answer) or answer
    message = final(TURN, answer)
    assert blocks.letters(message.blocks) <= blocks.MOST_LETTERS
    assert not [*check_blocks([*message.blocks], "message")]
    assert "<!channel>" not in str(message.blocks)


SPECIAL = Slide(
    Layout.TABLE,
    "&" * 120,
    ("<>" * 150,) * 12,
    picture="&" * 2_000,
    sources=tuple(
        DeckSource("&" * 200, f"https://a.example/{n}?" + "a&" * 900) for n in range(8)
    ),
)


@pytest.mark.parametrize("folds", [True, False])
@pytest.mark.parametrize("slide", [LONG, SPECIAL])
def test_whatever_is_said_beside_the_longest_outline_fits(
    slide: Slide, folds: bool
) -> None:
    """Letters that are escaped count as often as Slack counts them."""
    pages = tuple(f"https://b.example/{n}?{'&' * 300}" for n in range(40))
    answer = outlined(*(slide,) * MOST_SLIDES)
    assert answer.deck is not None
    deck = replace(
        answer.deck,
        outline=replace(answer.deck.outline, title="&" * 120, subtitle="<" * 200),
        left_out=pages,
        unfound=tuple(f"{n},000 & more (slide 30)" for n in range(20)),
    )
    cited = tuple(Citation(0, 9, page, "&" * 99) for page in pages)
    words = Part("p", "word " * 4_000, cited)
    notes = tuple(f"Not used: {'&' * 60}." for _ in range(12))
    answer = replace(answer, deck=deck, parts=(words,), notes=notes)
    answer = answer if folds else unfolded(answer) or answer
    asked = Turn(7, replace(ask("&" * 3_000), ts=""))
    message = final(asked, answer)
    assert blocks.letters(message.blocks) <= blocks.MOST_LETTERS
    assert not [*check_blocks([*message.blocks], "message")]
    assert all(f"*{n}.*" in str(message.blocks) for n in range(1, MOST_SLIDES + 1))


def test_a_page_with_a_long_address_is_named_without_half_a_link() -> None:
    sources = (
        DeckSource("Long", f"https://long.example/{'a' * 1_900}"),
        *(
            DeckSource(f"Page {n}", f"https://a.example/{n}{'b' * 400}")
            for n in range(7)
        ),
    )
    slide = Slide(Layout.POINTS, "Roofs", ("many",), sources=sources)
    shown = final(TURN, outlined(slide)).blocks
    [line] = [str(each) for each in shown if "Sources: " in str(each)]
    assert "Long (long.example)" in line
    assert line.count("<https://") == line.count(">")
    assert "Page 2> · and 4 more" in line


def test_an_outline_tells_the_numbers_of_its_tables_and_charts() -> None:
    """People pay for them with the next press."""
    table = DeckTable(("", "GWh"), (("Spain", "45.2"), ("<Italy>", "30.7")))
    series = (Series("2026", (1_250.0, None, 3.5)),)
    chart = Chart("Roofs", Kind.BAR, ("Rome", "Oslo", "Bonn"), series)
    slides = (
        Slide(Layout.TABLE, "Sun", table=table),
        Slide(Layout.CHART, "Roofs", ("A point",), chart=chart),
    )
    shown = str(final(TURN, outlined(*slides)).blocks)
    assert "Table: Spain 45.2 · &lt;Italy&gt; 30.7" in shown
    assert "Chart, 2026: Rome 1,250 · Bonn 3.5" in shown


def test_an_outline_has_a_line_for_each_side_of_a_comparison() -> None:
    points = ("Then", "Few knew of it", "It was dear", "", "Now", "Many do")
    shown = str(final(TURN, outlined(Slide(Layout.COMPARISON, "Roofs", points))).blocks)
    assert "• Then: Few knew of it, It was dear\\n" in shown
    assert "• Now: Many do" in shown


def test_what_is_folded_is_also_seen_where_slack_cannot_fold() -> None:
    answer = outlined(Slide(Layout.POINTS, "Roofs", ("many of them",)))
    assert "container" in str(final(TURN, answer).blocks)
    plainer = unfolded(answer)
    assert plainer is not None
    shown = str(final(TURN, plainer).blocks)
    assert "container" not in shown
    assert "many of them" in shown
    assert unfolded(plainer) is None


def test_slides_without_their_picture_are_named_once_for_each_reason() -> None:
    lost = (
        SetPicture(2, "A", "a", why="declined", told="It was declined."),
        SetPicture(3, "B", "b", why="declined", told="It was declined."),
        SetPicture(5, "C", "c", why="too busy", told="OpenAI is busy."),
    )
    slide = Slide(Layout.FULL_PICTURE, "A", picture="a", why="declined")
    answer = outlined(slide)
    assert answer.deck is not None
    drawn = replace(answer.deck, stage=DeckStage.DRAWN, missing="🙂")
    files = (KeptPicture("a" * 64, "pdf", 0, 0, 9, place=DECK),)
    answer = replace(answer, deck=drawn, set_pictures=lost, pictures=files)
    shown = str(final(TURN, answer).blocks)
    assert "1 slide ·" in shown
    assert "*2, 3:* It was declined." in shown
    assert "*5:* OpenAI is busy." in shown
    assert "There is no PowerPoint file" in shown
    assert "🙂" in shown
    assert "Draw the missing ones" in shown

"""The home tab is a view that Slack takes, whatever is in it."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.messages.home import NOT_FOUND, NOTHING, UNKNOWN, home
from bot.core.turn.gallery import GalleryPage, GalleryPicture
from bot.core.turn.home import (
    MOST_TRAIL,
    MOST_WORDS,
    PERIODS,
    HomeContent,
    HomeSearch,
    HomeUse,
)
from bot.core.turn.life import Status
from bot.core.turn.slots import Spot
from bot.core.turn.taught import NameKind, NamePicture, Taught
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Turn
from playground.slack.schema import check_view
from tests.fakes import ask
from tests.homes import gallery_picture

LARGE = 2**63 - 1
IDS = st.integers(0, LARGE)
WORDS = st.text(max_size=4_000)
SPOTS = st.sampled_from(
    [Spot(), Spot("F000000001"), Spot(url="https://a.example/b.png")]
)
PICTURES = st.builds(
    GalleryPicture,
    turn=IDS,
    number=IDS,
    thread=st.builds(
        ThreadKey,
        st.just("T1"),
        st.sampled_from(["C1", "D1"]),
        st.sampled_from(["", "1.1"]),
    ),
    message=st.sampled_from(["", "1.2"]),
    user=st.sampled_from(["U1", "U2"]),
    words=WORDS,
    sha256=st.just("ab"),
    format=st.just("png"),
    spot=SPOTS,
    made=st.floats(-1e12, 1e14),
    title=WORDS,
    revised_prompt=WORDS,
    place=st.integers(0, 10),
)
MANY = st.lists(PICTURES, max_size=30, unique_by=lambda p: (p.turn, p.number))
TURNS = st.builds(
    lambda n, words, status: Turn(n, replace(ask(), words=words), status),
    *(IDS, WORDS, st.sampled_from(list(Status))),
)
NAMES = st.builds(
    Taught,
    team=st.just("T1"),
    kind=st.sampled_from(list(NameKind)),
    name=WORDS,
    sentence=WORDS,
    pictures=st.just((NamePicture("ab"),)),
    taught_by=st.just("U1"),
    channel=st.sampled_from(["", "C1"]),
    id=IDS,
)
SEARCHES = st.builds(
    HomeSearch,
    words=st.text(max_size=MOST_WORDS),
    mine=st.booleans(),
    channel=st.sampled_from(["", "C1"]),
    name=IDS,
    days=st.sampled_from([0, *PERIODS]),
    trail=st.lists(st.tuples(IDS, IDS), max_size=MOST_TRAIL).map(tuple),
    cleared=st.integers(0, 1000),
)


CONTENTS = st.builds(
    HomeContent,
    search=SEARCHES,
    page=st.builds(GalleryPage, MANY.map(tuple), st.booleans()),
    mine=MANY.map(tuple),
    under_way=st.lists(TURNS, max_size=9, unique_by=lambda t: t.id).map(tuple),
    names=st.lists(NAMES, max_size=120, unique_by=lambda n: n.id).map(tuple),
    spots=st.sampled_from([{}, {"ab": Spot("F000000001")}]),
    use=st.builds(HomeUse, IDS, IDS, IDS),
    known=st.booleans(),
    base=st.sampled_from(["", "https://small.slack.com"]),
)


@given(CONTENTS)
def test_any_tab_is_a_view_that_slack_takes(content: HomeContent) -> None:
    view = home(content, "U1")
    assert not check_view(view)
    assert len(json.dumps(view, ensure_ascii=False).encode()) < 250_000
    assert len(view["private_metadata"].encode()) <= 3_000


def shown(content: HomeContent) -> str:
    return json.dumps(home(content, "U1"), ensure_ascii=False)


def test_a_picture_says_what_was_asked_for_by_whom_where_and_when() -> None:
    other = gallery_picture(7, user="U2", words="a <!channel> fox & <b>")
    page = GalleryPage((other, gallery_picture(6, channel="D1")))
    told = shown(HomeContent(HomeSearch(), page, base="https://small.slack.com"))
    assert "a &lt;!channel&gt; fox &amp; &lt;b&gt;" in told
    assert "<@U2> · <#C1> · <!date^1700000007^" in told
    assert "You · our direct messages" in told
    link = "https://small.slack.com/archives/C1/p12?thread_ts=1.1&cid=C1"
    assert f'"url": "{link}"' in told
    assert '"value": "7:0"' in told


def test_pictures_of_one_sheet_show_it_once() -> None:
    pair = tuple(gallery_picture(7, number=n, place=n, title=f"No {n}") for n in (1, 2))
    view = home(HomeContent(HomeSearch(), GalleryPage(pair)), "U1")
    images = [each for each in view["blocks"] if each["type"] == "image"]
    assert len(images) == 1
    assert "*2* No 2" in json.dumps(view)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (HomeContent(HomeSearch(), GalleryPage()), NOTHING),
        (HomeContent(HomeSearch("fox"), GalleryPage()), NOT_FOUND),
        (HomeContent(HomeSearch(), GalleryPage(), known=False), UNKNOWN),
    ],
)
def test_an_empty_gallery_says_why(content: HomeContent, sentence: str) -> None:
    assert sentence in shown(content)


def test_old_pages_are_forgotten_before_the_search_is_too_long_to_keep() -> None:
    long = HomeSearch("🦊" * MOST_WORDS, trail=((LARGE, LARGE),) * MOST_TRAIL)
    kept = json.loads(long.kept)
    assert len(long.kept.encode()) <= 3_000
    assert kept["words"] == "🦊" * MOST_WORDS
    assert kept["trail"]


def test_a_tab_that_is_searched_shows_what_was_found_alone() -> None:
    content = HomeContent(
        *(HomeSearch("fox"), GalleryPage((gallery_picture(1),))),
        names=(Taught("T1", NameKind.STYLE, "Winter", "Pale", (), "U1", id=3),),
    )
    told = shown(content)
    assert "Found" in told
    assert '"text": "Characters and styles"' not in told
    assert '"text": "Winter"' in told


def test_a_name_comes_with_a_picture_that_the_person_sees() -> None:
    pixel = Taught(
        *("T1", NameKind.CHARACTER, "Pixel", "A fox", (NamePicture("ab"),), "U1"),
        id=3,
    )
    seen = {"ab": Spot("F000000007")}
    content = HomeContent(HomeSearch(), GalleryPage(), names=(pixel,), spots=seen)
    assert '"slack_file": {"id": "F000000007"}' in shown(content)
    assert "F000000007" not in shown(replace(content, spots={}))

"""Words become scenes."""

import pytest

from playground.artist import Scene, imagine


def kinds(scene: Scene) -> list[str]:
    return sorted(thing.kind for thing in scene.things)


def test_things_counts_and_the_hour_are_read() -> None:
    scene = imagine("a lighthouse at night with two boats", seed=7)
    assert kinds(scene) == ["boat", "boat", "lighthouse"]
    assert (scene.time, scene.background) == ("night", "sea")


@pytest.mark.parametrize(
    ("words", "kind", "count"),
    [
        ("ein roter Leuchtturm", "lighthouse", 1),
        ("drei Vögel am Himmel", "bird", 3),
        ("deux bateaux rouges", "boat", 2),
        ("tres gatos y un perro", "cat", 3),
        ("a pair of owls", "owl", 2),
        ("a cup of coffee", "cup", 1),
        ("12 balloons", "toy balloon", 12),
    ],
)
def test_four_languages_name_things_and_numbers(
    words: str, kind: str, count: int
) -> None:
    assert kinds(imagine(words, seed=1)).count(kind) == count


@pytest.mark.parametrize(
    ("words", "lettering"),
    [
        ("a logo for a bakery called Crumb, watercolour", ("Crumb",)),
        ("signs for a cafe named Blue Fox Bar in neon", ("Blue Fox Bar",)),
        ('a logo for a bakery called Crumb that says "OPEN"', ("OPEN",)),
        ("a fox called Max", ()),
        ("a logo. The bakery is called Crumb", ()),
    ],
)
def test_a_logo_bears_the_name_of_whom_it_is_for(
    words: str, lettering: tuple[str, ...]
) -> None:
    assert imagine(words, seed=1).lettering == lettering


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("two people in front of a tree, in fog, no people", ["tree"]),
        ("a fox and two red boats on the sea, no boats", ["fox"]),
    ],
)
def test_what_is_not_wanted_is_left_out_wherever_it_was_named(
    words: str, left: list[str]
) -> None:
    assert kinds(imagine(words, seed=1)) == left


def test_a_colour_goes_to_its_own_thing() -> None:
    scene = imagine("a red boat and a blue whale")
    found = {thing.kind: thing.colour for thing in scene.things}
    assert found == {"boat": "#d9483b", "whale": "#3d78b8"}


def test_a_white_background_is_plain_and_white() -> None:
    scene = imagine("a robot on a white background")
    assert (scene.background, scene.tint) == ("plain", "#fbf7ee")


def test_a_place_is_kept() -> None:
    scene = imagine("a house on the left and a tree on the right")
    found = {thing.kind: thing.x for thing in scene.things}
    assert found["house"] < 0.4
    assert found["tree"] > 0.6


def test_words_in_quotes_are_lettering() -> None:
    scene = imagine('a poster that says "OPEN" with a cup of coffee')
    assert scene.lettering == ("OPEN",)
    assert scene.poster
    assert kinds(scene) == ["cup"]


def test_an_unknown_thing_is_a_card_with_its_name() -> None:
    [thing] = imagine("a purple dragon on a hill").things
    assert (thing.kind, thing.label) == ("card", "dragon")


def test_words_that_name_nothing_are_an_abstract_picture() -> None:
    assert imagine("something about how time goes by").background == "abstract"


def test_what_is_not_wanted_is_left_out() -> None:
    assert kinds(imagine("a sea at sunset, no boats, one whale")) == ["whale"]


def test_the_seed_and_the_words_decide_where_things_are() -> None:
    first, again, other = (imagine("three boats", seed=n) for n in (1, 1, 2))
    assert first == again
    assert first.things != other.things


def test_a_scene_comes_back_from_its_json() -> None:
    scene = imagine('a poster "OPEN" with a red boat in the rain, watercolour', seed=3)
    assert Scene.from_json(scene.to_json()) == scene

"""An edit changes what it names, and nothing else."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from playground.artist import Scene, imagine, paint, revise

HARBOUR = imagine("a lighthouse at night with two boats", seed=7)


def count(scene: Scene, kind: str) -> int:
    return sum(thing.kind == kind for thing in scene.things)


@pytest.mark.parametrize(
    ("edit", "field", "value"),
    [
        ("make it sunrise", "time", "dawn"),
        ("make the background day", "time", "day"),
        ("mach es Abend", "time", "sunset"),
        ("let it rain", "weather", "rain"),
        ("make it a watercolour", "style", "watercolour"),
        ("make it black and white", "style", "black and white"),
        ("put it in the desert", "background", "desert"),
        ("remove the moon", "orb", False),
        ('write "AHOY" on it', "lettering", ("AHOY",)),
    ],
)
def test_one_field_changes_and_no_other(edit: str, field: str, value: object) -> None:
    changed, what = revise(HARBOUR, edit)
    assert changed == replace(HARBOUR, **{field: value})  # type: ignore[arg-type]  # the field comes from the table
    assert what


@pytest.mark.parametrize(
    ("edit", "kind", "number"),
    [
        ("add two birds", "bird", 2),
        ("with two birds", "bird", 2),
        ("but with wheat ears", "wheat", 3),
        ("füge drei Möwen hinzu", "gull", 3),
        ("ajoute un bateau rouge", "boat", 3),
        ("more boats", "boat", 3),
        ("remove the boats", "boat", 0),
        ("remove one boat", "boat", 1),
        ("entferne die Boote", "boat", 0),
        ("make it five boats", "boat", 5),
        ("replace the boats with whales", "whale", 2),
        ("turn the lighthouse into a castle", "castle", 1),
    ],
)
def test_things_come_and_go(edit: str, kind: str, number: int) -> None:
    changed, what = revise(HARBOUR, edit)
    assert count(changed, kind) == number
    assert what


def test_what_stays_keeps_its_place_when_something_comes() -> None:
    changed, _ = revise(HARBOUR, "add a red sailboat on the left and three gulls")
    assert changed.things[:3] == HARBOUR.things


def test_several_changes_in_one_sentence_are_all_made() -> None:
    changed, what = revise(HARBOUR, "make it day and add two birds, remove the boats")
    assert (changed.time, count(changed, "bird"), count(changed, "boat")) == (
        "day",
        2,
        0,
    )
    assert what.count("and") >= 1


def test_a_colour_changes_one_kind_alone() -> None:
    changed, what = revise(HARBOUR, "make the lighthouse blue")
    colours = [thing.colour for thing in changed.things]
    assert sorted(colours) == ["", "", "#3d78b8"]
    assert what == "the lighthouse is now blue"


def test_bigger_means_the_main_thing() -> None:
    changed, what = revise(HARBOUR, "make it bigger")
    assert what == "the lighthouse is now bigger"
    assert changed.things[0].size > HARBOUR.things[0].size


def test_it_means_the_thing_that_was_named_before() -> None:
    scene = imagine("a cat and a dog", seed=1)
    changed, what = revise(scene, "make the cat smaller and move it to the left")
    moved = [
        a.kind for a, b in zip(changed.things, scene.things, strict=True) if a != b
    ]
    assert moved == ["cat"]
    assert what == "the cat is now smaller and the cat is now on the left"


def test_a_crown_on_a_cat_sits_on_its_head() -> None:
    scene = imagine("a cat in a room", seed=11)
    changed, _ = revise(scene, "put a crown on the cat")
    cat, crown = changed.things
    assert abs(crown.x - cat.x) < 0.05
    assert crown.y < cat.y - cat.size * 0.5


def test_what_sits_on_a_thing_moves_with_it() -> None:
    scene, _ = revise(imagine("a cat in a room", seed=11), "put a crown on the cat")
    changed, _ = revise(scene, "move the cat to the left")
    cat, crown = changed.things
    assert cat.x < 0.35
    assert abs(crown.x - cat.x) < 0.05


def test_the_rain_can_be_undone() -> None:
    wet, _ = revise(HARBOUR, "make it rain")
    assert revise(wet, "undo the rain")[0] == HARBOUR


def test_lettering_can_be_exchanged_and_removed() -> None:
    scene = imagine('a poster that says "OPEN" with a cup of coffee', seed=1)
    shut, _ = revise(scene, 'replace "OPEN" with "CLOSED"')
    assert shut.lettering == ("CLOSED",)
    assert revise(shut, "remove the text")[0].lettering == ()


@pytest.mark.parametrize("edit", ["", "qwerty asdf", "???", "hmm, and then"])
def test_an_edit_that_cannot_be_read_changes_nothing(edit: str) -> None:
    assert revise(HARBOUR, edit) == (HARBOUR, "")


def picture(scene: Scene) -> Image.Image:
    return Image.open(BytesIO(paint(scene, size=(384, 384), quality="low")))


def test_the_pixels_away_from_a_new_thing_stay_as_they_were() -> None:
    day = imagine("a house on the left of a meadow", seed=7)
    changed, _ = revise(day, "add a small dog on the right")
    difference = ImageChops.difference(picture(day), picture(changed)).convert("L")
    box = difference.point([255 * (v > 6) for v in range(256)]).getbbox()
    assert box is not None
    assert box[0] > 384 * 0.5
    assert box[1] > 384 * 0.4


def test_a_removed_thing_leaves_the_ground_that_was_behind_it() -> None:
    bare = imagine("a meadow", seed=7)
    with_cow, _ = revise(bare, "add a cow")
    without, _ = revise(with_cow, "remove the cow")
    assert paint(without, size=(256, 256)) == paint(bare, size=(256, 256))

"""Words become scenes, and edits change what they name."""

from playground.artist import imagine, revise


def kinds(scene):
    return sorted(thing.kind for thing in scene.things)


def test_things_counts_and_the_hour_are_read():
    scene = imagine("a lighthouse at night with two boats", seed=7)
    assert kinds(scene) == ["boat", "boat", "lighthouse"]
    assert (scene.time, scene.background) == ("night", "sea")


def test_an_edit_of_the_hour_changes_the_hour_alone():
    scene = imagine("a lighthouse at night with two boats", seed=7)
    changed, what = revise(scene, "make it sunrise")
    assert what == "the time of day is now sunrise"
    assert changed.time == "dawn"
    assert changed.things == scene.things


def test_an_edit_that_cannot_be_read_changes_nothing():
    scene = imagine("a lighthouse", seed=7)
    assert revise(scene, "qwerty asdf") == (scene, "")

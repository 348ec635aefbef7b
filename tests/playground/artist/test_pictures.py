"""Scenes become files: sizes, formats, previews, what a picture carries."""

import threading
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageStat

from playground.artist import (
    Scene,
    combine,
    imagine,
    paint,
    previews,
    revise,
    scene_from_picture,
)
from playground.artist.backdrops.book import BACKDROPS
from playground.artist.cache import Cache
from playground.artist.catalogue import KINDS, kind_of
from playground.artist.encode import Format
from playground.artist.grounds import GROUNDS
from playground.artist.lexicon.things import NAMES
from playground.artist.scene import Thing
from playground.artist.styles import _STYLES

SMALL = (192, 128)
words = st.text(max_size=120) | st.lists(
    st.sampled_from(
        [
            "a",
            "two",
            "red",
            '"x"',
            "boat",
            "night",
            "in",
            "on",
            "and",
            "the",
            "with",
            "no",
            "add",
            "remove",
            "house",
            "make",
            "replace",
            "by",
            "giant",
            "left",
            "cat",
            ",",
            ".",
            "snow",
            "background",
            "poster",
            "many",
        ]
    ),
    max_size=30,
).map(" ".join)


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@given(ask=words, edit=words)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_words_give_a_scene_and_any_edit_is_taken(ask: str, edit: str) -> None:
    scene, what = revise(imagine(ask, seed=1), edit)
    assert isinstance(what, str)
    assert len(scene.things) <= 60
    assert Scene.from_json(scene.to_json()) == scene


@given(ask=words)
@settings(max_examples=15, deadline=None)
def test_any_words_can_be_painted(ask: str) -> None:
    assert opened(paint(imagine(ask), size=(64, 48), quality="low")).size == (64, 48)


def test_a_very_long_ask_is_read_in_bounded_time() -> None:
    scene = imagine("a boat and two red houses next to a tree, " * 4000)
    assert 0 < len(scene.things) <= 60


@pytest.mark.parametrize("place", sorted(BACKDROPS))
def test_every_place_can_be_painted_at_any_hour(place: str) -> None:
    scene = Scene(background=place, time="night", weather="storm")
    assert opened(paint(scene, size=SMALL)).size == SMALL
    assert place in GROUNDS


@pytest.mark.parametrize("style", sorted(_STYLES))
def test_every_style_changes_the_picture(style: str) -> None:
    plain, treated = Scene(), Scene(style=style)
    assert paint(plain, size=SMALL) != paint(treated, size=SMALL)


def test_every_thing_has_a_name_and_every_name_a_thing() -> None:
    assert set(NAMES) == set(KINDS)


def test_every_thing_can_be_painted() -> None:
    for name in KINDS:
        scene = Scene(background="plain", things=(Thing(name, 0.5, 0.8, 0.5),))
        assert opened(paint(scene, size=(64, 64), transparent=True)).getbbox()


def test_a_kind_from_elsewhere_is_drawn_as_a_card() -> None:
    assert kind_of("dragon").name == "card"


@pytest.mark.parametrize("form", ["png", "jpeg", "webp"])
def test_a_picture_carries_its_scene(form: Format) -> None:
    scene = imagine('a red "boat" at sea, snowing', seed=2)
    data = paint(scene, size=SMALL, format=form)
    assert opened(data).format == form.upper()
    assert scene_from_picture(data) == scene


def test_the_same_scene_gives_the_same_bytes_with_an_empty_cache() -> None:
    scene = imagine("a fox in a forest at dawn", seed=4)
    first = paint(scene, size=SMALL)
    for n in range(3):
        paint(imagine("a tree", seed=n), size=SMALL)
    paint_again = Scene.from_json(scene.to_json())
    assert paint(paint_again, size=SMALL) == first


def test_a_transparent_picture_has_only_the_things_and_the_mark() -> None:
    data = paint(imagine("a cat"), size=(256, 256), transparent=True)
    alpha = opened(data).getchannel("A")
    assert alpha.getpixel((2, 2)) == 0
    assert alpha.getpixel((246, 246)) != 0
    assert alpha.getpixel((128, 190)) == 255


def test_a_jpeg_is_never_transparent() -> None:
    data = paint(imagine("a cat"), size=SMALL, format="jpeg", transparent=True)
    assert opened(data).mode == "RGB"


def test_night_is_darker_than_day() -> None:
    day = imagine("a house in a meadow", seed=1)
    night, _ = revise(day, "make it night")
    light, dark = (
        ImageStat.Stat(opened(paint(s, size=SMALL)).convert("L")).mean[0]
        for s in (day, night)
    )
    assert dark < light * 0.6


@pytest.mark.parametrize("count", [0, 1, 2, 3, 9])
def test_previews_sharpen_and_have_the_size_of_the_picture(count: int) -> None:
    scene = imagine("a castle at sunset", seed=3)
    frames = previews(scene, size=(320, 240), format="jpeg", count=count)
    assert len(frames) == min(3, count)
    assert all(opened(frame).size == (320, 240) for frame in frames)
    final = opened(paint(scene, size=(320, 240), format="jpeg")).convert("RGB")
    far = [_distance(opened(frame).convert("RGB"), final) for frame in frames]
    assert far == sorted(far, reverse=True)


def _distance(one: Image.Image, other: Image.Image) -> float:
    merged = Image.blend(one, other, 0.5)
    pairs = zip(merged.tobytes(), other.tobytes(), strict=True)
    return sum((a - b) ** 2 for a, b in pairs)


def foreign(form: str = "PNG") -> bytes:
    out = BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((300, 200)).save(out, form)
    return out.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_foreign_picture_becomes_a_background_that_can_be_edited(form: str) -> None:
    scene = scene_from_picture(foreign(form))
    assert scene.background == "photo"
    changed, what = revise(scene, "make it night and add two elephants")
    assert len(changed.things) == 2
    assert "elephants" in what
    assert scene_from_picture(paint(changed, size=SMALL, format="jpeg")) == changed


def test_a_forged_note_does_not_hide_the_picture() -> None:
    out = BytesIO()
    image = Image.new("RGB", (40, 40), "#ff0000")
    image.save(out, "JPEG", comment=b'emulated-scene:{"things":[1,2]}')
    assert scene_from_picture(out.getvalue()).background == "photo"


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<html>", foreign()[:60]])
def test_what_is_no_picture_is_refused_in_one_way(data: bytes) -> None:
    with pytest.raises(ValueError, match="picture"):
        scene_from_picture(data)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"things":3}', '{"seed":"x"}'])
def test_json_that_is_no_scene_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"scene|Expecting|invalid literal"):
        Scene.from_json(text)


def test_two_pictures_become_one_with_the_things_of_both() -> None:
    both = combine([imagine("a house"), imagine("a cat at night")])
    assert sorted(t.kind for t in both.things) == ["cat", "house"]
    assert both.time == "day"


def test_the_cache_never_holds_more_than_its_room() -> None:
    cache = Cache(100)
    for n in range(30):
        cache.get(n, lambda: (b"x" * 40,))
    assert cache.held <= 100
    assert cache.get("large", lambda: (b"x" * 1000,)) == (b"x" * 1000,)


def test_many_asks_at_once_for_one_picture_paint_it_once() -> None:
    cache, begun, go = Cache(1000), [], threading.Event()

    def slow() -> tuple[bytes, ...]:
        begun.append(1)
        go.wait(5)
        return (b"x",)

    threads = [threading.Thread(target=cache.get, args=("k", slow)) for _ in range(8)]
    for thread in threads:
        thread.start()
    go.set()
    for thread in threads:
        thread.join(5)
    assert begun == [1]

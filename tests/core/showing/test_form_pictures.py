"""Pictures that only a form shows: they are gone when it is done with, or after an
hour."""

from bot.core.errors import ChatBusy, HangBusy
from bot.core.showing.form_pictures import LASTS, FormPictures
from bot.core.showing.hanging import Way
from tests.fakes import FakeWay, MemoryFormFiles


class Clock:
    """Says what a test sets."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def made(way: Way) -> tuple[FormPictures, MemoryFormFiles, Clock]:
    notes, clock = MemoryFormFiles(), Clock()
    return FormPictures(way, notes, clock), notes, clock


async def test_a_picture_is_noted_before_it_is_shown_and_removed_once() -> None:
    way = FakeWay()
    pictures, notes, _ = made(way)
    file_id = await pictures.show("T1", b"grid", "a grid")
    assert notes.kept == {file_id: ("T1", 1000.0 + LASTS)}
    await pictures.remove("T1", file_id)
    assert [each.file_id for each in way.taken_down] == [file_id]
    assert not notes.kept


async def test_a_picture_that_was_left_behind_is_removed_after_an_hour() -> None:
    way = FakeWay()
    pictures, notes, clock = made(way)
    await pictures.show("T1", b"grid", "a grid")
    clock.now += LASTS - 1
    await pictures.tidy()
    assert notes.kept
    clock.now += 1
    await pictures.tidy()
    assert not notes.kept


async def test_what_slack_does_not_remove_now_is_tried_again() -> None:
    way = FakeWay(busy_with_taking=[ChatBusy("429")])
    pictures, notes, clock = made(way)
    file_id = await pictures.show("T1", b"grid", "a grid")
    await pictures.remove("T1", file_id)
    assert notes.kept
    clock.now += LASTS
    await pictures.tidy()
    assert not notes.kept


async def test_a_form_does_without_what_slack_does_not_take() -> None:
    pictures, _, _ = made(FakeWay(failures=[HangBusy("still processing")]))
    assert await pictures.show("T1", b"grid", "a grid") == ""
    await pictures.remove("T1", "")

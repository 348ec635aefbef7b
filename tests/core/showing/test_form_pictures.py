"""Pictures that only a form shows: they are gone when it is done with, or after an
hour."""

from bot.core.errors import ChatBusy, HangBusy
from bot.core.ports import PrivatePicture
from bot.core.showing.form_pictures import LASTS, FormPictures
from bot.core.turn.slots import Spot
from tests.fakes import FakePrivatePictures, MemoryFormFiles


class Clock:
    """Says what a test sets."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


Made = tuple[FormPictures, FakePrivatePictures, MemoryFormFiles, Clock]


def made(*failures: Exception) -> Made:
    private, notes = FakePrivatePictures([*failures]), MemoryFormFiles()
    clock = Clock()
    return FormPictures(private, notes, clock), private, notes, clock


async def test_a_picture_is_noted_shown_to_one_person_and_removed() -> None:
    pictures, private, notes, _ = made()
    spot = await pictures.show("T1", "U1", b"grid", "a grid")
    assert private.shown == {spot.file_id: "U1"}
    shown = PrivatePicture(spot.file_id, "D1", "1.5")
    assert notes.kept == {spot.file_id: ("T1", shown, 1000.0 + LASTS)}
    await pictures.remove("T1", spot.file_id)
    assert not private.shown
    assert not notes.kept


async def test_nothing_is_removed_that_no_form_of_the_workspace_has_shown() -> None:
    """Whatever a form says that it has shown."""
    pictures, private, notes, _ = made()
    await pictures.show("T1", "U1", b"grid", "a grid")
    [file_id] = private.shown
    await pictures.remove("T2", file_id)
    await pictures.remove("T1", "FOTHER")
    assert private.shown
    assert notes.kept


async def test_a_picture_that_was_left_behind_is_removed_after_an_hour() -> None:
    pictures, private, _, clock = made()
    await pictures.show("T1", "U1", b"grid", "a grid")
    clock.now += LASTS - 1
    await pictures.tidy()
    assert private.shown
    clock.now += 1
    await pictures.tidy()
    assert not private.shown


async def test_what_slack_does_not_remove_now_is_tried_again() -> None:
    pictures, private, notes, clock = made()
    spot = await pictures.show("T1", "U1", b"grid", "a grid")
    private.failures.append(ChatBusy("429"))
    await pictures.remove("T1", spot.file_id)
    assert notes.kept
    clock.now += LASTS
    await pictures.tidy()
    assert not notes.kept


async def test_a_form_does_without_what_slack_does_not_take() -> None:
    """What was noted meanwhile is removed when it is overdue."""
    pictures, _, notes, _ = made(HangBusy("still processing"))
    assert await pictures.show("T1", "U1", b"grid", "a grid") == Spot()
    assert notes.kept

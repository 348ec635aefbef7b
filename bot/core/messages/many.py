"""Decides how many pictures a message shows, and where the others are shown.

Slack accepts at most fifty blocks per message, and nobody finds anything in a message
long before that. Pictures beyond the limit follow in the thread, so many per message.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.core.turn.turns import Answer, KeptPicture, Turn

IN_MESSAGE: Final = 10
MOST: Final = 100
"""The most pictures of one answer that are shown. All are stored."""


def shown(pictures: Sequence[KeptPicture]) -> tuple[KeptPicture, ...]:
    """The pictures that messages show by themselves; they come before all others.

    Those of a set are seen on their sheet.
    """
    return tuple(each for each in pictures if not each.place)


def in_message(pictures: Sequence[KeptPicture]) -> tuple[KeptPicture, ...]:
    """The pictures that the answer's own message shows: the sheet, and those beside."""
    return shown(pictures)[:IN_MESSAGE]


def beyond(pictures: Sequence[KeptPicture]) -> tuple[KeptPicture, ...]:
    """The pictures that the answer's own message has no room for, shown or not."""
    return tuple(pictures[len(in_message(pictures)) :])


def groups(
    pictures: Sequence[KeptPicture],
) -> Iterator[tuple[int, tuple[KeptPicture, ...]]]:
    """The pictures of each message below, and how many come before them."""
    all_of_them = shown(pictures)[:MOST]
    for before in range(IN_MESSAGE, len(all_of_them), IN_MESSAGE):
        yield before, all_of_them[before : before + IN_MESSAGE]


def lacking(turn: Turn) -> tuple[KeptPicture, ...]:
    """The turn's pictures that people should see but do not."""
    pictures = turn.answer.pictures if turn.answer else ()
    wanted = (*shown(pictures)[:MOST], *only_files(pictures))
    return tuple(each for each in wanted if not each.hangs)


def only_files(pictures: Sequence[KeptPicture]) -> tuple[KeptPicture, ...]:
    """What is shared in the thread as files, and shown by no message."""
    return tuple(each for each in pictures if each.only_file)


def only_files_last(answer: Answer) -> Answer:
    """The answer with what is only a file after all pictures that are shown."""
    if all(each.place >= 0 for each in answer.pictures):
        return answer
    ordered = sorted(answer.pictures, key=lambda each: each.place < 0)
    return replace(answer, pictures=tuple(ordered))


def elsewhere(answer: Answer) -> str:
    """Where to find the pictures that the message has no room for."""
    below, kept = (
        min(len(shown(answer.pictures)), MOST) - IN_MESSAGE,
        len(shown(answer.pictures)) - MOST,
    )
    if below <= 0:
        return ""
    pictures = (
        "1 more picture follows" if below == 1 else f"{below} more pictures follow"
    )
    more = f" {kept} more are saved, but that is too many to show." if kept > 0 else ""
    return f"{pictures} in this thread.{more}"

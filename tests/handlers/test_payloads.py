"""Slack's payloads as asks: what counts, and what is left of Slack's wrapping."""

import json
from typing import Any

import pytest

from bot.adapters.openai_fields import name_of
from bot.core.turn.thread import ThreadKey
from handlers.payloads import (
    about_from,
    ask_from,
    ask_from_command,
    is_direct,
    is_spoken,
    mentions,
    press_from,
    speaks_to_another,
    words_from,
)

BOT = "UBOT00001"
EVENT: dict[str, Any] = {
    "type": "message",
    "channel": "C1",
    "user": "U1",
    "text": f"<@{BOT}> a fox",
    "ts": "1700.0002",
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"<@{BOT}> a fox", "a fox"),
        (f"<@{BOT}|darkroom> a fox", "a fox"),
        (f"a fox, <@{BOT}>", "a fox,"),
        (f"make <@{BOT}> it night", "make it night"),
        (f"<@{BOT}>", ""),
        ("", ""),
        ("  a fox \n", "a fox"),
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("&amp;lt;", "&lt;"),
        ("<@U2> as a fox", "@U2 as a fox"),
        ("<@U2|ben> as a fox", "@ben as a fox"),
        ("a logo for <#C2|design>", "a logo for #design"),
        ("a logo for <#C2>", "a logo for #C2"),
        ("a logo for <#C2|>", "a logo for #C2"),
        ("<!here> look", "@here look"),
        ("<!channel|channel> look", "@channel look"),
        ("<!subteam^S1|@artists> look", "@artists look"),
        ("<!subteam^S1> look", "@subteam look"),
        ("<!date^1700000000^{date}|14 Nov 2023>", "14 Nov 2023"),
        ("like <https://a.example/x?y=1&amp;z=2>", "like https://a.example/x?y=1&z=2"),
        ("<http://a.example|a.example>", "http://a.example"),
        ("<https://a.example/x|https://a.example/x>", "https://a.example/x"),
        ("<https://a.example|the old castle>", "the old castle (https://a.example)"),
        ("write <mailto:a@b.example|a@b.example>", "write a@b.example"),
        ("call <tel:+123|+123>", "call +123"),
        ("a < b and c > d", "a < b and c > d"),
    ],
)
def test_the_words_are_what_a_person_wrote(text: str, words: str) -> None:
    assert words_from(text, BOT) == words


@pytest.mark.parametrize(
    ("change", "spoken"),
    [
        ({}, True),
        ({"subtype": "file_share"}, True),
        ({"subtype": "thread_broadcast"}, True),
        ({"subtype": "message_changed"}, False),
        ({"subtype": "message_deleted"}, False),
        ({"subtype": "bot_message"}, False),
        ({"subtype": "channel_join"}, False),
        ({"hidden": True}, False),
        ({"bot_id": "B1"}, False),
        ({"edited": {"user": "U1", "ts": "1"}}, False),
        ({"user": BOT}, False),
        ({"user": None}, False),
    ],
)
def test_only_what_a_person_has_just_said_is_an_ask(
    change: dict[str, Any], spoken: bool
) -> None:
    assert is_spoken(EVENT | change, BOT) is spoken


def test_a_message_without_anybody_is_not_spoken() -> None:
    assert not is_spoken({"type": "message", "text": "?"}, BOT)


@pytest.mark.parametrize(
    ("kind", "edited", "spoken"),
    [
        ("app_mention", {"user": "U1", "ts": "1999.5"}, True),
        ("app_mention", {"user": "U1", "ts": "2001.5"}, False),
        ("app_mention", {"user": "U1", "ts": "1600.5"}, False),
        ("app_mention", {"user": "U1"}, False),
        ("app_mention", {"user": "U1", "ts": "soon"}, False),
        ("app_mention", "yes", False),
        ("message", {"user": "U1", "ts": "1999.5"}, False),
    ],
)
def test_an_edit_that_adds_the_mention_counts_for_five_minutes(
    kind: str, edited: object, spoken: bool
) -> None:
    change = {"type": kind, "edited": edited}
    assert is_spoken(EVENT | change, BOT) is spoken


@pytest.mark.parametrize(
    ("where", "direct"),
    [
        ({"channel": "D1"}, True),
        ({"channel": "D1", "channel_type": None}, True),
        ({"channel": "D1", "channel_type": "im"}, True),
        ({"channel": "C1"}, False),
        ({"channel": "C1", "channel_type": "mpim"}, False),
        ({}, False),
    ],
)
def test_a_direct_message_is_known_by_its_channel_where_no_type_is_told(
    where: dict[str, Any], direct: bool
) -> None:
    assert is_direct(where) is direct


@pytest.mark.parametrize(
    ("text", "ours", "anothers"),
    [
        (f"<@{BOT}> a fox", True, False),
        (f"hey <@{BOT}|darkroom>!", True, False),
        ("<@U2> what do you think?", False, True),
        (f"<@U2> ask <@{BOT}>", True, True),
        ("as <@U2> said", False, False),
        (f"<@{BOT}9> a fox", False, True),
        ("", False, False),
    ],
)
def test_whom_a_message_speaks_to(text: str, ours: bool, anothers: bool) -> None:
    event = {"text": text}
    assert (mentions(event, BOT), speaks_to_another(event, BOT)) == (ours, anothers)


def test_one_message_has_one_claim_under_whatever_event_it_comes() -> None:
    """Slack sends a mention twice, with two event ids."""
    mention = {key: value for key, value in EVENT.items() if key != "channel_type"}
    one = ask_from(mention | {"type": "app_mention", "event_ts": "9"}, "T1", BOT)
    assert one == ask_from(EVENT, "T1", BOT)
    assert one.claim != ask_from(EVENT | {"ts": "2.2"}, "T1", BOT).claim
    assert one.claim != ask_from(EVENT, "T2", BOT).claim


def test_a_message_is_the_root_of_its_own_thread() -> None:
    ask = ask_from(EVENT, "T1", BOT)
    assert ask.thread == ThreadKey("T1", "C1", "1700.0002")
    assert not ask.look_at_root


def test_a_reply_belongs_to_its_threads_root() -> None:
    ask = ask_from(EVENT | {"thread_ts": "1600.1"}, "T1", BOT)
    assert ask.thread == ThreadKey("T1", "C1", "1600.1")
    assert ask.look_at_root


def test_attached_files_come_along() -> None:
    file = {
        "id": "F1",
        "name": "fox.png",
        "mimetype": "image/png",
        "size": 7,
        "url_private": "https://files.slack.com/a",
        "url_private_download": "https://files.slack.com/b",
    }
    later = {"id": "F2", "mode": "file_access", "file_access": "check_file_info"}
    first, second = ask_from(EVENT | {"files": [file, later]}, "T1", BOT).attached
    assert (first.name, first.size, first.url[-1]) == ("fox.png", 7, "b")
    assert (second.id, second.name, second.url) == ("F2", "a file", "")


def test_a_command_opens_a_thread() -> None:
    body = {
        "team_id": "T1",
        "channel_id": "C1",
        "user_id": "U1",
        "trigger_id": "13.37.abc",
        "text": "a fox for <@U2|ben> &amp; co",
    }
    ask = ask_from_command(body)
    another = ask_from_command(body | {"trigger_id": "14"})
    assert ask is not None
    assert another is not None
    assert ask.opens_thread
    assert ask.words == "a fox for @ben & co"
    assert ask.claim != another.claim


def test_what_a_form_has_to_remember_fits_into_it() -> None:
    """Slack keeps 3,000 characters, however long the names of the files are."""
    files = [{"id": f"F{n:010}", "name": "🦊" * 255} for n in range(20)]
    body = {"channel": {"id": "C1"}, "message": {"ts": "1.1", "files": files}}
    kept = about_from(body).kept()
    assert len(kept) <= 3000
    assert json.loads(kept)["files"][0][0] == "F0000000000"


def test_the_longest_question_that_is_read_can_be_decided() -> None:
    """Its id comes from the model, and back from a button."""
    question = name_of({"id": "q" * 9_999}, "id")
    action = {"value": f"7:{question}", "action_ts": "1.1"}
    body = {"actions": [action], "user": {"id": "U1"}, "team": {"id": "T1"}}
    press = press_from(body)
    assert press is not None
    assert press.question == question

"""Words that try to be markup, as people see them in the end."""

from tests.whole.conftest import Room, Start


async def test_a_link_says_where_it_leads_in_the_message_and_in_details(
    room: Room, start: Start
) -> None:
    """Dangerous links become plain words, without leftover brackets."""
    room.model.play("false_labels")
    await start()
    answer = await room.ask("@Darkroom where do I sign in?")
    [said] = [block["text"] for block in answer.blocks if block["type"] == "markdown"]
    assert said == (
        "Sign in at [bank.example (evil.example)](https://evil.example/login), "
        "see (this) and that. [1]"
    )
    await room.ann.clicks(answer, "details")
    await room.slack.until(lambda: room.slack.modal_of("ann"))
    shown = str(room.slack.modal_of("ann"))
    assert "<https://evil.example/a|bank.example (evil.example)>" in shown


async def test_nothing_in_peoples_words_becomes_a_link(
    room: Room, start: Start
) -> None:
    """Slack guesses at links and names in its own markup, unless it is told not to."""
    await start()
    words = "bank.example for @ben in #general\u202e \ud83e\ud83e\udd8a"
    await room.ann.runs("/imagine", words, channel="#general")
    await room.slack.until(lambda: room.slack.messages("#general"))
    [answer] = room.slack.messages("#general")
    [asked] = answer.blocks[0]["elements"]
    assert asked["verbatim"] is True
    assert asked["text"].endswith("bank.example for @ben in #general \ufffd🦊")

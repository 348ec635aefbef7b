"""Whole answers over HTTP: every script that ends well, as a person gets to see it."""

import pytest

from bot.core.turn.events import PreviewDrawn, StepKind
from bot.core.turn.request import InputImage, Request, Spoken
from playground.openai.scripts import script_names
from tests.adapters.openai_side import ASK, TERMS, listen, side


async def test_the_usual_answer_is_steps_previews_a_picture_and_cited_words() -> None:
    async with side() as here:
        heard = await here.play("usual")
        [response] = here.there.responses.values()
    progress = heard.progress
    assert heard.error is None
    assert progress.finished
    assert progress.response == response.id
    assert [picture.data for picture in progress.pictures] == response.pictures
    assert len(heard.of(PreviewDrawn)) == 3
    searched = [step for step in progress.steps if step.kind is StepKind.SEARCH]
    assert [step.about for step in searched] == ["knicks score tonight"]
    assert all(step.done for step in progress.steps)
    [part] = progress.parts
    [citation] = part.citations
    assert part.text[citation.start : citation.end].startswith("([scores.example]")
    assert progress.usage.searches == 1
    assert progress.usage.image_output_tokens > 0


@pytest.mark.parametrize(
    "script",
    [
        "still_generating",
        "no_completed_event",
        "no_previews",
        "empty_text",
        "keepalive",
        "unknown_events",
        "commentary_first",
        "late_delta",
        "other_format",
        "bomb",
    ],
)
async def test_a_picture_arrives_whatever_surrounds_it(script: str) -> None:
    async with side() as here:
        heard = await here.play(script)
        [response] = here.there.responses.values()
    assert heard.error is None
    assert [picture.data for picture in heard.progress.pictures] == response.pictures
    assert "too late" not in heard.text


async def test_two_pictures_in_one_response_are_two() -> None:
    async with side() as here:
        heard = await here.play("two_pictures")
    first, second = heard.progress.pictures
    assert first.id != second.id
    assert first.data != second.data


@pytest.mark.parametrize(
    ("script", "moderated"),
    [
        ("garbage_picture", False),
        ("truncated_picture", False),
        ("picture_without_bytes", False),
        ("moderation_of_picture", True),
    ],
)
async def test_a_picture_that_is_none_leaves_the_words(
    script: str, moderated: bool
) -> None:
    async with side() as here:
        heard = await here.play(script)
    [refused] = heard.progress.refused
    assert refused.moderated is moderated
    assert heard.progress.pictures == ()
    assert heard.text


@pytest.mark.parametrize(
    ("script", "reason"),
    [("cut_short", "max_output_tokens"), ("content_filter", "content_filter")],
)
async def test_an_answer_that_was_cut_short_says_so(script: str, reason: str) -> None:
    async with side() as here:
        heard = await here.play(script)
    assert heard.error is None
    assert heard.progress.cut_short == reason
    assert heard.text


async def test_a_picture_of_another_format_is_called_what_it_is() -> None:
    async with side() as here:
        heard = await here.play("other_format")
    assert [picture.format for picture in heard.progress.pictures] == ["gif"]


async def test_offsets_count_characters_even_beyond_the_basic_plane() -> None:
    async with side() as here:
        heard = await here.play("citation_after_emoji")
    [part] = heard.progress.parts
    [citation] = part.citations
    cited = part.text[citation.start : citation.end]
    assert cited.startswith("([scores.example](https://")
    assert cited.endswith(")")


async def test_a_refusal_in_words_is_the_answer() -> None:
    async with side() as here:
        heard = await here.play("refusal")
    assert heard.text == "I'm sorry, but I can't help with that request."


async def test_hostile_addresses_are_no_citations() -> None:
    async with side() as here:
        heard = await here.play("hostile_markup")
    [part] = heard.progress.parts
    urls = {citation.url for citation in part.citations}
    assert urls
    assert all(url.startswith("https://") for url in urls)


async def test_no_previews_are_passed_on_where_none_are_wanted() -> None:
    async with side() as here:
        heard = await here.play("usual", previews=0)
    assert heard.of(PreviewDrawn) == []
    assert len(heard.progress.pictures) == 1


@pytest.mark.slow
@pytest.mark.parametrize("script", script_names())
async def test_no_script_brings_anything_but_events_and_our_errors(script: str) -> None:
    async with side() as here:
        patience = 0.5 if script.startswith("silence") else 30.0
        heard = await here.play(script, silence_seconds=patience)
    assert heard.progress.finished or heard.error


async def test_a_reply_follows_and_the_picture_stays_on_the_other_side() -> None:
    async with side() as here:
        model = here.model()
        first = await listen(model, ASK)
        reply = Request("make it sunrise", TERMS, follows=first.progress.response)
        second = await listen(model, reply)
        asked = here.there.responses[second.progress.response]
    assert second.error is None
    assert asked.previous_response_id == first.progress.response
    assert second.progress.pictures[0].data != first.progress.pictures[0].data


async def test_a_rebuilt_thread_is_a_request_that_the_api_takes() -> None:
    async with side() as here:
        model = here.model()
        first = await listen(model, ASK)
        last = InputImage(first.progress.pictures[0].data, "image/jpeg")
        history = (Spoken(ASK.words, "Here is the lighthouse."),)
        again = await listen(
            model, Request("make it sunrise", TERMS, last=last, history=history)
        )
    assert again.error is None
    assert again.progress.pictures

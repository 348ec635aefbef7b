"""Checks messages before they are posted, with Slack's refusals."""

from collections.abc import Sequence
from typing import Any

from playground.slack.fetching import fetch
from playground.slack.messages import Message
from playground.slack.pictures import Place, bot_may_see, file_of, places
from playground.slack.posting import Words
from playground.slack.request import Ask
from playground.slack.schema import Problem, check_blocks, check_message_limits
from playground.slack.schema.data import not_rolled_out
from playground.slack.values import Json, Refused

CUT = 40_000


async def new_words(ask: Ask, old: Message | None = None) -> Words:
    """The words of a post, or of an edit of `old`, checked as Slack checks them."""
    text, blocks = _text(ask), _blocks(ask)
    attachments = _list(ask, "attachments") or []
    if old is None:
        text = text[:CUT]
    refusal = check_message_limits(text, blocks, **({} if old else {"longest": CUT}))
    if refusal and not (refusal == "no_text" and attachments):
        raise Refused(refusal)
    return Words(
        text,
        await checked(ask, blocks) if blocks else [],
        attachments,
        _file_ids(ask) if old else (),
    )


async def checked(ask: Ask, blocks: list[Json]) -> list[Json]:
    """Blocks as Slack keeps them: every one with an id, pictures measured."""
    if not ask.world.settings.data_blocks:
        refuse_blocks([*not_rolled_out(blocks)])
    refuse_blocks(check_blocks(blocks))
    named = [
        {**block, "block_id": block.get("block_id") or ask.world.ids.new("b")}
        for block in blocks
    ]
    problems = [await _picture_problem(ask, place) for place in places(named)]
    refuse_blocks([problem for problem in problems if problem])
    return [_measured(ask, block) for block in named]


def refuse_blocks(problems: Sequence[Problem]) -> None:
    if problems:
        told = [str(problem) for problem in problems]
        raise Refused(
            "invalid_blocks", errors=told, response_metadata={"messages": told}
        )


async def _picture_problem(ask: Ask, place: Place) -> Problem | None:
    if place.slack_file is None:
        fetched = await fetch(ask.world, str(place.image["image_url"]))
        problem = Problem(f"{place.pointer}/image_url", "downloading image failed")
        return None if fetched else problem
    file = file_of(ask.team, place.slack_file)
    if file and file.shows and bot_may_see(ask.team, file):
        return None
    return Problem(f"{place.pointer}/slack_file", "invalid slack file")


def _measured(ask: Ask, block: Json) -> Json:
    """Add what Slack adds to an image block. If an app sends it back, Slack refuses
    it."""
    if block["type"] != "image":
        return block
    size: Json = {}
    if "slack_file" in block:
        file = file_of(ask.team, block["slack_file"])
        if file:
            size = {"image_width": file.width, "image_height": file.height}
            size["image_bytes"] = file.length
    elif found := ask.world.proxy.pictures.get(block["image_url"]):
        size = {"image_width": found.kind.width, "image_height": found.kind.height}
        size["image_bytes"] = len(found.data)
    return {**block, "fallback": block.get("alt_text", ""), "is_animated": False} | size


def _text(ask: Ask) -> str:
    text = ask.args.get("text") or ""
    if not isinstance(text, str):
        raise Refused("invalid_arguments")
    return text


def _blocks(ask: Ask) -> list[Json]:
    markdown = ask.text("markdown_text")
    if markdown and (ask.args.get("text") or ask.args.get("blocks")):
        raise Refused("markdown_text_conflict")
    if markdown:
        return [{"type": "markdown", "text": markdown}]
    return _list(ask, "blocks") or []


def _list(ask: Ask, name: str) -> list[Any] | None:
    value = ask.value(name)
    if value is not None and not isinstance(value, list):
        raise Refused(f"invalid_{name}_format")
    return value


def _file_ids(ask: Ask) -> tuple[str, ...]:
    """An array, or, as slack_sdk sends it, ids with commas between."""
    given = ask.args.get("file_ids") or []
    if not isinstance(given, str | list):
        raise Refused("invalid_arguments")
    ids = given.split(",") if isinstance(given, str) else [str(one) for one in given]
    for file_id in ids:
        file = ask.team.files.get(file_id)
        if file is None or file.deleted or not bot_may_see(ask.team, file):
            raise Refused("file_not_found")
    return tuple(ids)

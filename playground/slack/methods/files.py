"""files.*: announce an upload, complete it, ask about it, delete it."""

import time

from playground.slack import posting, uploads
from playground.slack.methods.chat import thread_of
from playground.slack.paging import page
from playground.slack.pictures import bot_may_see
from playground.slack.posting import Author, Place, Words
from playground.slack.request import Ask
from playground.slack.shapes import file_json
from playground.slack.stored import StoredFile
from playground.slack.text import escape
from playground.slack.values import Json, Refused
from playground.slack.workspace import Channel


async def upload_url(ask: Ask) -> Json:
    name, length = ask.need("filename"), ask.number("length", 0)
    if length <= 0:
        raise Refused("invalid_arguments", response_metadata={"messages": ["length"]})
    if len(ask.text("alt_txt")) > 1000:
        raise Refused("alt_txt_too_large")
    file = uploads.announce(ask.world, ask.team, name, length)
    file.alt_txt = ask.text("alt_txt")
    url = f"{ask.world.base_url}/upload/v1/{file.upload_key}"
    return {"upload_url": url, "file_id": file.id}


async def complete(ask: Ask) -> Json:
    """May be called again: the answer tells more once the file is processed."""
    files = [_uploaded(ask, item) for item in _items(ask)]
    targets = _channels(ask)
    threads = {channel.id: thread_of(ask, channel) for channel in targets}
    fresh = [file for file in files if file.completed_at is None]
    for file in fresh:
        uploads.complete(ask.world, file)
    if fresh and targets:
        delay = ask.world.settings.file_processing_seconds
        ask.world.later(delay, lambda: _share(ask, files, targets, threads))
    return {"files": [file_json(ask.world, file) for file in files]}


async def info(ask: Ask) -> Json:
    file = known(ask, ask.need("file"))
    if file.deleted:
        raise Refused("file_deleted")
    hidden = ask.world.settings.file_hidden_seconds
    if file.completed_at is None or time.time() < file.completed_at + hidden:
        raise Refused("file_not_found")
    shape = file_json(ask.world, file)
    return {"file": shape, "comments": [], "response_metadata": {"next_cursor": ""}}


async def delete(ask: Ask) -> Json:
    file = known(ask, ask.need("file"))
    if file.deleted:
        raise Refused("file_deleted")
    if file.user != ask.team.bot.id:
        raise Refused("cant_delete_file")
    uploads.delete(ask.world, file)
    return {}


async def files_list(ask: Ask) -> Json:
    found = [
        file
        for file in ask.team.files.values()
        if file.completed_at and not file.deleted and bot_may_see(ask.team, file)
        if ask.text("user") in {"", file.user}
        if not ask.text("channel") or ask.text("channel") in file.shares
    ]
    shown, _ = page(ask, found, 100)
    paging = {"count": len(shown), "total": len(found), "page": 1, "pages": 1}
    return {"files": [file_json(ask.world, one) for one in shown], "paging": paging}


def known(ask: Ask, file_id: str) -> StoredFile:
    file = ask.team.files.get(file_id)
    if file is None or not bot_may_see(ask.team, file):
        raise Refused("file_not_found")
    return file


def _items(ask: Ask) -> list[Json]:
    items = ask.value("files")
    if not isinstance(items, list) or not items:
        raise Refused("invalid_arguments")
    if not all(isinstance(item, dict) and "id" in item for item in items):
        raise Refused("invalid_arguments")
    return items


def _uploaded(ask: Ask, item: Json) -> StoredFile:
    file = known(ask, str(item["id"]))
    if file.deleted or file.data is None:
        raise Refused("file_not_found")
    if len(str(item.get("highlight_type", ""))) > 10:
        raise Refused("invalid_arguments")
    file.title = str(item.get("title") or file.title)
    return file


def _channels(ask: Ask) -> list[Channel]:
    """channel_id, or channels with commas between; none keeps the file private."""
    names = [ask.text("channel_id"), *ask.text("channels").split(",")]
    return [
        Ask(ask.world, ask.team, ask.method, {"channel": name}).room()
        for name in names
        if name
    ]


def _share(
    ask: Ask,
    files: list[StoredFile],
    targets: list[Channel],
    threads: dict[str, str | None],
) -> None:
    """The message of a shared upload appears when the files are processed."""
    words = Words(
        text=escape(ask.text("initial_comment")),
        file_ids=tuple(file.id for file in files),
    )
    author = Author(ask.team.bot.id, is_app=True)
    for channel in targets:
        place = Place(channel, threads[channel.id])
        posting.post(ask.world, ask.team, place, author, words)


METHODS = {
    "files.completeUploadExternal": complete,
    "files.delete": delete,
    "files.getUploadURLExternal": upload_url,
    "files.info": info,
    "files.list": files_list,
}

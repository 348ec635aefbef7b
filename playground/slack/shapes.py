"""Users, channels, files, messages and views as the Web API and events show them."""

import time

from playground.slack.messages import Message
from playground.slack.sharing import team_of
from playground.slack.stored import StoredFile
from playground.slack.values import Json
from playground.slack.workspace import Channel, Team, User, View
from playground.slack.world import World


def user_json(user: User) -> Json:
    return {
        "id": user.id,
        "team_id": user.team,
        "name": user.name,
        "deleted": user.deleted,
        "real_name": user.real_name,
        "tz": "Europe/London",
        "tz_label": "Greenwich Mean Time",
        "tz_offset": 0,
        "profile": {
            "real_name": user.real_name,
            "display_name": user.name,
            "team": user.team,
        },
        "is_admin": user.is_admin,
        "is_owner": user.is_admin,
        "is_restricted": user.is_restricted,
        "is_ultra_restricted": False,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "is_stranger": False,  # only for those with whom we share no channel
        "updated": 1700000000,
    }


def channel_json(team: Team, channel: Channel) -> Json:
    shape: Json = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.archived,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_im": channel.kind == "im",
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.kind != "channel",
        "is_ext_shared": bool(channel.shared_with),
        "is_org_shared": False,
        "context_team_id": team.id,
    }
    if channel.kind == "im":
        other = [one for one in channel.members if one != team.bot.id]
        return {**shape, "user": (other or channel.members)[0]}
    return {
        **shape,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_member": team.bot.id in channel.members,
        "is_general": channel.name == "general",
        "num_members": len(channel.members),
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def bot_profile(world: World, team: Team) -> Json:
    return {
        "id": team.bot_id,
        "app_id": world.app.id,
        "name": world.app.display_name,
        "team_id": team.id,
        "deleted": False,
        "updated": 1700000000,
        "icons": {},
    }


def message_json(world: World, message: Message) -> Json:
    """A message in history and in events; absent where Slack leaves out."""
    team = world.teams[message.team]
    shape: Json = {"type": "message", "user": message.user, "ts": message.ts}
    if message.subtype:
        shape["subtype"] = message.subtype
    if message.client_msg_id:
        shape["client_msg_id"] = message.client_msg_id
    shape |= {"text": message.text, "team": team_of(team, message.user)}
    if message.by_app:
        profile = bot_profile(world, team)
        shape |= {"bot_id": team.bot_id, "app_id": world.app.id, "bot_profile": profile}
    if message.blocks:
        shape["blocks"] = message.blocks
    if message.versions[-1].attachments:
        shape["attachments"] = message.versions[-1].attachments
    return shape | _surroundings(world, team, message)


def _surroundings(world: World, team: Team, message: Message) -> Json:
    shape: Json = {}
    if message.thread_ts:
        shape["thread_ts"] = message.thread_ts
        root = team.channels[message.channel].messages.get(message.thread_ts)
        if message.is_reply and root:
            shape["parent_user_id"] = root.user
    if message.file_ids:
        known = [team.files[one] for one in message.file_ids if one in team.files]
        shape["files"] = [file_json(world, file) for file in known]
        shape["upload"] = message.upload
    if message.edited:
        shape["edited"] = message.edited
    if message.metadata:
        shape["metadata"] = message.metadata
    if message.reactions:
        shape["reactions"] = [
            {"name": name, "users": users, "count": len(users)}
            for name, users in message.reactions.items()
        ]
    return shape


def thread_json(channel: Channel, message: Message) -> Json:
    """The fields of a thread's root about its replies."""
    replies = [one for one in channel.thread(message.ts) if one.is_reply]
    if not replies:
        return {}
    users = list(dict.fromkeys(reply.user for reply in replies))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users_count": len(users),
        "latest_reply": replies[-1].ts,
        "reply_users": users,
        "is_locked": False,
        "subscribed": False,
    }


def file_json(world: World, file: StoredFile) -> Json:
    """Until it is processed a file has no type, no size and no thumbnails."""
    if file.deleted:
        return {"id": file.id, "mode": "tombstone"}
    private = f"{world.base_url}/files-pri/{file.team}-{file.id}/{file.name}"
    shape = _file_basics(file) | {
        "mimetype": file.mimetype,
        "filetype": file.filetype,
        "pretty_type": file.filetype.upper(),
        "url_private": private,
        "url_private_download": private.replace(
            f"{file.id}/", f"{file.id}/download/", 1
        ),
        "permalink": f"{world.base_url}/files/{file.user}/{file.id}/{file.name}",
    }
    if file.width:
        shape |= {"original_w": file.width, "original_h": file.height}
        shape |= {"thumb_64": private, "thumb_360": private}
    return shape | _sharing(world, file)


def _file_basics(file: StoredFile) -> Json:
    return {
        "id": file.id,
        "created": int(file.created),
        "timestamp": int(file.created),
        "name": file.name,
        "title": file.title,
        "alt_txt": file.alt_txt,
        "user": file.user,
        "user_team": file.team,
        "editable": False,
        "size": file.length,
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "media_display_type": "unknown",
        "file_access": "visible",
        "has_rich_preview": False,
        "comments_count": 0,
        "is_starred": False,
    }


def _sharing(world: World, file: StoredFile) -> Json:
    found: dict[str, list[str]] = {"channels": [], "groups": [], "ims": []}
    shares: dict[str, Json] = {}
    for channel_id, stamps in file.shares.items():
        team, channel = _where(world, channel_id)
        kind = channel.kind
        found[{"channel": "channels", "im": "ims"}.get(kind, "groups")] += [channel_id]
        side = "public" if kind == "channel" else "private"
        shares.setdefault(side, {})[channel_id] = [
            {
                "ts": ts,
                "channel_name": channel.name,
                "team_id": team.id,
                "source": file.sources.get(channel_id, "FILE"),
                "share_user_id": file.user,
            }
            for ts in stamps
        ]
    return {**found, "shares": shares, "is_public": bool(found["channels"])}


def _where(world: World, channel: str) -> tuple[Team, Channel]:
    """A file of an org may be shared in any of its workspaces."""
    team = next(one for one in world.teams.values() if channel in one.channels)
    return team, team.channels[channel]


def view_json(world: World, view: View) -> Json:
    team = world.teams[view.team]
    return {
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "clear_on_close": False,
        "notify_on_close": False,
        "close": None,
        "submit": None,
        "title": {"type": "plain_text", "text": "View Title", "emoji": True},
        **view.body,
        "id": view.id,
        "team_id": view.team,
        "app_id": world.app.id,
        "app_installed_team_id": view.team,
        "bot_id": team.bot_id,
        "hash": view.hash,
        "root_view_id": view.root,
        "previous_view_id": view.previous,
        "state": {"values": view.state},
    }


def now() -> int:
    return int(time.time())

"""All settings, read once. The only module that reads the environment.

Each field is one variable, its name in capitals. Its meaning, its default and where a
person finds the value are written next to it: a test compares the README's table and
`.env.example` with them. The fields are in `setting_answers` and `setting_operation`. A
wrong value is a SettingsError: one sentence that names the variable and says where to
look. Missing values are all named at once.
"""

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Self

from bot.adapters.servers_file import NAME, ServersFile, servers_in
from bot.core.identity.secret import Secret
from bot.core.servers.reading import Surroundings, WrongServers
from bot.setting_entries import Missing, SettingsError, all_missing, entries
from bot.setting_operation import OperationSettings
from bot.setting_texts import beside, database_file, in_file, present

__all__ = ["Secret", "Settings", "SettingsError", "entries", "misspelt"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(OperationSettings):
    """One installation's settings. Its repr shows no secret."""

    @classmethod
    def read(
        cls,
        environ: Mapping[str, str] = os.environ,
        env_file: Path | None = Path(".env"),
        *,
        only: Collection[str] = (),
        **given: str,
    ) -> Self:
        """Read the values `given` by field name, then the environment, then the file.

        An empty value counts as not set. A command that uses `only` some of the fields
        needs no others: those have their defaults, whatever is written.
        """
        named = {name.upper(): text for name, text in given.items()}
        texts = present(in_file(env_file)) | present(environ) | present(named)
        table = entries(cls)
        used = set(only or table)
        values = {
            name: each.value(texts if name in used else {})
            for name, each in table.items()
        }
        values["pictures"] = values["pictures"] or beside(values["database_url"])
        around = Surroundings(
            texts, {each.name for each in table.values()}, values["mcp_local"]
        )
        if "mcp_config" in used:
            values["mcp_config"] = _servers(values["mcp_config"], env_file, around)
        settings = cls(**values)
        needed = {name: "" for name, each in table.items() if each.default is None}
        needed |= settings._needed()
        missing = [
            Missing(each, needed[name])
            for name, each in table.items()
            if name in needed and name in used and not getattr(settings, name)
        ]
        if missing:
            raise all_missing(missing)
        return settings

    @property
    def sqlite_file(self) -> Path | None:
        """The database's file, if it is one."""
        return database_file(self.database_url)

    def secrets(self) -> list[str]:
        """The values that must not appear in any log, as text."""
        values = [getattr(self, each.name) for each in fields(self)]
        values += self.secrets_key
        for each in self.mcp_config.servers:
            values += [each.token, each.client_secret]
        return [each.reveal() for each in values if isinstance(each, Secret) and each]

    def _needed(self) -> dict[str, str]:
        """The fields that must be set because of another setting, and the name of that
        setting."""
        over_http = self.transport == "http"
        needs = {"slack_signing_secret": "TRANSPORT=http"} if over_http else {}
        if not over_http:
            needs["slack_app_token"] = ""
        if any(each.oauth for each in self.mcp_config.servers):
            needs["secrets_key"] = '`token = "oauth"` in the file of servers'
        match self.hang:
            case "url":
                needs["public_url"] = "HANG=url"
            case "channel":
                needs["holding_channel"] = "HANG=channel"
        return needs


def _servers(
    named: ServersFile, env_file: Path | None, around: Surroundings
) -> ServersFile:
    """The servers in the file that is named or, if there is one, in that beside
    `.env`."""
    beside_it = env_file.parent / NAME if env_file else None
    path = named.path or beside_it
    if path is None or (named.path is None and not path.exists()):
        return ServersFile()
    try:
        return servers_in(path, around)
    except WrongServers as error:
        where = "the file that MCP_CONFIG names" if named.path else NAME
        raise SettingsError(f"In {where}, {error}.") from None


def misspelt(env_file: Path = Path(".env")) -> dict[str, str]:
    """Names in the file that are not settings, and the settings that they resemble."""
    known = [entry.name for entry in entries(Settings).values()]
    others = set(in_file(env_file)) - set(known)
    found = {name: get_close_matches(name, known, 1, 0.85) for name in others}
    return {name: match[0] for name, match in sorted(found.items()) if match}

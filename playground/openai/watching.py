"""Reports what happens in the emulator as it happens."""

from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Any

from playground.openai.service import Service

News = tuple[str, dict[str, Any]]


async def news(service: Service) -> AsyncIterator[News]:
    """Requests as they come and events as they are made, from now on."""
    asked = len(service.requests)
    told = {id_: len(r.events) for id_, r in service.records.items() if not r.done}
    done = set(service.records) - set(told)
    yield "ready", {}
    while True:
        for note in service.requests[asked:]:
            asked += 1
            yield "request", {"at": note.at, "method": note.method, "path": note.path}
        for item in _fresh(service, told, done):
            yield item
        await service.bell.wait()


def _fresh(service: Service, told: dict[str, int], done: set[str]) -> list[News]:
    """Events that were not reported yet; finished responses are not checked again."""
    found: list[News] = []
    for id_ in [id_ for id_ in service.records if id_ not in done]:
        record = service.records[id_]
        events = record.events[told.get(id_, 0) :]
        told[id_] = told.get(id_, 0) + len(events)
        found += [("event", {"response": id_, **asdict(event)}) for event in events]
        if record.done:
            done.add(id_)
    return found

"""Plays searches and page visits."""

from typing import Any

from playground.openai.stage import Stage
from playground.openai.steps import OpenPage, Search

_SOURCES = "web_search_call.action.sources"


async def search(stage: Stage, step: Search) -> None:
    """A search: added without its action, done with it."""
    found: list[dict[str, str]] = [{"type": "url", "url": url} for url in step.sources]
    found += [{"type": "api", "name": name} for name in step.apis]
    action: dict[str, Any] = {
        "type": "search",
        "query": step.search,
        "queries": list(step.queries) or [step.search],
    }
    if _SOURCES in (stage.record.request.get("include") or ()):
        action["sources"] = found
    stage.record.spent.searches += 1
    early = {"action": action} if step.early else {}
    await _call(stage, action, early, fails=step.fails)


async def open_page(stage: Stage, step: OpenPage) -> None:
    """Reading a page, which is not billed as a search."""
    action = {"type": "open_page", "url": step.open}
    if step.find is not None:
        action = {"type": "find_in_page", "url": step.open, "pattern": step.find}
    await _call(stage, action, {}, fails=False)


async def _call(
    stage: Stage, action: dict[str, Any], early: dict[str, Any], *, fails: bool
) -> None:
    call = await stage.open("web_search_call", "ws", status="in_progress", **early)
    await call.tell("web_search_call.in_progress")
    await call.tell("web_search_call.searching")
    await stage.rest(stage.profile.search)
    if not fails:
        await call.tell("web_search_call.completed")
    await call.close(status="failed" if fails else "completed", action=action)

"""Reads what /metrics answers, as Prometheus does."""

from aiohttp import ClientSession
from prometheus_client.parser import text_string_to_metric_families

Figures = dict[str, float]


def read(text: str) -> Figures:
    """Every figure by its name and labels, such as `darkroom_turns_total done`."""
    return {
        " ".join([sample.name, *filter(None, sample.labels.values())]): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def told(url: str, path: str) -> tuple[int, str]:
    """The answer at the address."""
    async with ClientSession() as http, http.get(url + path) as answer:
        return answer.status, await answer.text()


async def figures(url: str) -> Figures:
    """All figures of the bot that tells of itself at the address."""
    status, text = await told(url, "/metrics")
    assert status == 200
    return read(text)

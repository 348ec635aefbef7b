"""The API's path for decisions: questions about an input, answered with likelihoods.

Requests and answers follow the SDK's types (openai/resources/decisions.py). It
understands as little as the emulator's mind: a statement is likely if the last line of
the input asks for something. A test may set the answers instead.
"""

from collections.abc import Mapping
from typing import Any

from aiohttp import web
from openai.types import decision_create_params as params
from typing_extensions import get_type_hints

from playground.openai.errors import refused
from playground.openai.front import SERVICE
from playground.openai.mind import seems_asked
from playground.openai.routes import body_of
from playground.openai.shape import check

MODEL = "gpt-6-luna"
MOST_QUESTIONS = 400


def add_decisions(router: web.UrlDispatcher) -> None:
    """POST /v1/decisions."""
    router.add_post("/v1/decisions", decide)


async def decide(request: web.Request) -> web.Response:
    """Answer every question about the input, in their order."""
    asked = await body_of(request)
    _check(asked)
    service = request.app[SERVICE]
    laid_out = service.likelihoods.popleft() if service.likelihoods else None
    likely = 0.93 if seems_asked(_last_line(asked["input"])) else 0.04
    probability = likely if laid_out is None else laid_out
    answers = [_answer(each, probability) for each in asked["questions"]]
    return web.json_response(
        {"model": MODEL, "answers": answers, "usage": _usage(asked)}
    )


def _check(asked: Mapping[str, Any]) -> None:
    hints = get_type_hints(params.DecisionCreateParams)
    for name, value in asked.items():
        if name not in hints:
            raise refused(f"Unknown parameter: '{name}'.", name, "unknown_parameter")
        check(value, hints[name], name)
    for name in ("model", "input", "questions"):
        if not asked.get(name):
            told = f"Missing required parameter: '{name}'."
            raise refused(told, name, "missing_required_parameter")
    if asked["model"] != MODEL:
        told = f"The model '{asked['model']}' is not supported with this endpoint."
        raise refused(told, "model", "unsupported_model")
    if len(asked["questions"]) > MOST_QUESTIONS:
        raise refused("Too many questions.", "questions", "array_above_max_length")


def _answer(question: Mapping[str, Any], probability: float) -> dict[str, Any]:
    name = question.get("name")
    if question["type"] != "predicate":
        return {"type": "refusal", "name": name}  # nothing here chooses or scores
    return {"type": "predicate", "name": name, "probability": probability}


def _last_line(given: Any) -> str:
    if isinstance(given, str):
        return given.rstrip().rpartition("\n")[2].partition(": ")[2]
    content = given[-1].get("content", "")
    return content if isinstance(content, str) else str(content[-1].get("text", ""))


def _usage(asked: Mapping[str, Any]) -> dict[str, Any]:
    tokens = len(str(asked)) // 4
    return {
        "input_tokens": tokens,
        "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
        "output_tokens": len(asked["questions"]),
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": tokens + len(asked["questions"]),
    }

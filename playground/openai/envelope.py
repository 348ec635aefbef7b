"""The response object, as the first events, the last event and GET show it."""

from typing import Any

from playground.openai.record import Record
from playground.openai.tools import echoed

_AS_SENT: dict[str, Any] = {
    "frequency_penalty": 0.0,
    "instructions": None,
    "max_output_tokens": None,
    "max_tool_calls": None,
    "moderation": None,
    "parallel_tool_calls": True,
    "presence_penalty": 0.0,
    "previous_response_id": None,
    "prompt_cache_key": None,
    "prompt_cache_retention": None,
    "safety_identifier": None,
    "store": True,
    "temperature": 1.0,
    "text": {"format": {"type": "text"}, "verbosity": "medium"},
    "tool_choice": "auto",
    "top_logprobs": 0,
    "top_p": 1.0,
    "truncation": "disabled",
    "user": None,
    "metadata": {},
}
_REASONING = {
    "context": "all_turns",
    "effort": "medium",
    "mode": "standard",
    "summary": None,
}


def response_object(record: Record) -> dict[str, Any]:
    """Everything about the response as of now; pictures stay shared blobs."""
    asked = record.request
    given = {k: asked[k] for k in _AS_SENT if asked.get(k) is not None}
    return {
        "id": record.id,
        "object": "response",
        "created_at": int(record.created_at),
        "status": record.status,
        "background": record.background,
        "completed_at": record.completed_at and int(record.completed_at),
        "error": record.error,
        "incomplete_details": record.incomplete and {"reason": record.incomplete},
        "model": asked["model"],
        "output": list(record.items),
        "reasoning": {**_REASONING, **(asked.get("reasoning") or {})},
        "service_tier": "default",
        "tools": [echoed(tool) for tool in asked.get("tools") or ()],
        "tool_usage": _tool_usage(record),
        "usage": _usage(record),
        **_AS_SENT,
        **given,
    }


def _tool_usage(record: Record) -> dict[str, Any]:
    spent = record.spent
    read = spent.image_text_in + spent.image_in
    return {
        "image_gen": {
            "input_tokens": read,
            "input_tokens_details": {
                "image_tokens": spent.image_in,
                "text_tokens": spent.image_text_in,
            },
            "output_tokens": spent.image_out,
            "output_tokens_details": {
                "image_tokens": spent.image_out,
                "text_tokens": 0,
            },
            "total_tokens": read + spent.image_out,
        },
        "web_search": {"num_requests": spent.searches},
    }


def _usage(record: Record) -> dict[str, Any] | None:
    """The main model's tokens; plausible, four characters to a token."""
    if record.status not in ("completed", "incomplete"):
        return None
    words = len(str(record.request.get("input"))[:40_000]) // 4
    sent = len(record.attached) + len(record.references)
    read = 1200 + words + 900 * record.spent.searches + 765 * sent
    thought = 64 * len([item for item in record.items if item["type"] == "reasoning"])
    wrote = len(record.text) // 4 + thought + 40 * len(record.pictures)
    return {
        "input_tokens": read,
        "input_tokens_details": {
            "cache_write_tokens": 0,
            "cached_tokens": 1024 if record.previous_response_id else 0,
        },
        "output_tokens": wrote,
        "output_tokens_details": {"reasoning_tokens": thought},
        "total_tokens": read + wrote,
    }

"""Describes a turn's usage in a few words: models, sizes, time, price."""

from bot.core.messages.prices import estimate
from bot.core.turn.events import Usage
from bot.core.turn.turns import Answer


def figures(answer: Answer) -> str:
    """The turn in one line: model, number of pictures, size, time, price.

    Pictures that were there already cost neither time nor money.
    """
    drawn = answer.own_pictures[0] if answer.own_pictures else None
    painted = answer.drawn or any(each.laid for each in answer.charts)
    name = short(answer.image_model) if painted else answer.model
    count = f"{len(answer.own_pictures)} pictures" if answer.is_choice else ""
    size = f"{drawn.width}×{drawn.height}" if drawn and drawn.width else ""
    free = answer.direct and answer.usage == Usage()
    took = "" if free else duration(answer.seconds)
    return " · ".join(p for p in (name, count, size, took, price(answer)) if p)


def price(answer: Answer) -> str:
    """About what the whole turn costs."""
    return in_dollars(estimate(answer.model, answer.image_model, answer.usage))


def in_dollars(dollars: float | None) -> str:
    """A price; empty if it is unknown or zero."""
    if not dollars:
        return ""
    return f"${dollars:.2f}" if dollars >= 0.01 else "under $0.01"


def duration(seconds: float) -> str:
    """How long it took."""
    if seconds < 120:
        return f"{round(seconds)} s"
    return f"{int(seconds // 60)} min {round(seconds % 60)} s"


def short(model: str) -> str:
    """A model's name without its speed."""
    return model.removesuffix("-sunburst").removesuffix("-flare")

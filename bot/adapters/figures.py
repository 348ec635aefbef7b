"""The figures of this process, as Prometheus reads them. Needs the extra `metrics`.

No label contains a team, a channel, a person or a thread: their number grows, and more
people can see figures than a log. Of the models, only the first few get a label.
"""

from collections.abc import Mapping
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

from bot.core.messages.prices import shares
from bot.core.ports import Load
from bot.core.reporting.counters import Counters
from bot.core.reporting.turn_log import End, end_of
from bot.core.turn.asks import Ask
from bot.core.turn.turns import Answer

MOST_MODELS: Final = 20

FAILURES: Final = (
    *("model_busy", "model_quota", "model_setup", "model_unverified", "model_cut"),
    *("model_slow", "model_error", "chat_shut", "bot_error", "given_up"),
)
"""Exported before they happen: Prometheus sees no increase in a figure that did not
exist."""

COUNTERS: Final = {
    "turns": ("Turns that have ended", ("end", "why")),
    "turns_passed_on": ("Turns that moved from one process to another", ("how",)),
    "asks_declined": (
        "Asks declined because too many were waiting in their thread",
        (),
    ),
    "events_missed": ("Payloads from Slack that could not be handled", ()),
    "edits": ("Edits of turns' messages", ("end",)),
    "frames_dropped": ("Views that a newer one overtook before they were sent", ()),
    "slack_calls": ("Calls to Slack's API", ("method", "end")),
    "tokens": ("Tokens that ended turns used", ("model", "kind")),
    "dollars": ("Estimated cost of ended turns", ("model",)),
    "turns_unpriced": ("Ended turns whose cost is not known", ("model",)),
}
SOON: Final = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
LONG: Final = (1, 2.5, 5, 10, 20, 40, 60, 120, 300, 600)
LATE: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
HISTOGRAMS: Final = {
    "turn_seconds": ("From the start of a turn to its answer", ("end",), LONG),
    "first_sight_seconds": ("From the arrival of an ask to its message", (), SOON),
    "preview_delay_seconds": (
        "From the arrival of a preview until it is shown",
        (),
        SOON,
    ),
    "budget_wait_seconds": ("How long calls wait for their budget", ("method",), SOON),
    "loop_lag_seconds": (
        "How late the event loop runs, measured twice a second",
        (),
        LATE,
    ),
}
GAUGES: Final = {
    "queue_turns": ("Turns that are waiting or running in this process", ("state",)),
    "ready": ("Whether a part answers", ("part",)),
}


class Figures(Counters):
    """Implements the port `Counters`, and keeps the figures until they are read."""

    def __init__(self) -> None:
        self._registry = mine = CollectorRegistry()
        # Otherwise each figure would have a second one with its time, which nobody
        # reads.
        disable_created_metrics()  # type: ignore[no-untyped-call] # not typed there
        ProcessCollector(registry=mine)
        self._counters = {
            name: Counter(f"darkroom_{name}", about, labels, registry=mine)
            for name, (about, labels) in COUNTERS.items()
        }
        self._histograms = {
            name: Histogram(
                f"darkroom_{name}", about, labels, registry=mine, buckets=buckets
            )
            for name, (about, labels, buckets) in HISTOGRAMS.items()
        }
        self._gauges = {
            name: Gauge(f"darkroom_{name}", about, labels, registry=mine)
            for name, (about, labels) in GAUGES.items()
        }
        self._models: set[str] = set()
        self._begin()

    def _begin(self) -> None:
        for end in (End.DONE, End.TEXT, End.STOPPED):
            self._counters["turns"].labels(end, "")
        for why in FAILURES:
            self._counters["turns"].labels(End.FAILED, why)
        for how in ("handed_over", "taken_up", "overtaken"):
            self._counters["turns_passed_on"].labels(how)

    def seen(self, seconds: float) -> None:
        self._histograms["first_sight_seconds"].observe(seconds)

    def declined(self, ask: Ask) -> None:
        self._counters["asks_declined"].inc()

    def missed(self) -> None:
        self._counters["events_missed"].inc()

    def passed(self, how: str) -> None:
        self._counters["turns_passed_on"].labels(how).inc()

    def edited(self, how: str) -> None:
        self._counters["edits"].labels(how).inc()

    def dropped(self) -> None:
        self._counters["frames_dropped"].inc()

    def previewed(self, seconds: float) -> None:
        self._histograms["preview_delay_seconds"].observe(seconds)

    def waited(self, method: str, seconds: float) -> None:
        self._histograms["budget_wait_seconds"].labels(method).observe(seconds)

    def called(self, method: str, how: str) -> None:
        self._counters["slack_calls"].labels(method, how).inc()

    def lagged(self, seconds: float) -> None:
        """Note how late the event loop was just now."""
        self._histograms["loop_lag_seconds"].observe(seconds)

    def answered(self, answer: Answer) -> None:
        end = end_of(answer)
        why = answer.why if end in (End.FAILED, End.DECLINED) else ""
        self._counters["turns"].labels(end, why).inc()
        self._histograms["turn_seconds"].labels(end).observe(answer.seconds)
        for share in shares(answer.model, answer.image_model, answer.usage):
            model = self._model(share.model)
            for kind, tokens in share.tokens.items():
                self._counters["tokens"].labels(model, kind).inc(tokens)
            if share.dollars is None:
                self._counters["turns_unpriced"].labels(model).inc()
            else:
                self._counters["dollars"].labels(model).inc(share.dollars)

    def text(self, load: Load | None, troubles: Mapping[str, str]) -> bytes:
        """All figures, with the current load. An unknown load is left out."""
        for part, trouble in troubles.items():
            self._gauges["ready"].labels(part).set(not trouble)
        self._gauges["queue_turns"].clear()
        if load is not None:
            self._gauges["queue_turns"].labels("waiting").set(load.waiting)
            self._gauges["queue_turns"].labels("running").set(load.running)
        return generate_latest(self._registry)

    def _model(self, name: str) -> str:
        """The name, unless there are too many already: OpenAI chooses the names, not
        we."""
        if name not in self._models and len(self._models) >= MOST_MODELS:
            return "other"
        self._models.add(name)
        return name

"""The figures that Prometheus reads after some reports."""

import pytest

from bot.adapters.figures import COUNTERS, GAUGES, HISTOGRAMS, MOST_MODELS, Figures
from bot.core.errors import (
    BotError,
    ChatShut,
    ModelBusy,
    ModelCut,
    ModelError,
    ModelQuota,
    ModelSetup,
    ModelSlow,
)
from bot.core.ports import Load
from bot.core.reporting.kinds import kind
from bot.core.turn.events import Usage
from bot.core.turn.turns import Answer, Outcome
from tests.fakes import ask
from tests.figures import read

USED = Usage(input_tokens=1_000_000, output_tokens=100_000, image_output_tokens=1000)


def text(figures: Figures) -> str:
    return figures.text(None, {}).decode()


def test_what_is_told_is_what_is_read() -> None:
    figures = Figures()
    figures.seen(0.2)
    figures.previewed(3)
    figures.waited("chat.update", 0.5)
    figures.lagged(0.02)
    figures.declined(ask("a wombat"))
    figures.missed()
    figures.passed("taken_up")
    figures.edited("sent")
    figures.dropped()
    figures.called("files.info", "limited")
    found = read(text(figures))
    assert found["darkroom_first_sight_seconds_sum"] == 0.2
    assert found["darkroom_preview_delay_seconds_sum"] == 3
    assert found["darkroom_budget_wait_seconds_sum chat.update"] == 0.5
    assert found["darkroom_loop_lag_seconds_sum"] == 0.02
    assert found["darkroom_asks_declined_total"] == 1
    assert found["darkroom_turns_passed_on_total taken_up"] == 1
    assert found["darkroom_events_missed_total"] == 1
    assert found["darkroom_edits_total sent"] == 1
    assert found["darkroom_frames_dropped_total"] == 1
    assert found["darkroom_slack_calls_total limited files.info"] == 1
    assert "wombat" not in text(figures)


def test_an_end_brings_its_tokens_and_dollars_by_model() -> None:
    figures = Figures()
    used = {"model": "gpt-6.1-sol", "image_model": "gpt-image-2", "usage": USED}
    figures.answered(Answer(Outcome.DONE, seconds=12, **used))  # type: ignore[arg-type] # one kind a field
    found = read(text(figures))
    assert found["darkroom_turns_total text"] == 1
    assert found["darkroom_turn_seconds_sum text"] == 12
    assert found["darkroom_tokens_total input gpt-6.1-sol"] == 1_000_000
    assert found["darkroom_tokens_total image_output gpt-image-2"] == 1000
    assert found["darkroom_dollars_total gpt-6.1-sol"] == pytest.approx(3)
    assert found["darkroom_dollars_total gpt-image-2"] == pytest.approx(0.03)


def test_a_model_without_a_price_costs_nothing_and_is_counted_apart() -> None:
    figures = Figures()
    figures.answered(Answer(Outcome.DONE, model="gpt-9", usage=USED))
    found = read(text(figures))
    assert found["darkroom_turns_unpriced_total gpt-9"] == 1
    assert "darkroom_dollars_total gpt-9" not in found


def test_a_gateway_that_makes_up_models_does_not_make_up_figures() -> None:
    figures = Figures()
    for number in range(MOST_MODELS + 5):
        model = f"model-{number}"
        figures.answered(Answer(Outcome.DONE, model=model, usage=Usage(input_tokens=1)))
    found = read(text(figures))
    assert found["darkroom_tokens_total input other"] == 5
    assert len([name for name in found if "tokens_total input" in name]) == 21


def test_how_things_stand_is_what_stands_now() -> None:
    figures = Figures()
    figures.text(Load(3, 1), {"slack": "", "database": "down"})
    found = read(figures.text(Load(2, 0), {"slack": "down", "database": ""}).decode())
    assert found["darkroom_queue_turns waiting"] == 2
    assert found["darkroom_queue_turns running"] == 0
    assert found["darkroom_ready slack"] == 0
    assert found["darkroom_ready database"] == 1


def test_a_queue_that_cannot_be_asked_has_no_length() -> None:
    figures = Figures()
    figures.text(Load(3, 1), {})
    found = read(figures.text(None, {"database": "down"}).decode())
    assert not [name for name in found if "queue_turns" in name]


def test_no_label_can_grow_without_end() -> None:
    tables = (COUNTERS, HISTOGRAMS, GAUGES)
    labels = {label for table in tables for row in table.values() for label in row[1]}
    assert labels == {
        *("end", "why", "how", "method", "model", "kind", "state", "part")
    }


def test_failures_are_there_before_they_happen_under_their_errors_names() -> None:
    """A failure without a name of its own would be counted under another one,
    unnoticed."""
    found = read(text(Figures()))
    names = {kind(error("")) for error in (ModelBusy, ModelQuota, ModelSetup, ModelCut)}
    names |= {kind(error("")) for error in (ModelSlow, ModelError, ChatShut, BotError)}
    assert all(found[f"darkroom_turns_total failed {name}"] == 0 for name in names)

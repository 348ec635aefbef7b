"""Who owns a turn's words, and which turns follow it."""

import json

from bot.core.belongings import Family, family, names_in, without_names
from bot.core.turn.asks import WITH, claim_anew, repeats
from bot.core.turn.thread import ThreadKey

THREAD = ThreadKey("T1", "C1", "1.1")


def row(turn: int, parent: int | None = None, of: int = 0) -> dict[str, object]:
    claim = claim_anew(THREAD, "redo", of, "9.9") if of else f"T1/C1/{turn}"
    return {"id": turn, "parent": parent, "claim": claim}


def test_a_claim_tells_which_turn_is_repeated() -> None:
    assert repeats(claim_anew(THREAD, "redo", 17, "1.2")) == (17,)
    assert repeats(claim_anew(THREAD, "vary-3", 17, "1.2")) == (17,)


def test_claims_of_other_asks_repeat_nothing() -> None:
    """Whatever Slack puts into them."""
    for claim in ("T1/C1/1.1", "T1/C1/command/redo/17/x", "T1/C1/form/vary-1/17/x"):
        assert repeats(claim) == ()


def test_repeats_of_repeats_belong_to_whoever_wrote_the_words() -> None:
    linked = [row(2, of=1), row(3, of=2)]
    assert family([1], linked) == Family((1, 2, 3))
    assert family([2], linked) == Family((2,))


def test_a_comparison_belongs_to_those_whose_pictures_it_shows() -> None:
    at = WITH.format(turn=1, at="wipe-V1")
    pair = {**row(3, parent=2), "claim": claim_anew(THREAD, "pair", 2, at)}
    assert repeats(claim_anew(THREAD, "pair", 2, at)) == (2, 1)
    assert family([1], [pair]) == Family((1, 3))
    assert family([2], [pair]) == Family((2, 3))
    assert family([4], [pair]) == Family((4,))


def test_what_was_built_on_it_follows_and_does_not_belong() -> None:
    linked = [row(4, parent=3), row(3, parent=1), row(5, parent=2), row(6, 1, of=3)]
    assert family([1], linked) == Family((1,), (3, 4, 6))


def test_notes_that_name_somebodys_files_go_and_others_stay() -> None:
    names = names_in([json.dumps({"attached": [{"name": "granny.png"}]})])
    answer = json.dumps({"notes": ["Not used: granny.png is too large.", "Other."]})
    assert json.loads(without_names(answer, names)) == {"notes": ["Other."]}
    assert without_names(answer, {"fox.png"}) == answer

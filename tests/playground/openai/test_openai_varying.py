"""A variation adds nothing: what is to stay the same is not taken for a wish."""

import pytest

from playground.artist import imagine, revise
from playground.openai.varying import changes_in


@pytest.mark.parametrize(
    "words",
    [
        "a variation of it: the same subject, style and lettering, arranged otherwise",
        "vary it, and keep the colours and the house as they are",
    ],
)
def test_what_is_to_stay_is_no_wish(words: str) -> None:
    scene = imagine("a lighthouse with two boats", seed=3)
    assert revise(scene, changes_in(words)) == (scene, "")


def test_what_is_to_be_the_same_picture_may_change_its_light() -> None:
    scene = imagine("a lighthouse", seed=3)
    _, what = revise(scene, changes_in("the same picture at night"))
    assert what

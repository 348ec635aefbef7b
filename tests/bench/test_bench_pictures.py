"""The bench's pictures are as large as the model's, and can be told apart."""

import io
from pathlib import Path

import pytest
from PIL import Image

from bench import pictures


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pictures")
    pictures.make(made, (pictures.SQUARE,))
    return made


def frames(folder: Path, shape: str) -> dict[str, bytes]:
    kind = pictures.Kind(pictures.SQUARE, shape)
    return {each: kind.path(folder, each).read_bytes() for each in pictures.FRAMES}


def test_their_bytes_are_as_many_as_a_photographs(folder: Path) -> None:
    for data in frames(folder, "png").values():
        assert 1_500_000 <= len(data) <= 2_500_000
    for data in frames(folder, "jpeg").values():
        assert 200_000 <= len(data) <= 400_000


def test_a_frame_is_known_again_after_it_was_made_small(folder: Path) -> None:
    for frame, data in frames(folder, "png").items():
        out = io.BytesIO()
        picture = Image.open(io.BytesIO(data))
        picture.resize((300, 300)).convert("RGB").save(out, "JPEG", quality=60)
        assert pictures.frame_of(out.getvalue()) == frame

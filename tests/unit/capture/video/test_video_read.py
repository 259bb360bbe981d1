from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from overtoe.capture.video import read_video

av = pytest.importorskip("av")


def _plain(path: Path, count: int) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=Fraction(25))
        stream.width, stream.height, stream.pix_fmt = 96, 128, "yuv420p"
        for _ in range(count):
            gray = np.full((128, 96, 3), 90, dtype=np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(gray, format="rgb24")))
        container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize("count", [1, 3])
def test_nobody_in_the_picture_is_a_recording_without_positions(tmp_path: Path, count: int) -> None:
    recording = read_video(_plain(tmp_path / "nobody.mp4", count))
    assert recording.positions.shape == (count, 21, 2)
    assert np.isnan(recording.positions).all()
    assert recording.confidence.max() == 0
    assert recording.scene is not None
    assert recording.scene.brightness == pytest.approx(90 / 255, abs=0.02)
    assert recording.frame_size_px == (96, 128)

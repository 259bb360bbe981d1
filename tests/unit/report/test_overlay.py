"""The overlay plays on a phone and draws where the motion says."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from overtoe.report import lettering, paint
from overtoe.report.overlay import write_overlay

av = pytest.importorskip("av")


def _gray_clip(path, times_s, size):
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, 90_000)
        for time in times_s:
            picture = np.full((size[1], size[0], 3), 90, dtype=np.uint8)
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = round(time * 90_000), stream.time_base
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def _read(path):
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        frames = [(float(f.pts * f.time_base), f.to_ndarray(format="rgb24")) for f in container.decode(stream)]  # fmt: skip  # noqa: E501
        return stream.codec_context.name, stream.codec_context.pix_fmt, frames


def test_the_leg_is_drawn_where_it_was_fitted_at_the_clip_s_own_times(squat, tmp_path):
    size, times = squat.recording.frame_size_px, squat.motion.times_s[:48]
    clip = _gray_clip(tmp_path / "clip.mp4", times, size)
    shares = []
    out = write_overlay(clip, tmp_path / "out.mp4", squat.motion, progress=shares.append)
    codec, form, frames = _read(out)
    assert (codec, form) == ("h264", "yuv420p")
    assert [time for time, _ in frames] == pytest.approx(list(times - times[0]), abs=1e-3)
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(48 / len(squat.motion.times_s))
    picture = frames[45][1]
    knee, hip = (squat.motion.fitted_px[name][45] for name in ("knee", "hip"))
    x, y = (knee + hip) / 2
    red, _, blue = (int(value) for value in picture[round(size[1] - y), round(x)])
    assert red > blue + 60  # the knee's colour on a gray clip
    far = picture[-5, 5].astype(int)
    assert np.abs(far - 90).max() < 12


def test_the_index_stands_in_front(squat, tmp_path):
    clip = _gray_clip(
        tmp_path / "clip.mp4", squat.motion.times_s[:5], squat.recording.frame_size_px
    )
    content = write_overlay(clip, tmp_path / "out.mp4", squat.motion).read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


def test_odd_sizes_become_even_and_unmeasured_clips_are_copied(squat, tmp_path):
    times = np.arange(4) / 25
    clip = tmp_path / "odd.gif"
    with av.open(str(clip), "w") as container:
        stream = container.add_stream("gif", rate=25)
        stream.width, stream.height, stream.pix_fmt = 81, 61, "rgb8"
        for _ in times:
            picture = np.zeros((61, 81, 3), dtype=np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))
    out = write_overlay(clip, tmp_path / "out.mp4", replace(squat.motion, reps=(), fitted_px={}))
    _, _, frames = _read(out)
    assert frames[0][1].shape == (60, 80, 3)
    assert np.ptp(frames[0][1].astype(int)) < 12


def test_a_painted_line_has_its_width_and_color():
    picture = np.zeros((40, 40, 3), dtype=np.uint8)
    paint.line(picture, [(5, 20), (35, 20)], (200, 100, 50), 6)
    assert tuple(picture[20, 20]) == (200, 100, 50)
    # Six pixels wide: all that it covers of column 20 adds up to six whole pixels.
    assert picture[:, 20, 0].sum() / 200 == pytest.approx(6, abs=0.1)


def test_lines_beyond_the_picture_and_gaps_paint_nothing():
    picture = np.zeros((20, 20, 3), dtype=np.uint8)
    paint.line(picture, [(-50, -50), (-10, -20)], (255, 255, 255), 4)
    paint.line(picture, [(5, 5), (np.nan, np.nan), (15, 15)], (255, 255, 255), 4)
    assert picture.max() == 0
    assert list(paint.dashes((np.nan, 0), (1, 1), 3)) == []


def test_dashes_are_as_long_as_their_gaps():
    pieces = list(paint.dashes((0, 0), (0, 10), 2))
    assert [(start[1], end[1]) for start, end in pieces] == [(0, 2), (4, 6), (8, 10)]


def test_every_letter_that_the_overlay_writes_has_strokes():
    assert len(lettering.strokes("rep 12/345 67890 +−. cm", height=6)) > 20
    assert lettering.width("", height=6) == 0
    assert lettering.width("00", height=6) == pytest.approx(9.6)

from __future__ import annotations

import struct
import wave
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from overtoe.capture.video import probe, read_frames
from overtoe.capture.video.decode import frames, scaler, size_at
from overtoe.errors import UnreadableError

av = pytest.importorskip("av")

TIMES_S = (0.0, 0.04, 0.08, 0.30, 0.33, 0.90)
"""Uneven on purpose, as a phone's are when it drops frames."""


def _written(path: Path, times_s: tuple[float, ...] = TIMES_S) -> Path:
    """A clip whose first six frames are gray with luma 30 n, and brighter in its right half."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", options={"crf": "1"})
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, 90_000)
        for number, time in enumerate(times_s):
            picture = np.full((48, 64, 3), 30 * (number % 6), dtype=np.uint8)
            picture[:, 32:] += 60
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = round(time * 90_000), stream.time_base
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def test_times_are_presentation_times(tmp_path: Path) -> None:
    clip = probe(_written(tmp_path / "uneven.mp4"))
    assert clip.size_px == (64, 48)
    assert [frame.time_s for frame in frames(clip)] == pytest.approx(TIMES_S, abs=1e-4)


def test_frames_nearest_to_the_asked_times_come_in_their_order(tmp_path: Path) -> None:
    path = _written(tmp_path / "uneven.mp4")
    late, early = read_frames(path, [0.35, 0.01])
    assert late.shape == early.shape == (48, 64, 3)
    # Frame 4 (0.33 s) and frame 0: luma 120 and 0 in the left half, 60 more in the right.
    assert abs(int(late[24, 10, 0]) - 120) < 6
    assert abs(int(late[24, 54, 0]) - 180) < 6
    assert int(early[24, 10, 0]) < 6


def test_no_times_no_frames(tmp_path: Path) -> None:
    assert read_frames(_written(tmp_path / "a.mp4"), []) == []


def test_scaling_goes_down_but_never_up(tmp_path: Path) -> None:
    clip = probe(_written(tmp_path / "a.mp4"))
    assert size_at(clip, 24) == (32, 24)
    assert size_at(clip, 1000) == (64, 48)
    first = next(frames(clip))
    assert first.rgb((32, 24), scaler()).shape == (24, 32, 3)
    assert first.gray((32, 24), scaler()).shape == (24, 32)


@pytest.mark.parametrize("height", [448, 377, 320, 301])
def test_a_small_picture_s_colors_are_the_same_each_time(tmp_path: Path, height: int) -> None:
    # Color converters work in steps; a row that ends within one must not hold what lay in memory.
    path = tmp_path / "noise.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 360, 640, "yuv420p"
        noise = np.random.default_rng(2).integers(0, 256, (12, 640, 360, 3), dtype=np.uint8)
        for picture in noise:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))
    clip = probe(path)

    def read() -> list[np.ndarray]:
        small, colors, size = scaler(), scaler(), size_at(clip, height)
        return [frame.small(size, small).rgba(colors)[..., :3].copy() for frame in frames(clip)]

    first = read()
    for _ in range(4):
        assert all(np.array_equal(a, b) for a, b in zip(first, read(), strict=True))


def test_a_damaged_end_leaves_the_beginning(tmp_path: Path) -> None:
    times = tuple(number / 25 for number in range(60))
    whole = _written(tmp_path / "whole.ts", times).read_bytes()
    cut = tmp_path / "cut.ts"
    cut.write_bytes(whole[: len(whole) * 2 // 3])
    count = len(list(frames(probe(cut))))
    assert 0 < count < 60


def _audio(path: Path) -> Path:
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(8000))
    return path


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("missing.mp4", None, "FILE_MISSING"),
        ("empty.mp4", b"", "VIDEO_EMPTY"),
        ("letter.mp4", b"Dear reader,\n" * 100, "VIDEO_UNREADABLE"),
        ("noise.mp4", np.random.default_rng(0).bytes(50_000), "VIDEO_UNREADABLE"),
    ],
)
def test_what_is_no_video_gets_its_sentence(
    tmp_path: Path, name: str, content: bytes | None, code: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableError) as caught:
        probe(path)
    assert caught.value.code == code
    assert name in caught.value.text


def test_folders_and_sound_get_their_sentences(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as caught:
        probe(tmp_path)
    assert caught.value.code == "FILE_IS_FOLDER"
    with pytest.raises(UnreadableError) as caught:
        probe(_audio(tmp_path / "sound.wav"))
    assert caught.value.code == "VIDEO_NO_PICTURE"


def test_a_clip_without_its_index_is_unreadable(tmp_path: Path) -> None:
    whole = _written(tmp_path / "whole.mp4", tuple(n / 25 for n in range(50))).read_bytes()
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnreadableError, match="cut short"):
        probe(cut)


@pytest.mark.parametrize(
    ("matrix", "bright"),
    [
        ((1, 0, 0, 1), (0, 0)),
        ((0, 1, -1, 0), (0, 1)),
        ((-1, 0, 0, -1), (1, 1)),
        ((0, -1, 1, 0), (1, 0)),
    ],
)
def test_every_quarter_turn_in_the_metadata_is_applied(
    tmp_path: Path, matrix: tuple[int, ...], bright: tuple[int, int]
) -> None:
    # ISO 14496-12, 8.3.2: a stored point (p, q) is shown at (a p + c q + x, b p + d q + y). The
    # stored picture's upper left corner is bright; (0, 1, −1, 0) shows it at the upper right.
    clip = probe(_turned(_corner(tmp_path / "stored.mp4"), matrix))
    size = (64, 48) if matrix[0] else (48, 64)
    assert clip.size_px == size
    (whole,) = read_frames(clip.path, [0.0])
    frame, converter = next(frames(clip)), scaler()
    small = frame.small(size_at(clip, size[1] // 2), scaler()).rgba(converter)[..., :3]
    gray = frame.gray(size_at(clip, size[1] // 2), converter)
    for picture in (whole.mean(axis=2), small.mean(axis=2), gray):
        height, width = picture.shape
        halves = picture.reshape(2, height // 2, 2, width // 2).mean(axis=(1, 3))
        assert np.unravel_index(halves.argmax(), (2, 2)) == bright


def _corner(path: Path) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25, options={"crf": "1"})
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        picture = np.full((48, 64, 3), 60, dtype=np.uint8)
        picture[:24, :32] = 200
        for _ in range(3):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))
    return path


def _turned(path: Path, matrix: tuple[int, ...]) -> Path:
    """Write a matrix (a, b, c, d) into the track header, where phones put it."""
    data = bytearray(path.read_bytes())
    # Box name; version and flags, four times and numbers, duration, reserved, layer to volume.
    begin = data.index(b"tkhd") + 4 + 4 + 20 + 16
    a, b, c, d = (65536 * value for value in matrix)
    struct.pack_into(">9i", data, begin, a, b, 0, c, d, 0, 0, 0, 1 << 30)
    path.write_bytes(data)
    return path


@pytest.mark.recordings
def test_a_rotation_flag_is_applied(recordings: Path) -> None:
    clips = recordings / "clips"
    turned = probe(clips / "rohan_rotmeta90.mp4")
    assert turned.size_px == (608, 1080)
    # The copy holds seconds 8 to 19 of the original, so its first picture is the one at 8 s.
    (copy,) = read_frames(turned.path, [0.0])
    (original,) = read_frames(clips / "v01_rohan_backsquat_side.mp4", [8.0])
    apart = np.abs(copy.astype(int) - original.astype(int)).mean()
    assert apart < 8  # of 255; a half turn or a mirror image differ by more than 40

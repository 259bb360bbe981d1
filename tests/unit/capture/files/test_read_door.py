"""One door for all files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from overtoe.capture.read import kind_of, read_recording
from overtoe.errors import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.txt", b"PathFileType\t4", "trc"),
        ("a.txt", b"Coordinates\nendheader\n", "sto"),
        ("a.c3d", b"\x02\x50rest", "c3d"),
        ("A.TRC", b"anything", "trc"),
        ("a.json", b"{}", "json"),
        ("a.csv", b"time_s", "csv"),
        ("a.mov", b"\0\0\0\x18ftypqt", "video"),
    ],
)
def test_content_decides_then_the_ending(tmp_path: Path, name: str, head: bytes, kind: str) -> None:
    path = tmp_path / name
    path.write_bytes(head)
    assert kind_of(path) == kind


def test_missing_file_and_empty_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_recording(tmp_path / "no.mp4")
    assert caught.value.code == "FILE_MISSING"
    empty = tmp_path / "empty.mp4"
    empty.touch()
    with pytest.raises(UnreadableError) as caught:
        read_recording(empty)
    assert caught.value.code == "FILE_EMPTY"


def test_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_recording(tmp_path)
    assert caught.value.code == "FOLDER_EMPTY"

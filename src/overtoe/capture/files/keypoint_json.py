"""Landmark JSON: OpenPose frames, COCO-like lists, MediaPipe frames."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from overtoe.capture.files.keypoints import Keypoints, recording_from_keypoints
from overtoe.capture.files.landmark_json import MARK, recording_from_document
from overtoe.capture.files.text import read_lines
from overtoe.errors import UnreadableError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.capture.recording import Recording

    Floats = NDArray[np.float64]


def recording_from_json(path: Path) -> Recording:
    """Landmarks from one JSON file.

    Knows our own form, OpenPose (one frame, or a list of frames with ``people``), lists of
    detections with ``image_id`` and ``keypoints`` (COCO results, AlphaPose), ``instance_info``
    (MMPose), and frames with 33 ``landmarks`` (MediaPipe). With several people, the largest one of
    the first frame is followed.

    Raises
    ------
    UnreadableError
        ``JSON_DAMAGED`` or ``JSON_UNKNOWN``, and those of
        :func:`overtoe.capture.files.keypoints.recording_from_keypoints`.
    """
    content = _load(path)
    if isinstance(content, dict) and MARK in content:
        return _own(path.name, content)
    return recording_from_keypoints(_keypoints(path.name, content))


def _own(name: str, document: dict[str, Any]) -> Recording:
    try:
        return recording_from_document(document)
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableError(
            "JSON_INCOMPLETE",
            f"“{name}” begins like Overtoe's landmarks but isn't complete ({error}). Write "
            "it again.",
        ) from error


def recording_from_folder(path: Path) -> Recording:
    """Landmarks from a folder of OpenPose frames (``…_keypoints.json``), in the order of names."""
    files = sorted(path.glob("*_keypoints.json")) or sorted(path.glob("*.json"))
    if not files:
        raise UnreadableError(
            "FOLDER_EMPTY",
            f"The folder “{path.name}” holds no landmark files (…_keypoints.json). Give a file, or "
            "the folder that OpenPose wrote.",
        )
    frames = [_load(file) for file in files]
    return recording_from_keypoints(_keypoints(path.name, frames))


def _load(path: Path) -> Any:
    try:
        return json.loads("\n".join(read_lines(path)))
    except ValueError as error:
        raise UnreadableError(
            "JSON_DAMAGED",
            f"“{path.name}” isn't complete JSON ({error}). The file is damaged or cut off; "
            "write it again.",
        ) from error


def _keypoints(name: str, content: Any) -> Keypoints:
    try:
        frames = _frames(content)
        people = [[_triples(person) for person in frame] for frame in frames]
        points = follow_largest(people)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise _unknown(name) from error
    if points is None:
        raise _unknown(name)
    return Keypoints(name, points, _times(content), _picture_size(content))


def _unknown(name: str) -> UnreadableError:
    return UnreadableError(
        "JSON_UNKNOWN",
        f"“{name}” is JSON, but not landmarks in a layout that Overtoe knows: OpenPose people, "
        "COCO keypoints, MMPose instances or MediaPipe landmarks (docs/formats.md).",
    )


def _frames(content: Any) -> list[list[Any]]:
    """People of every frame, as the file has them."""
    if isinstance(content, dict):
        for key in ("frames", "instance_info"):
            if key in content:
                return _frames(content[key])
        content = [content]
    if content and "image_id" in content[0]:
        return _by_image(content)
    return [_people(frame) for frame in content]


def _people(frame: dict[str, Any]) -> list[Any]:
    for key in ("people", "instances", "poses"):
        if key in frame:
            return list(frame[key])
    return [frame]


def _by_image(detections: list[dict[str, Any]]) -> list[list[Any]]:
    images: dict[Any, list[Any]] = {}
    for detection in detections:
        images.setdefault(detection["image_id"], []).append(detection)
    return [images[image] for image in sorted(images, key=_image_order)]


def _image_order(image: Any) -> tuple[int, str]:
    digits = "".join(letter for letter in str(image) if letter.isdigit())
    return int(digits or 0), str(image)


def _triples(person: Any) -> Floats:
    """Keypoints of one person as (keypoints, 3): x, y, confidence."""
    if "landmarks" in person:
        marks = person["landmarks"]
        return np.array([[m["x"], m["y"], m.get("visibility", 1.0)] for m in marks], dtype=float)
    values = np.array(person.get("pose_keypoints_2d", person.get("keypoints")), dtype=float)
    if values.ndim == 2 and "keypoint_scores" in person:
        scores = np.array(person["keypoint_scores"], dtype=float)
        return np.column_stack([values[:, :2], scores])
    return values.reshape(-1, 3)


def follow_largest(people: list[list[Floats]]) -> Floats | None:
    """One person through all frames: the largest at first, then the one nearest to where it was.

    (frames, keypoints, 3); NaN in frames without anybody; None when nobody is in any frame.
    """
    counts = {len(person) for frame in people for person in frame if len(person)}
    if len(counts) != 1:
        return None
    path = np.full((len(people), counts.pop(), 3), np.nan)
    last: Floats | None = None
    for index, frame in enumerate(people):
        seen = [person for person in frame if (person[:, 2] > 0).any()]
        if not seen:
            continue
        chosen = max(seen, key=_height) if last is None else min(seen, key=_distance_from(last))
        path[index] = chosen
        last = _middle(chosen)
    return path


def _height(person: Floats) -> float:
    rows = person[person[:, 2] > 0, 1]
    return float(np.ptp(rows))


def _middle(person: Floats) -> Floats:
    middle: Floats = np.median(person[person[:, 2] > 0, :2], axis=0)
    return middle


def _distance_from(last: Floats) -> Any:
    return lambda person: float(np.linalg.norm(_middle(person) - last))


def _times(content: Any) -> Floats | None:
    frames = content.get("frames") if isinstance(content, dict) else content
    if not isinstance(frames, list) or not frames or not isinstance(frames[0], dict):
        return None
    for key, factor in (("time_s", 1.0), ("timestamp_ms", 0.001)):
        if all(key in frame for frame in frames):
            return np.array([float(frame[key]) * factor for frame in frames])
    if isinstance(content, dict) and content.get("fps"):
        return np.arange(len(frames)) / float(content["fps"])
    return None


def _picture_size(content: Any) -> tuple[int, int] | None:
    if isinstance(content, dict) and content.get("width") and content.get("height"):
        return int(content["width"]), int(content["height"])
    return None

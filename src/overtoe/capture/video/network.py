"""The two networks: one finds people, one finds the landmarks of one person.

BlazePose: Bazarevsky et al. 2020, *BlazePose: on-device real-time body pose tracking*,
arXiv:2006.10204; the 39-landmark network after Grishchenko et al. 2022, *BlazePose GHUM holistic*,
arXiv:2206.11678. Each interpreter runs on one thread: two clips of work side by side use two cores
better than one network on both, and the numbers don't depend on how many there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from overtoe.capture.video.parts import interpreter, weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Singles = NDArray[np.float32]

Model = Literal["lite", "full", "heavy"]

DETECTOR_PX: Final = 224
LANDMARK_PX: Final = 256
LANDMARK_COUNT: Final = 39


@dataclass(frozen=True, eq=False)
class RawPose:
    """What the landmark network says about one crop.

    ``points`` (39, 5): x, y, z in crop pixels, then logits of visibility and presence. ``score`` is
    the probability that a person is there, ``heatmaps`` (64, 64, 39) logits, ``world_m`` (39, 3).
    """

    points: Singles
    score: float
    heatmaps: Singles
    world_m: Singles


class Detector:
    """Person detector: a square picture in, raw boxes and their logits out."""

    def __init__(self) -> None:
        self._network = _Network("detector")

    def __call__(self, picture: Singles) -> tuple[Singles, Singles]:
        """Raw boxes (2254, 12) and logits (2254,) for a (224, 224, 3) picture from -1 to 1."""
        found = self._network(picture)
        return found[(1, 2254, 12)][0], found[(1, 2254, 1)][0, :, 0]


class LandmarkNetwork:
    """Landmark network: a person's square crop in, 39 points out."""

    def __init__(self, model: Model = "full") -> None:
        self._network = _Network(model)

    def __call__(self, crop: Singles) -> RawPose:
        """Landmarks of a (256, 256, 3) crop from 0 to 1."""
        found = self._network(crop)
        return RawPose(
            points=found[(1, 195)].reshape(LANDMARK_COUNT, 5),
            score=float(found[(1, 1)][0, 0]),
            heatmaps=found[(1, 64, 64, LANDMARK_COUNT)][0],
            world_m=found[(1, 117)].reshape(LANDMARK_COUNT, 3),
        )


class _Network:
    def __init__(self, name: str) -> None:
        self._runner: Any = interpreter()(model_content=weights(name), num_threads=1)
        self._runner.allocate_tensors()
        self._input = self._runner.get_input_details()[0]["index"]
        self._outputs = {
            tuple(int(side) for side in detail["shape"]): detail["index"]
            for detail in self._runner.get_output_details()
        }

    def __call__(self, picture: Singles) -> dict[tuple[int, ...], Singles]:
        self._runner.set_tensor(self._input, picture[np.newaxis])
        self._runner.invoke()
        return {shape: self._runner.get_tensor(index) for shape, index in self._outputs.items()}

"""The two networks: one finds people, one finds the landmarks of one person.

BlazePose: Bazarevsky et al. 2020, *BlazePose: on-device real-time body pose tracking*,
arXiv:2006.10204; the 39-landmark network after Grishchenko et al. 2022, *BlazePose GHUM holistic*,
arXiv:2206.11678. Each interpreter runs on one thread: two clips of work side by side use two cores
better than one network on both, and the numbers don't depend on how many there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from overtoe.capture.video.crop import Cutter
from overtoe.capture.video.parts import interpreter, quiet, weights
from overtoe.capture.video.trim import without_outputs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.capture.video.crop import Region

    Picture = NDArray[np.uint8]
    Singles = NDArray[np.float32]

Model = Literal["lite", "full", "heavy"]

DETECTOR_PX: Final = 224
LANDMARK_PX: Final = 256
LANDMARK_COUNT: Final = 39
MASK_SHAPE: Final = (1, LANDMARK_PX, LANDMARK_PX, 1)


@dataclass(frozen=True, eq=False)
class RawPose:
    """What the landmark network says about one crop.

    ``points`` (39, 5): x, y, z in crop pixels, then logits of visibility and presence. ``score`` is
    the probability that a person is there, ``heatmaps`` (64, 64, 39) logits, ``world_m`` (39, 3).
    Valid until the network's next answer.
    """

    points: Singles
    score: float
    heatmaps: Singles
    world_m: Singles


class Detector:
    """Person detector: looks at a square of a picture; one per thread."""

    def __init__(self) -> None:
        self._network = _Network("detector", Cutter(DETECTOR_PX, low=-1.0))

    def __call__(
        self, picture: Picture, region: Region, *, width: float | None = None
    ) -> tuple[Singles, Singles]:
        """Raw boxes (2254, 12) and logits (2254,); ``width`` as for :class:`Cutter`."""
        found = self._network(picture, region, width)
        return found[(1, 2254, 12)][0], found[(1, 2254, 1)][0, :, 0]


class LandmarkNetwork:
    """Landmark network: looks at one person's square of a picture; one per thread."""

    def __init__(self, model: Model = "full") -> None:
        self._network = _Network(model, Cutter(LANDMARK_PX))

    def __call__(self, picture: Picture, region: Region, *, width: float | None = None) -> RawPose:
        """The 39 points in the region; ``width`` as for :class:`Cutter`."""
        found = self._network(picture, region, width)
        return RawPose(
            points=found[(1, 195)].reshape(LANDMARK_COUNT, 5),
            score=float(found[(1, 1)][0, 0]),
            heatmaps=found[(1, 64, 64, LANDMARK_COUNT)][0],
            world_m=found[(1, 117)].reshape(LANDMARK_COUNT, 3),
        )


class _Network:
    """One interpreter. Pictures are cut straight into its memory, and answers are views into it.

    Copies of pictures and heatmaps would take a sixth of the time. A view must be let go before the
    next call.
    """

    def __init__(self, name: str, cutter: Cutter) -> None:
        content = _trimmed(name)
        with quiet():
            self._runner: Any = interpreter()(model_content=content, num_threads=1)
            self._runner.allocate_tensors()
        self._cut = cutter
        self._input = self._runner.tensor(self._runner.get_input_details()[0]["index"])
        self._outputs = {
            tuple(int(side) for side in detail["shape"]): self._runner.tensor(detail["index"])
            for detail in self._runner.get_output_details()
        }

    def __call__(
        self, picture: Picture, region: Region, width: float | None
    ) -> dict[tuple[int, ...], Singles]:
        self._cut(picture, region, out=self._input()[0], width=width)
        self._runner.invoke()
        return {shape: view() for shape, view in self._outputs.items()}


@cache
def _trimmed(name: str) -> bytes:
    """The network without the segmentation mask, which takes a third of its time."""
    whole = weights(name)
    with quiet():
        outputs = interpreter()(model_content=whole, num_threads=1).get_output_details()
    masks = [output["index"] for output in outputs if tuple(output["shape"]) == MASK_SHAPE]
    return without_outputs(whole, masks) if masks else whole

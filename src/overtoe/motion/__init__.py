"""From a recording to one rigid body in its sagittal plane: angles, repetitions, travel."""

from overtoe.motion.measure import measure
from overtoe.motion.types import Motion, Repetition

__all__ = ["Motion", "Repetition", "measure"]

"""From a video clip to the landmarks of one lifter."""

from overtoe.capture.video.decode import Clip, probe, read_frames
from overtoe.capture.video.read import read_video

__all__ = ["Clip", "probe", "read_frames", "read_video"]

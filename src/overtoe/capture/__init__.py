"""From files to one recording: video, motion capture, landmarks."""

from overtoe.capture.read import read_recording
from overtoe.capture.write import write_landmarks

__all__ = ["read_recording", "write_landmarks"]

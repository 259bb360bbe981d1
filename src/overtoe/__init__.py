"""Overtoe: knees-over-toes training, measured.

Importing the package is cheap: no video stack, no web framework. Rooms are imported by name,
``from overtoe.capture import read_recording``.
"""

__version__ = "0.1.0"

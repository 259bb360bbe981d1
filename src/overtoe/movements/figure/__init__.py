"""Small line drawings of any rung, from its posture template: one renderer for every door.

>>> from overtoe.movements import catalogue, figure
>>> drawing = figure.svg(catalogue().rungs["split-squat.5"], at="both")
>>> drawing.startswith("<svg"), "<title>" in drawing
(True, True)
"""

from overtoe.movements.figure.draw import At, Theme, svg
from overtoe.movements.figure.page import page
from overtoe.movements.figure.skeleton import Skeleton, skeletons

__all__ = ["At", "Skeleton", "Theme", "page", "skeletons", "svg"]

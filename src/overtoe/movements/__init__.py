"""The exercise catalogue as reviewed data, and the demand that the engine computes from it.

>>> from overtoe.movements import catalogue
>>> "split-squat" in catalogue().ladders
True
"""

from overtoe.movements.loader import catalogue
from overtoe.movements.types import (
    Catalogue,
    Dose,
    EvidenceGrade,
    Exit,
    Fault,
    Film,
    Ladder,
    Load,
    Movement,
    Needs,
    Rung,
    Source,
)

__all__ = [
    "Catalogue",
    "Dose",
    "EvidenceGrade",
    "Exit",
    "Fault",
    "Film",
    "Ladder",
    "Load",
    "Movement",
    "Needs",
    "Rung",
    "Source",
    "catalogue",
]

"""The exercise catalogue as reviewed data, and the demand that the engine computes from it.

>>> from overtoe.movements import catalogue
>>> "split-squat" in catalogue().ladders
True
"""

from overtoe.movements.demands import Demand, demand
from overtoe.movements.exposure import TissueDose, repetitions, tissue_dose
from overtoe.movements.loader import catalogue
from overtoe.movements.postures import Limb, Pose, Posture
from overtoe.movements.ready import Evidence, Readiness, readiness
from overtoe.movements.task_list import Need, Task, task, tasks
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
    "Demand",
    "Dose",
    "Evidence",
    "EvidenceGrade",
    "Exit",
    "Fault",
    "Film",
    "Ladder",
    "Limb",
    "Load",
    "Movement",
    "Need",
    "Needs",
    "Pose",
    "Posture",
    "Readiness",
    "Rung",
    "Source",
    "Task",
    "TissueDose",
    "catalogue",
    "demand",
    "readiness",
    "repetitions",
    "task",
    "tasks",
    "tissue_dose",
]

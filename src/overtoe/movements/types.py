"""What the catalogue holds: ladders of rungs, and everything a program needs to know about each.

Angles are radians inside (the data files are written in degrees), masses kilograms, times seconds.
Percentages stay percentages where the name says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from overtoe.movements.postures import Posture

Sides = Literal["both", "each", "alternate"]
LoadKind = Literal["none", "percent_bw", "kg"]
Climb = Literal["demand", "load", "range", "lever", "stability", "speed", "dose"]
Grade = Literal["A", "B", "C", "D"]
Basis = Literal["paper", "geometry", "convention", "memory"]
Heel = Literal["flat", "raised", "lifts", "free"]


@dataclass(frozen=True)
class Dose:
    """How much of it: sets of reps, seconds or meters (lowest and highest of the range).

    Exactly one of ``reps``, ``seconds``, ``meters`` is given. Each-side movements count per side.
    """

    sets: int
    reps: tuple[int, int] | None
    seconds: tuple[float, float] | None
    meters: tuple[float, float] | None
    tempo: str | None
    rest_s: float

    @property
    def tempo_s(self) -> float:
        """Seconds per repetition, from the tempo "down-hold-up"; 3 s where none is set.

        >>> Dose(3, (8, 12), None, None, "3-1-1", 60).tempo_s
        5.0
        """
        return float(sum(int(part) for part in self.tempo.split("-"))) if self.tempo else 3.0

    @property
    def set_s(self) -> float:
        """Seconds that one set takes on one side, at the top of the range.

        >>> Dose(3, (8, 12), None, None, "3-1-1", 60).set_s
        60.0
        """
        if self.reps is not None:
            return self.reps[1] * self.tempo_s
        if self.seconds is not None:
            return self.seconds[1]
        return self.meters[1] / WALKING_MPS if self.meters is not None else 0.0


WALKING_MPS = 0.7
"""Pace of loaded walking and dragging that plans reckon with; a house convention."""


@dataclass(frozen=True)
class Load:
    """What may be added to the body, in percent of body mass or in kilograms.

    ``start`` to ``maximum`` in steps of ``increment``; ``pieces`` is the number of equal
    implements that share it (two dumbbells), ``held`` where it sits (``hands``, ``chest``,
    ``back``, ``shoulders``, ``overhead``, ``ankle``, ``foot``, ``hips``, ``knees``, ``dragged``,
    ``band``).
    """

    kind: LoadKind
    start: float = 0.0
    increment: float = 0.0
    maximum: float = 0.0
    pieces: int = 1
    held: str | None = None

    def kilograms(self, body_mass_kg: float, value: float | None = None) -> float:
        """Mass of a load value (by default the start) for this body.

        >>> Load("percent_bw", 10, 5, 25).kilograms(80)
        8.0
        """
        amount = self.start if value is None else value
        if self.kind == "percent_bw":
            return amount * body_mass_kg / 100
        return amount if self.kind == "kg" else 0.0


@dataclass(frozen=True)
class Exit:
    """When to climb: this many good sets of this size, in two sessions running."""

    sets: int
    reps: int | None
    seconds: float | None
    meters: float | None
    note: str | None


@dataclass(frozen=True)
class Fault:
    """Something that can be seen on a clip: its sentence and the measure that scores it."""

    text: str
    measure: str | None


@dataclass(frozen=True)
class Film:
    """How to film it: the view and one tip."""

    view: Literal["side", "front", "side and front", "none"]
    tip: str


@dataclass(frozen=True)
class EvidenceGrade:
    """Strength A to D, the sources behind it, and where the numbers come from.

    A pooled randomised trials of this movement, B one randomised trial or pooled trials of
    programs that hold it, C biomechanics or muscle activity only, D convention.
    """

    grade: Grade
    sources: tuple[str, ...]
    basis: Basis
    note: str | None


@dataclass(frozen=True)
class Needs:
    """Joint range that the rung asks for, radians; None where it asks for nothing special."""

    dorsiflexion_rad: float | None = None
    knee_flexion_rad: float | None = None
    hip_flexion_rad: float | None = None


@dataclass(frozen=True)
class Rung:
    """One step of a ladder: a movement at one difficulty, with everything a session needs.

    ``targets`` are fractional sets per set by muscle; ``tissues`` the relative stress of one
    repetition at the start load, on a scale where 1 is the hardest entry known for that tissue.
    ``equipment`` is what is needed, ``optional`` what helps; ``height_cm`` the range of the step,
    box, bench or chair. ``climbs_in`` says in what this rung is harder than the one before it.
    """

    id: str
    ladder: str
    number: int
    movement: str
    name: str
    pattern: str
    kind: str
    stance: str
    sides: Sides
    equipment: frozenset[str]
    optional: frozenset[str]
    height_cm: tuple[float, float] | None
    dose: Dose
    setup_s: float
    load: Load
    entry: str
    exit: Exit
    climbs_in: tuple[Climb, ...]
    cues: tuple[str, ...]
    faults: tuple[Fault, ...]
    film: Film
    contraindications: tuple[str, ...]
    targets: Mapping[str, float] = field(hash=False)
    tissues: Mapping[str, float] = field(hash=False)
    tissue_basis: Basis
    recovery_h: float
    warmup: bool
    heel: Heel
    needs: Needs
    evidence: EvidenceGrade
    easier: str | None
    harder: str | None
    posture: Posture | None = field(hash=False)
    not_computed: str | None
    """Why the engine computes no demand; None where it does."""


@dataclass(frozen=True)
class Movement:
    """An exercise with a name of its own; a ladder holds one or more."""

    id: str
    name: str
    ladder: str
    rungs: tuple[str, ...]


@dataclass(frozen=True)
class Ladder:
    """Rungs from the easiest to the hardest."""

    id: str
    name: str
    family: str
    pattern: str
    purpose: str
    default: bool
    """False for ladders that a program uses only when asked to."""
    rungs: tuple[Rung, ...]


@dataclass(frozen=True)
class Source:
    """Where a number or a rule was read."""

    id: str
    text: str
    link: str | None
    seen: str


@dataclass(frozen=True)
class Catalogue:
    """All ladders, movements and rungs by id, with the vocabularies they refer to."""

    ladders: Mapping[str, Ladder] = field(hash=False)
    movements: Mapping[str, Movement] = field(hash=False)
    rungs: Mapping[str, Rung] = field(hash=False)
    sources: Mapping[str, Source] = field(hash=False)
    equipment: Mapping[str, str] = field(hash=False)
    contraindications: Mapping[str, str] = field(hash=False)
    muscles: Mapping[str, str] = field(hash=False)
    tissues: Mapping[str, str] = field(hash=False)

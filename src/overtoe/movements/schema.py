"""The shape of the catalogue's data files; everything is checked here, once, when it is loaded."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from overtoe.movements.postures import Model, Rest, Support, View
from overtoe.movements.types import Basis, Climb, Grade, Heel, LoadKind, Sides

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
RungId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.\d+$")]
Sentence = Annotated[str, Field(min_length=3, max_length=160)]
Triple = tuple[float, float, float]
Pair = tuple[float, float]

Pattern = Literal[
    "ankle", "calf", "knee-extension", "squat", "split", "step", "hinge", "knee-curl",
    "hip-flexion", "adduction", "abduction", "trunk-front", "trunk-side", "trunk-back",
    "push-horizontal", "push-vertical", "pull-horizontal", "pull-vertical", "shoulder", "arm",
    "carry", "lift", "get-up", "jump", "hop", "run", "walk", "backward-walk", "mobility",
]  # fmt: skip
Kind = Literal["strength", "isometric", "mobility", "conditioning", "impact", "balance", "life"]
Stance = Literal[
    "both-feet", "split", "single", "kneeling", "half-kneeling", "seated", "supine", "prone",
    "side-lying", "hanging", "hands", "moving",
]  # fmt: skip


class Strict(BaseModel):
    """No unknown keys, nothing changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DoseIn(Strict):
    """Sets and exactly one of reps, seconds, meters."""

    sets: int = Field(ge=1, le=12)
    reps: tuple[int, int] | None = None
    seconds: Pair | None = None
    meters: Pair | None = None
    tempo: str | None = Field(default=None, pattern=r"^\d+-\d+-\d+$")
    rest: float = Field(default=60, ge=0, le=300)

    @model_validator(mode="after")
    def _one_measure(self) -> DoseIn:
        given = [span for span in (self.reps, self.seconds, self.meters) if span is not None]
        if len(given) != 1:
            raise ValueError("give exactly one of reps, seconds, meters")
        if not 0 < given[0][0] <= given[0][1]:
            raise ValueError("the range must rise from its low to its high end")
        return self


class LoadIn(Strict):
    """What may be added, from start to max in steps."""

    kind: LoadKind = "none"
    start: float = Field(default=0, ge=0)
    step: float = Field(default=0, ge=0)
    max: float = Field(default=0, ge=0)
    pieces: Literal[1, 2] = 1
    held: Literal[
        "hands", "chest", "back", "shoulders", "overhead", "ankle", "foot", "hips", "knees",
        "dragged", "band",
    ] | None = None  # fmt: skip

    @model_validator(mode="after")
    def _complete(self) -> LoadIn:
        if self.kind == "none":
            return self
        if self.held is None or self.step <= 0 or self.max < self.start:
            raise ValueError("a load needs held, a step and a max that isn't below its start")
        return self


class ExitIn(Strict):
    """What has to be shown twice before climbing."""

    sets: int = Field(ge=1, le=12)
    reps: int | None = None
    seconds: float | None = None
    meters: float | None = None
    note: Sentence | None = None


class FilmIn(Strict):
    """View and tip."""

    view: Literal["side", "front", "side and front", "none"]
    tip: Sentence


class EvidenceIn(Strict):
    """Strength and sources."""

    grade: Grade = "D"
    sources: tuple[Slug, ...] = ()
    basis: Basis = "convention"
    note: Sentence | None = None

    @model_validator(mode="after")
    def _sourced(self) -> EvidenceIn:
        if self.grade != "D" and not self.sources:
            raise ValueError("a grade above D needs a source")
        return self


class NeedsIn(Strict):
    """Joint range in degrees."""

    dorsiflexion: float | None = None
    knee: float | None = None
    hip: float | None = None


class PropIn(Strict):
    """A thing in the picture; centimeters."""

    kind: Literal[
        "step", "box", "bench", "chair", "wall", "wedge", "post", "rail", "bar", "mat", "band",
        "strap", "sled", "towel", "ball", "slope-up", "slope-down", "stairs", "partner", "roller",
        "child",
    ]  # fmt: skip
    x: float = 0
    y: float = 0
    w: float = 0


class PostureIn(Strict):
    """Template in degrees and centimeters; ``bottom`` defaults to ``start``."""

    start: Triple = (2, 3, 0)
    bottom: Triple | None = None
    pitch: float | Pair = 0
    other: Triple | None = None
    other_bottom: Triple | None = None
    arms: str | Pair | tuple[str | Pair, str | Pair] = "sides"
    curl: float = 0
    view: View = "side"
    rest: Rest = "feet"
    rest_cm: float = 0
    share: float = Field(default=0.5, ge=0, le=1)
    support: Support = "none"
    model: Model = "standing"
    basis: Basis = "memory"
    plant: Pair | None = None
    grip: Pair | None = None
    props: tuple[PropIn, ...] = ()


class RungIn(Strict):
    """One rung as written, after its ladder's and movement's common values were filled in."""

    name: str = Field(min_length=3, max_length=70)
    move: Slug
    pattern: Pattern
    kind: Kind = "strength"
    stance: Stance
    sides: Sides
    kit: tuple[Slug, ...] = ()
    optional: tuple[Slug, ...] = ()
    height: Pair | None = None
    dose: DoseIn
    setup: float = Field(default=20, ge=0, le=240)
    load: LoadIn = LoadIn()
    entry: Sentence | None = None
    exit: ExitIn | None = None
    climbs: tuple[Climb, ...] = ()
    cues: tuple[Sentence, ...] = Field(min_length=2, max_length=5)
    faults: tuple[Slug, ...] = Field(min_length=1)
    film: FilmIn
    avoid: tuple[Slug, ...] = ()
    targets: dict[Slug, float] = Field(min_length=1)
    tissues: dict[Slug, float] = {}
    tissue_basis: Basis = "memory"
    recovery: float = Field(ge=0, le=96)
    warmup: bool = False
    heel: Heel = "flat"
    needs: NeedsIn = NeedsIn()
    evidence: EvidenceIn = EvidenceIn()
    easier: RungId | None = None
    harder: RungId | None = None
    posture: PostureIn | None = None
    not_computed: Annotated[str, Field(max_length=160)] | None = None

    @field_validator("targets", "tissues")
    @classmethod
    def _shares(cls, value: dict[str, float]) -> dict[str, float]:
        if any(not 0 <= share <= 1 for share in value.values()):
            raise ValueError("credits and relative stresses lie between 0 and 1")
        return value


class LadderIn(Strict):
    """One ladder as written."""

    id: Slug
    name: str
    pattern: Pattern
    purpose: Sentence
    default: bool = True
    rungs: tuple[RungIn, ...] = Field(min_length=2)

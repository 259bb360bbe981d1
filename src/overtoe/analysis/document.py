"""The analysis document: what ``overtoe analyze --json`` prints, as models that make its schema.

A measured number is a :class:`Measured`: a value with its 90 % interval, or the reason why there
is none. Five numbers of a repetition are plain; their intervals stand beside them. NaN and infinity
never appear. ``overtoe schema analysis`` prints the JSON Schema.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION: Final = "1.0"
"""Rises by 0.1 when keys are added, by 1 when a key changes its meaning or goes."""

Finite = Annotated[float, Field(allow_inf_nan=False)]


class Model(BaseModel):
    """A part of the document: unchangeable, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Measured(Model):
    """A value with its 90 % interval, or the reason why it or the interval is missing."""

    value: Finite | None
    low: Finite | None
    high: Finite | None
    reason: str | None = None


class Message(Model):
    """Something to know about the recording, with a stable code."""

    code: str
    text: str


class RecordingPart(Model):
    """The recording and how the camera stood."""

    name: str
    kind: Literal["video", "landmarks", "markers", "angles"]
    duration_s: Finite
    frames: int
    facing: Literal["right", "left", "unknown"]
    near_side: Literal["left", "right"] | None = Field(description="The side nearest the camera.")
    view: Literal["side", "oblique", "front", "rear", "markers", "unknown"]
    camera_yaw_deg: Finite | None
    camera_roll_deg: Finite | None = Field(description="Clockwise positive; already corrected.")
    used_s: tuple[tuple[Finite, Finite], ...] = Field(
        description="Stretches that were measured, as (start, end)."
    )


class QualityPart(Model):
    """Whether the recording carries numbers, and what limits them."""

    usable: bool
    fit_rms_px: Finite | None
    gaps: int
    swaps_repaired: int
    messages: tuple[Message, ...]


class MovementPart(Model):
    """Which movement this is, with the certainty from 0 to 1."""

    name: str
    certainty: Finite


class LifterPart(Model):
    """What was said about the lifter and the load."""

    stature_cm: Finite | None
    mass_kg: Finite | None
    mass_from: Literal["said", "plates"] | None = None
    sex: str | None
    load_kg: Finite
    load_at: str | None


class Loads(Model):
    """Net joint moments (extensor positive, legs per leg, lumbar whole body) and joint forces."""

    knee_moment_Nm: Measured
    hip_moment_Nm: Measured
    ankle_moment_Nm: Measured
    lumbar_moment_Nm: Measured
    patellofemoral_force_N: Measured
    patellofemoral_stress_MPa: Measured
    lumbar_compression_N: Measured
    lumbar_shear_N: Measured


class NormalizedLoads(Model):
    """The same per kilogram of body mass, forces in body weights."""

    knee_moment_Nm_per_kg: Measured
    hip_moment_Nm_per_kg: Measured
    ankle_moment_Nm_per_kg: Measured
    lumbar_moment_Nm_per_kg: Measured
    patellofemoral_force_bw: Measured
    lumbar_compression_bw: Measured
    lumbar_shear_bw: Measured


class Delta(Model):
    """A repetition against its twin, in % of the twin; drawn jointly."""

    knee: Measured
    hip: Measured
    lumbar: Measured
    ankle: Measured


class Posture(Model):
    """A posture at the bottom: inclinations from the vertical, and knee travel."""

    shank_deg: Finite
    thigh_deg: Finite
    trunk_deg: Finite
    knee_travel_cm: Finite


class Twin(Model):
    """The same body, load and depth with the knees held back, heels flat, in balance."""

    feasible: bool
    reason: str | None
    knee_limit_cm: Finite | None
    posture: Posture | None
    loads: Loads | None
    delta_pct: Delta | None


class Intervals(Model):
    """Posture and tempo with their intervals; the plain numbers stand beside ``intervals``."""

    shank_deg: Measured
    thigh_deg: Measured
    trunk_lean_deg: Measured
    descent_s: Measured
    ascent_s: Measured


class LegLoads(Model):
    """Loads of one leg by itself."""

    knee_moment_Nm: Measured
    hip_moment_Nm: Measured
    ankle_moment_Nm: Measured
    patellofemoral_force_N: Measured
    patellofemoral_stress_MPa: Measured


class Leg(Model):
    """One leg, measured by its own force plate."""

    loads: LegLoads = Field(description="At the instant of this leg's peak knee moment.")
    loads_peak: LegLoads = Field(description="Each at its own peak.")


class Legs(Model):
    """Left and right apart; only where each foot stood on its own force plate."""

    left: Leg
    right: Leg


class RepetitionPart(Model):
    """One repetition, half repetition (``partial``) or hold."""

    start_s: Finite
    bottom_s: Finite
    end_s: Finite
    partial: bool
    kind: Literal["full", "partial", "hold"]
    side: Literal["left", "right"] | None
    knee_travel_cm: Measured
    knee_travel_foot_pct: Measured
    kneecap_travel_cm: Measured
    heel_lift_mm: Measured
    knee_flexion_deg: Measured
    ankle_dorsiflexion_deg: Measured
    shank_deg: Finite | None
    thigh_deg: Finite | None
    trunk_lean_deg: Finite | None
    descent_s: Finite | None
    ascent_s: Finite | None
    intervals: Intervals = Field(description="The five plain numbers above with their intervals.")
    pattern: str | None = Field(
        default=None, description="What the knee does: past, at or behind the toes, sitting back."
    )
    more: dict[str, Measured] = Field(
        default_factory=dict, description="Further measures that not every recording carries."
    )
    loads: Loads | None = Field(default=None, description="At the instant of peak knee moment.")
    loads_peak: Loads | None = Field(default=None, description="Each at its own peak.")
    loads_at_bottom: Loads | None = None
    loads_normalized: NormalizedLoads | None = Field(
        default=None, description="``loads`` per body mass or weight."
    )
    legs: Legs | None = None
    twin: Twin | None = None


class TradePoint(Model):
    """Change of moment against the held-back repetition at one knee travel, in %."""

    knee_travel_cm: Finite
    knee_pct: Measured
    hip_pct: Measured
    lumbar_pct: Measured


class TradePart(Model):
    """What moves from knee to hip and back as the knee goes forward."""

    sentence: str
    reference_cm: Finite = Field(description="Knee travel that the changes are counted from.")
    points: tuple[TradePoint, ...]


class Effect(Model):
    """What one cue or change would do to the middle repetition, in % of its moments."""

    name: str
    text: str
    feasible: bool
    knee_travel_cm: Measured
    trunk_deg: Measured
    delta_pct: Delta | None


class CuesPart(Model):
    """What three cues would each do to the loads of the middle repetition."""

    rep: int = Field(description="Index of the middle repetition in ``reps``.")
    pattern: str
    sentence: str
    effects: tuple[Effect, ...]


class Stop(Model):
    """One thing that would stop the knee, and where."""

    name: Literal["ankle", "balance", "depth", "strength"]
    shank_deg: Finite
    knee_travel_cm: Measured


class LimiterPart(Model):
    """What would stop the knee of the middle repetition, and what would change that."""

    rep: int
    name: Literal["ankle", "balance", "depth", "strength"] | None
    sentence: str
    stops: tuple[Stop, ...]
    changes: tuple[Effect, ...] = Field(
        description="A wedge, a counterweight, a wider stance: for a body of this height and mass "
        "in this posture."
    )


class Source(Model):
    """A paper or table behind a number."""

    key: str
    text: str
    doi: str | None = None


class AnalysisDocument(Model):
    """Everything that an analysis found, ready to be read by people's programs."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    overtoe_version: str
    recording: RecordingPart
    quality: QualityPart
    lifter: LifterPart
    movement: MovementPart | None
    reps: tuple[RepetitionPart, ...]
    trade: TradePart | None = None
    cues: CuesPart | None = None
    limiter: LimiterPart | None = None
    sources: tuple[Source, ...] = ()

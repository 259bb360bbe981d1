"""What a twin needs of one frame of a measured repetition, with every draw of its loads."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.body import NO_LOAD, draw_bodies, segments
from overtoe.loads.errors_drawn import draw_errors, no_errors
from overtoe.loads.ground import SPLIT
from overtoe.loads.paths import points_of
from overtoe.loads.series import SEED
from overtoe.loads.twin_frame import Instant, instant_of

if TYPE_CHECKING:
    from overtoe.body import BodySegments, Lifter, Load
    from overtoe.conventions import Side
    from overtoe.loads.paths import Points
    from overtoe.loads.pieces import Errors
    from overtoe.loads.series import Band, LoadSeries
    from overtoe.motion.types import Floats, Motion, Uncertainty

UNEVEN: Final = 0.1
"""A leg whose share of the weight is this far from half works alone in the twin."""

JOINTS_ONLY: Final = frozenset({"foot_m", "knee", "toe", "hip", "legs"})
"""What doesn't depend on the body tables."""


@dataclass(frozen=True, eq=False)
class Measured:
    """Moments and forces at one frame by joint, value and draws together: (1 + draws,)."""

    joints: dict[str, Floats]
    compression_N: Floats
    shear_N: Floats
    flexion_rad: float


@dataclass(frozen=True, eq=False)
class MeasuredInstant:
    """One frame of a repetition: its instant, what was measured there, and the joint models.

    Row 0 of every array is the most likely body, the other rows are draws.
    """

    instant: Instant
    measured: Measured
    spine_rad: float
    trunk_rad: float
    reach_m: float
    """Straight arms held level, from the hips with the trunk bent level too."""
    weighed: bool
    """Whether the lifter's mass is known."""
    scale: Floats
    mix: Floats
    travel_error_m: Floats
    """How far the true knee travel lies from the measured one, (1 + draws, 1)."""
    erector_arm_m: Floats
    sides: frozenset[Side]
    """The working legs."""
    ahead_m: float = 0.0
    """How much further forward the knee goes elsewhere in the repetition than at this instant."""

    @property
    def travel_m(self) -> float:
        """Knee travel of the repetition: of this instant, and what the knee adds elsewhere."""
        return self.instant.travel_m + self.ahead_m

    def shank_at(self, travel_m: Floats | float) -> Floats:
        """Shank lean at this instant of a repetition whose knee travels so far; NaN where none.

        The whole path of the knee moves by the same distance.
        """
        return self.instant.shank_at(np.asarray(travel_m) - self.ahead_m)

    def in_repetition(self, travel_m: float | None) -> MeasuredInstant:
        """The same instant of a repetition with this knee travel; None or NaN leaves it alone."""
        if travel_m is None or not np.isfinite(travel_m):
            return self
        return replace(self, ahead_m=travel_m - self.instant.travel_m)


@dataclass(frozen=True, eq=False)
class Prepared:
    """A measured recording ready for twins at any frame, with the draws of its load series."""

    motion: Motion
    lifter: Lifter
    load: Load
    series: LoadSeries
    points: Points
    bodies: tuple[BodySegments, BodySegments]
    errors: tuple[Errors, Errors]


def prepare(
    motion: Motion,
    lifter: Lifter,
    load: Load = NO_LOAD,
    *,
    series: LoadSeries,
    seed: int = SEED,
) -> Prepared | None:
    """Draw the bodies and errors of a load series again, so that twins share its every draw.

    ``series`` must come from :func:`overtoe.loads.series.measure` with the same lifter, load and
    seed. None where the series has no loads.
    """
    if not series.legs or not series.body:
        return None
    draws = len(next(iter(series.body.values())).draws)
    rng = np.random.default_rng(seed)
    bodies = draw_bodies(lifter, rng, draws)
    errors = draw_errors(motion.uncertainty, rng, draws)
    return Prepared(
        motion=motion,
        lifter=lifter,
        load=load,
        series=series,
        points=points_of(motion),
        bodies=(segments(lifter), bodies),
        errors=(no_errors(), errors),
    )


def instant_at(prepared: Prepared, frame: int) -> MeasuredInstant | None:
    """What a twin needs of one frame; None where the frame is a gap."""
    series, points = prepared.series, prepared.points
    shares = _working(prepared.motion, series, frame)
    likely, drawn = (
        instant_of(
            points,
            frame,
            body,
            prepared.load,
            errors,
            mass_kg=prepared.lifter.mass_kg or 1.0,
            shares=shares,
        )
        for body, errors in zip(prepared.bodies, prepared.errors, strict=True)
    )
    measured = _measured(series, frame, list(shares))
    if not np.isfinite(measured.joints["knee"][0]) or not np.isfinite(likely.shank_rad):
        return None
    spine = points.position_m["neck"][frame] - points.position_m["lumbar"][frame]
    middle, errors = prepared.errors
    return MeasuredInstant(
        instant=_stacked(likely, drawn),
        measured=measured,
        spine_rad=float(np.arctan2(spine[0], spine[1])),
        trunk_rad=float(prepared.motion.angles_rad["trunk"][frame]),
        reach_m=_reach_m(prepared.bodies[0]),
        weighed=prepared.lifter.mass_kg is not None,
        scale=np.concatenate([middle.scale, errors.scale]),
        mix=np.concatenate([middle.mix, errors.mix]),
        travel_error_m=_travel_error_m(errors, prepared.motion.uncertainty),
        erector_arm_m=np.concatenate([middle.erector_arm_m, errors.erector_arm_m]),
        sides=frozenset(shares),
    )


def _reach_m(body: BodySegments) -> float:
    arms = body["upper_arm"].length_m + body["forearm"].length_m
    return float(body.lumbar_above_hip_m + body.shoulder_along * body.trunk_length_m + arms)


def _travel_error_m(errors: Errors, uncertainty: Uncertainty) -> Floats:
    """Error of the measured knee travel that goes with each draw's joint errors.

    A drawn joint error also holds the wandering of the joint's axis, which moves no landmark. The
    landmark's part is drawn given the whole: its mean is the whole times its share of the
    variance.
    """
    rng = np.random.default_rng(SEED + 1)
    total = np.zeros(len(errors.mix))
    for name, sign in (("knee", 1.0), ("toe", -1.0)):
        sigma = _sigma_m(name, uncertainty)
        if sigma == 0.0 or name not in errors.shift_m:
            continue
        whole = errors.shift_m[name][:, 0]
        share = min(1.0, (sigma / float(np.std(whole))) ** 2)
        rest = sigma * np.sqrt(1.0 - share) * rng.standard_normal(len(total))
        total += sign * (share * whole + rest)
    return np.concatenate([[0.0], total])[:, None]


def _sigma_m(joint: str, uncertainty: Uncertainty) -> float:
    """Standard deviation of a joint's place, whichever side names it."""
    named = [s for name, s in uncertainty.joint_sigma_m.items() if name.rpartition("_")[2] == joint]
    return float(np.mean(named)) if named else 0.0


def _working(motion: Motion, series: LoadSeries, frame: int) -> dict[Side, float]:
    """Legs that move in the twin with their shares: both of a squat, else one.

    In a split stance it is the front leg, on one leg the one that carries.
    """
    shares = {side: float(share[frame]) for side, share in series.leg_share.items()}
    ahead = {side: float(leg.ankle_m[frame, 0]) for side, leg in motion.legs.items()}
    length = min(leg.foot_length_m for leg in motion.legs.values())
    if len(ahead) == 2 and abs(np.diff(list(ahead.values()))[0]) > SPLIT * length:
        front = max(ahead, key=lambda side: ahead[side])
        return {front: shares[front]}
    if all(abs(share - 0.5) <= UNEVEN for share in shares.values()):
        # A leg that wasn't seen moves like the other.
        return {side.other: share for side, share in shares.items()} | shares
    loaded = max(shares, key=lambda side: shares[side])
    return {loaded: shares[loaded]}


def _measured(series: LoadSeries, frame: int, sides: list[Side]) -> Measured:
    """Mean of the working legs at a frame, the value before the draws."""
    sides = [side for side in sides if side in series.legs]
    joints_now = {
        joint: np.mean(
            [_row(series.legs[side][f"{joint}_moment_Nm"], frame) for side in sides], axis=0
        )
        for joint in ("knee", "hip", "ankle")
    }
    joints_now["lumbar"] = _row(series.body["lumbar_moment_Nm"], frame)
    known = [side for side in sides if side in series.knee_flexion_rad]
    flexion = [series.knee_flexion_rad[side][frame] for side in known or series.knee_flexion_rad]
    return Measured(
        joints=joints_now,
        compression_N=_row(series.body["lumbar_compression_N"], frame),
        shear_N=_row(series.body["lumbar_shear_N"], frame),
        flexion_rad=float(np.mean(flexion)),
    )


def _row(band: Band, frame: int) -> Floats:
    return np.concatenate([band.value[frame : frame + 1], band.draws[:, frame]])


def _stacked(likely: Instant, drawn: Instant) -> Instant:
    """The most likely body above the drawn ones."""
    rows = {}
    for part in fields(likely):
        one, many = getattr(likely, part.name), getattr(drawn, part.name)
        if part.name in JOINTS_ONLY:
            rows[part.name] = one
        elif isinstance(one, tuple):
            rows[part.name] = tuple(_over(a, b) for a, b in zip(one, many, strict=True))
        else:
            rows[part.name] = _over(one, many)
    return Instant(**rows)


def _over(one: Floats, many: Floats) -> Floats:
    return np.concatenate([one, many])

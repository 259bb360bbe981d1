"""Fit one rigid skeleton to all frames of a clip at once.

Constant segment lengths, a planted toe, robust weights and the network's confidence: alternating
Gauss–Newton steps for all frames' postures (vectorized, one small system per frame) with a linear
solution for the lengths that all frames share, then smoothing of the posture over time.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from overtoe.motion import signals
from overtoe.motion.skeleton import (
    ANKLE,
    ANKLE_X,
    ANKLE_Y,
    HEEL,
    HIP,
    KNEE,
    PITCH,
    POINTS,
    SHANK_R,
    SHOULDER,
    THIGH_R,
    TOE,
    TRUNK,
    TRUNK_R,
    TX,
    TY,
    Segments,
    derivatives,
    measured_segments,
    positions,
    posture_from,
)

if TYPE_CHECKING:
    from overtoe.motion.signals import Bools
    from overtoe.motion.types import Floats

POINT_SIGMA: Final = np.array([0.012, 0.020, 0.012, 0.012, 0.020, 0.020])
"""Expected scatter of each of ``POINTS`` about the rigid body, in leg lengths. Only the ratios
matter for the fit; they follow the residuals of the side-view clips named in docs/motion.md."""

PRIORS: Final = (
    (SHANK_R, 1.0, 0.03),
    (THIGH_R, 1.0, 0.06),
    (TRUNK_R, 1.0, 0.06),
    (ANKLE_X, 0.0, 0.05),
    (ANKLE_Y, 0.0, 0.008),
)
"""Parameter, where it is held, how tightly. A thigh opened by 20 degrees looks 6 % shorter; the
network's ankle moves forward by 2 cm from standing to a deep squat (docs/motion.md)."""

PLANTED_SIGMA: Final = 0.004
"""How far a planted toe may stray from its place, in leg lengths."""

CAUCHY: Final = 2.4
"""Residual, in standard deviations, at which a landmark counts half: Cauchy's loss, 95 % efficient
for normal errors (Holland & Welsch 1977, doi:10.1080/03610927708827533)."""

CUTOFF_HZ: Final = 4.0
"""Cut-off of the posture: a squat's joint angles hold little above 3 Hz."""

FOOT_CUTOFF_HZ: Final = 2.0
"""Cut-off of the foot's pitch, which a heel leaves and regains more slowly than the knee bends."""

FOOT_MEDIAN_S: Final = 0.35
"""Window of the running median that takes leaps out of the foot's pitch before it is smoothed."""

TOE_SPEED: Final = 0.12
"""Speed, in leg lengths per second, under which the toe counts as planted."""

PLANTED_S: Final = 0.5
"""Shortest time that a foot stands to count as planted."""

DRIFT_HZ: Final = 0.2
"""Cut-off of a standing foot's place in the picture: a repetition is faster, a tired arm isn't."""

BLUNDER_S: Final = 1.0
"""Time for which a foot may seem to leave its place and come back without having moved."""

SAME_PLACE: Final = 0.08
"""Distance, in leg lengths, under which two stands are one: a quarter of a foot."""


@dataclass(frozen=True, eq=False)
class Fit:
    """The fitted body; positions in the unit of the landmarks, NaN where nothing was seen.

    ``posture`` (frames, 11) and ``points`` (frames, 6, 2) as in :mod:`overtoe.motion.skeleton`;
    ``seen`` (frames,), gaps of up to a quarter of a second bridged; ``noise`` (11,) standard
    deviation of the smoothed posture; ``rms`` the landmarks' distance from the fitted body;
    ``planted`` (frames,) whether the toe stands still.
    """

    body: Segments
    posture: Floats
    points: Floats
    seen: Bools
    planted: Bools
    noise: Floats
    rms: float


def fit_leg(times_s: Floats, points: Floats, weights: Floats) -> Fit | None:
    """Fit a leg and the trunk to landmark paths.

    Parameters
    ----------
    times_s
        (frames,) rising.
    points
        (frames, 6, 2), rows as in ``POINTS``, x forward, y up, any unit; NaN = missing.
    weights
        (frames, 6) confidence from 0 to 1.

    Returns
    -------
    The fit, or None where hip, knee and ankle are never seen together. Feet or shoulders that are
    never seen are put at the body's usual proportions and stay NaN in ``points``.
    """
    weights = np.where(np.isfinite(points).all(axis=2), weights, 0.0)
    seen: Bools = np.asarray((weights[:, [ANKLE, KNEE, HIP]] > 0).all(axis=1))
    if seen.sum() < 5:
        return None
    body = _complete(measured_segments(points, weights))
    unit = body.shank + body.thigh
    scaled = points / unit
    planted, toe = planted_toe(times_s, scaled[:, TOE])
    posture, body, information, residual = _alternate(
        times_s, scaled, weights, toe, body.scaled(1 / unit)
    )
    posture = _smoothed(times_s, posture, seen, _steadiness(residual, weights))
    kept = signals.bridged(times_s, seen)
    return _finish(
        posture,
        body,
        unit=unit,
        weights=weights,
        seen=seen,
        kept=kept,
        planted=planted,
        information=information,
        residual=residual,
    )


def planted_toe(times_s: Floats, toe: Floats) -> tuple[Bools, Floats]:
    """Find when the toe stands still and where.

    Parameters
    ----------
    toe
        (frames, 2) in leg lengths.

    Returns
    -------
    (frames,) booleans, and (frames, 2) the place of each stand, NaN in between. The place may
    drift slowly, because a hand-held camera does.
    """
    steady = signals.running_median(times_s, toe, PLANTED_S)
    calm = signals.smooth(times_s, steady, cutoff_hz=1.5)
    speed = np.linalg.norm(signals.rate(times_s, calm), axis=1)
    still = signals.runs(np.nan_to_num(speed, nan=np.inf) < TOE_SPEED)
    place = np.full(toe.shape, np.nan)
    for start, end in _joined(times_s, toe, still):
        if times_s[end - 1] - times_s[start] >= PLANTED_S:
            steady_place = signals.smooth(times_s[start:end], steady[start:end], cutoff_hz=DRIFT_HZ)
            place[start:end] = _filled(steady_place)
    return np.isfinite(place).all(axis=1), place


def _filled(path: Floats) -> Floats:
    known = np.isfinite(path).all(axis=1)
    frames = np.arange(len(path))
    return np.stack([np.interp(frames, frames[known], column[known]) for column in path.T], axis=1)


def _joined(times_s: Floats, toe: Floats, still: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join stands in the same place that a short blunder of the network has torn apart."""
    joined: list[tuple[int, int]] = []
    for start, end in still:
        if joined:
            first, last = joined[-1]
            moved = np.nanmedian(toe[start:end], axis=0) - np.nanmedian(toe[first:last], axis=0)
            if times_s[start] - times_s[last - 1] < BLUNDER_S and np.hypot(*moved) < SAME_PLACE:
                joined[-1] = (first, end)
                continue
        joined.append((start, end))
    return joined


def _complete(body: Segments) -> Segments:
    """Put usual proportions where a segment was never seen (ANSUR II, ratio to the shank)."""
    usual = Segments(0.64, 0.47, 0.16, 1.0, 0.97, 1.17).scaled(body.shank)
    return Segments(
        *(
            known if np.isfinite(known) else guess
            for known, guess in zip(astuple(body), astuple(usual), strict=True)
        )
    )


def _alternate(
    times_s: Floats, points: Floats, weights: Floats, toe: Floats, body: Segments
) -> tuple[Floats, Segments, Floats, Floats]:
    posture = _start(times_s, points, body)
    for _ in range(5):
        for _ in range(2):
            posture, information, residual = _step(posture, body, points, weights, toe)
        body = _lengths(posture, body, points, weights, residual)
    posture, information, residual = _step(posture, body, points, weights, toe)
    return posture, body, information, residual


def _start(times_s: Floats, points: Floats, body: Segments) -> Floats:
    posture = posture_from(points, body)
    for column in posture.T:
        known = np.isfinite(column)
        if not known.any():
            column[:] = 0.0
        elif not known.all():
            column[~known] = np.interp(times_s[~known], times_s[known], column[known])
    lost = ~np.isfinite(points[:, TOE]).all(axis=1)
    if lost.any():
        ankle = positions(posture, body)[:, ANKLE] - posture[:, [TX, TY]]
        posture[lost, TX : TY + 1] = np.nan_to_num(points[lost, ANKLE] - ankle[lost])
    return posture


def _step(
    posture: Floats, body: Segments, points: Floats, weights: Floats, toe: Floats
) -> tuple[Floats, Floats, Floats]:
    """One Gauss–Newton step in all frames; also the information matrices and the residuals."""
    residual = np.nan_to_num(points - positions(posture, body))
    slope = derivatives(posture, body)
    trust = _trust(residual, weights)
    flat = slope.reshape(len(posture), -1, slope.shape[-1])
    weighted = flat * np.repeat(trust, 2, axis=1)[:, :, None]
    information = weighted.transpose(0, 2, 1) @ flat
    gradient = (weighted * residual.reshape(len(posture), -1, 1)).sum(axis=1)
    _add_priors(information, gradient, posture, toe)
    change = np.linalg.solve(information, gradient[:, :, None])[:, :, 0]
    return posture + np.clip(change, -0.5, 0.5), information, residual


def _trust(residual: Floats, weights: Floats) -> Floats:
    distance = np.linalg.norm(residual, axis=2) / POINT_SIGMA
    robust = 1 / (1 + (distance / CAUCHY) ** 2)
    trust: Floats = weights * robust / POINT_SIGMA**2
    return trust


def _add_priors(information: Floats, gradient: Floats, posture: Floats, toe: Floats) -> None:
    """Hold ratios and offsets near rest and a planted toe in place; keep unseen angles still."""
    for column, rest, sigma in PRIORS:
        information[:, column, column] += sigma**-2
        gradient[:, column] += (rest - posture[:, column]) * sigma**-2
    planted = np.isfinite(toe).all(axis=1)
    for axis, column in enumerate((TX, TY)):
        information[planted, column, column] += PLANTED_SIGMA**-2
        pull = toe[planted, axis] - posture[planted, column]
        gradient[planted, column] += pull * PLANTED_SIGMA**-2
    diagonal = np.arange(information.shape[-1])
    information[:, diagonal, diagonal] += 1e-3


def _lengths(
    posture: Floats, body: Segments, points: Floats, weights: Floats, residual: Floats
) -> Segments:
    """Least-squares lengths given the posture; positions are linear in them."""
    trust = np.repeat(_trust(residual, weights), 2, axis=1)
    start = np.array(astuple(body))
    base = positions(posture, Segments(0, 0, 0, 0, 0, 0))
    unit = np.eye(len(start))
    slope = np.stack(
        [(positions(posture, Segments(*row)) - base).reshape(len(posture), -1) for row in unit],
        axis=2,
    )
    left = np.einsum("fri,fr,frj->ij", slope, trust, slope)
    gradient = np.einsum("fri,fr,fr->i", slope, trust, residual.reshape(len(posture), -1))
    left += 1e-6 * np.trace(left) * unit
    return Segments(*np.maximum(start + np.linalg.solve(left, gradient), 1e-3).tolist())


def _steadiness(residual: Floats, weights: Floats) -> Floats:
    """Trust in each frame: little where hip, knee or ankle lies far from the body."""
    distance = np.linalg.norm(residual, axis=2) / POINT_SIGMA * (weights > 0)
    worst = distance[:, ANKLE : HIP + 1].max(axis=1)
    trust: Floats = 1 / (1 + (worst / (2 * CAUCHY)) ** 4)
    return trust


def _smoothed(times_s: Floats, posture: Floats, seen: Bools, trust: Floats) -> Floats:
    known = np.where(seen[:, None], posture, np.nan)
    calm = signals.smooth(times_s, known, cutoff_hz=CUTOFF_HZ, weights=trust)
    pitch = signals.running_median(times_s, known[:, [PITCH]], FOOT_MEDIAN_S)
    calm[:, PITCH] = signals.smooth(times_s, pitch[:, 0], cutoff_hz=FOOT_CUTOFF_HZ)
    slow = slice(SHANK_R, ANKLE_Y + 1)
    calm[:, slow] = signals.smooth(times_s, known[:, slow], cutoff_hz=FOOT_CUTOFF_HZ)
    calm[~signals.bridged(times_s, seen)] = np.nan
    return calm


def _finish(
    posture: Floats,
    body: Segments,
    *,
    unit: float,
    weights: Floats,
    seen: Bools,
    kept: Bools,
    planted: Bools,
    information: Floats,
    residual: Floats,
) -> Fit:
    used = weights * seen[:, None] > 0
    distance = np.linalg.norm(residual, axis=2)
    quality = float(np.sqrt(np.mean((distance / POINT_SIGMA)[used] ** 2) / 2))
    covariance = np.linalg.inv(information[seen]).diagonal(axis1=1, axis2=2)
    posture = posture.copy()
    lengths = [TX, TY, ANKLE_X, ANKLE_Y]
    posture[:, lengths] *= unit
    points = positions(posture, body.scaled(unit))
    for index in range(len(POINTS)):
        if not used[:, index].any():
            points[:, index] = np.nan
    if not used[:, [TOE, HEEL]].any(axis=0).all():
        posture[:, PITCH] = np.nan
        points[:, [TOE, HEEL]] = np.nan
    if not used[:, SHOULDER].any():
        posture[:, TRUNK] = np.nan
    noise = np.sqrt(np.median(covariance, axis=0)) * max(quality, 0.3)
    noise[lengths] *= unit
    return Fit(
        body=body.scaled(unit),
        posture=posture,
        points=points,
        seen=kept,
        planted=planted,
        noise=noise,
        rms=float(np.sqrt(np.mean(distance[used] ** 2))) * unit,
    )


def shifted(fit: Fit, origin: Floats, factor: float) -> Fit:
    """The same fit with ``origin`` (frames, 2) moved to zero and lengths times ``factor``."""
    posture, noise = fit.posture.copy(), fit.noise.copy()
    posture[:, [TX, TY]] -= origin
    lengths = [TX, TY, ANKLE_X, ANKLE_Y]
    posture[:, lengths] *= factor
    noise[lengths] *= factor
    return replace(
        fit,
        body=fit.body.scaled(factor),
        posture=posture,
        points=(fit.points - origin[:, None]) * factor,
        noise=noise,
        rms=fit.rms * factor,
    )

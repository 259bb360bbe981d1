"""What a held posture asks of each joint: the function that exercises are computed with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from overtoe.loads.posture.bodies import chain_of
from overtoe.loads.posture.moments import static_moments
from overtoe.loads.posture.solve import CENTER_OF_PRESSURE, pose_chain, solve_chain
from overtoe.loads.posture.support import (
    kneeling_moments,
    pushed_moments,
    rail_push,
    seated_moments,
    strap_push,
    wall_push,
)
from overtoe.loads.posture.tissue import static_forces

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overtoe.body.load import Load
    from overtoe.body.segments import BodySegments
    from overtoe.loads.posture.bodies import Arms
    from overtoe.loads.posture.chain import Chain, Floats, Number
    from overtoe.loads.posture.moments import Moments
    from overtoe.loads.posture.solve import Posture
    from overtoe.loads.posture.tissue import Forces

Support = Literal["kneeling", "seated", "wall", "rail", "strap"]

BALL: Final = 0.74
"""Ball of the foot from the heel, as a fraction of foot length (ANSUR II: .741 men, .739 women)."""

PUSHES: Final = {"wall": wall_push, "rail": rail_push, "strap": strap_push}


@dataclass(frozen=True, eq=False)
class StaticDemand:
    """Angles, net joint moments and joint forces at rest; arrays of the broadcast shape.

    Moments as in :class:`~overtoe.loads.posture.moments.Moments`: legs for the working leg, lumbar
    for the whole body; NaN where the posture isn't feasible or the joint carries nothing that
    this model knows (hips and back on a seat).
    """

    posture: Posture
    moments: Moments
    forces: Forces
    leg_share: Floats
    sources: tuple[str, ...]

    @property
    def feasible(self) -> NDArray[np.bool_]:
        """Whether the posture can be held at all."""
        return self.posture.feasible


def static_demand(
    body: BodySegments,
    load: Load,
    *,
    shank_rad: Number,
    thigh_rad: Number,
    trunk_rad: Number | None = None,
    foot_pitch_rad: Number = 0.0,
    leg_share: Number = 0.5,
    support: Support | None = None,
    cop_fraction: Number | None = None,
    heel_up: bool = False,
    unloaded: Number = 0.0,
    arms: Arms | None = None,
) -> StaticDemand:
    """Joint moments of a posture at rest.

    Parameters
    ----------
    body, load
        From :func:`overtoe.body.segments.segments` (or draws of it) and what is carried. A body
        of unknown mass gives N·m per kilogram.
    shank_rad, thigh_rad, trunk_rad, foot_pitch_rad
        Inclinations, see :mod:`overtoe.conventions`. Without ``trunk_rad`` the trunk leans so
        that the body balances over ``cop_fraction`` of the foot.
    leg_share
        Share of the ground's force under the working leg: 0.5 both legs, 0.8 the front leg of a
        split stance, 1.0 one leg.
    support
        ``kneeling``: shanks on the floor (Nordic leans; shank 90°). ``seated``: thighs on a seat;
        a load then hangs at both ankles. ``wall``: back on a frictionless wall, feet below the
        ankles unless ``cop_fraction`` says otherwise. ``rail``: hands pull level at shoulder
        height. ``strap``: behind the upper calf. The last three need ``trunk_rad``.
    cop_fraction
        Center of pressure from heel (0) to toe (1). By default 0.49, the ball of the foot with
        ``heel_up``; with a given trunk on two free feet it follows from the posture.
    heel_up
        The heel is in the air, not on a wedge.
    unloaded
        Share of the weight that a support takes straight upward (hands on a rail, a band).
    arms
        Overrides how the arms are held.

    Notes
    -----
    Quasi-static and sagittal; two legs in one plane. In split stance and on one leg a given trunk
    doesn't change the leg's moments: the free leg or the rear foot keeps the balance and is not
    modeled.

    >>> from overtoe.body.lifter import Lifter
    >>> from overtoe.body.load import NO_LOAD
    >>> from overtoe.body.segments import segments
    >>> body = segments(Lifter(1.75, None, "m"))
    >>> nordic = static_demand(body, NO_LOAD, shank_rad=np.pi / 2, thigh_rad=-np.pi / 6,
    ...                        trunk_rad=np.pi / 6, support="kneeling", arms="bar")
    >>> bool(-1.7 < nordic.moments.knee_Nm < -1.2)  # N·m/kg: the hamstrings hold it
    True
    """
    carried = replace(load, mass_kg=0.0) if support == "seated" else load
    chain = _lightened(chain_of(body, carried, arms=arms), unloaded)
    angles = {"shank_rad": shank_rad, "thigh_rad": thigh_rad, "foot_pitch_rad": foot_pitch_rad}
    if support in ("kneeling", "seated"):
        posture = _held(chain, angles, 0.0 if trunk_rad is None else trunk_rad, None)
        moments = (
            kneeling_moments(chain, posture)
            if support == "kneeling"
            else seated_moments(chain, posture, at_ankle_kg=load.mass_kg)
        )
    else:
        fixed = cop_fraction
        if fixed is None and not _is_free(trunk_rad, leg_share, support):
            fixed = _usual(chain, support, heel_up=heel_up)
        posture = _on_feet(chain, angles, trunk_rad, fixed)
        moments = _moments(chain, posture, leg_share, support)
    share = np.broadcast_to(np.asarray(leg_share, dtype=float), np.shape(moments.knee_Nm))
    forces = static_forces(chain, posture, moments)
    return StaticDemand(posture, moments, forces, share, body.sources)


def _is_free(trunk_rad: Number | None, leg_share: Number, support: Support | None) -> bool:
    """Whether the body stands on two free feet, so that its center of mass says where it rests."""
    on_both = bool(np.all(np.asarray(leg_share) == 0.5))
    return trunk_rad is not None and support is None and on_both


def _on_feet(
    chain: Chain,
    angles: dict[str, Number],
    trunk_rad: Number | None,
    cop_fraction: Number | None,
) -> Posture:
    if trunk_rad is None:
        cop = CENTER_OF_PRESSURE if cop_fraction is None else cop_fraction
        return solve_chain(chain, **angles, cop_fraction=cop)
    if cop_fraction is None:
        return pose_chain(chain, **angles, trunk_rad=trunk_rad)
    return _held(chain, angles, trunk_rad, cop_fraction)


def _moments(chain: Chain, posture: Posture, leg_share: Number, support: Support | None) -> Moments:
    if support not in PUSHES:
        return static_moments(chain, posture, leg_share=leg_share)
    push = PUSHES[support](chain, posture)
    return pushed_moments(chain, posture, push, leg_share=leg_share)


def _held(
    chain: Chain, angles: dict[str, Number], trunk_rad: Number, cop_fraction: Number | None
) -> Posture:
    """A posture that something else keeps in balance, with its center of pressure as given."""
    posture = pose_chain(chain, **angles, trunk_rad=trunk_rad)
    cop = posture.center_of_pressure_m
    if cop_fraction is not None:
        cop = cop * 0.0 + chain.sole_ahead_m(cop_fraction, angles["foot_pitch_rad"])
    return replace(posture, center_of_pressure_m=cop, feasible=np.ones(cop.shape, dtype=bool))


def _usual(chain: Chain, support: Support | None, *, heel_up: bool) -> Number:
    if support == "wall":
        return chain.heel_to_ankle_m / chain.foot_m
    return BALL if heel_up else CENTER_OF_PRESSURE


def _lightened(chain: Chain, unloaded: Number) -> Chain:
    """The chain whose upper body a support carries in part, straight upward."""
    if np.all(np.asarray(unloaded) == 0.0):
        return chain
    taken = unloaded * chain.total_kg / chain.above_hip.mass_kg
    keep = 1.0 - np.minimum(taken, 1.0)
    return replace(
        chain,
        above_hip=chain.above_hip.scaled(keep),
        above_lumbar=chain.above_lumbar.scaled(keep),
    )

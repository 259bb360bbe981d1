"""One body and what it carries, reduced to the few numbers that balance needs."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable

Floats = NDArray[np.float64]
Number = float | Floats


@dataclass(frozen=True, eq=False)
class Carried:
    """First moments of mass of everything above a joint, in the trunk's own frame.

    A piece of mass m that lies ``along`` the trunk, ``ahead`` of it and, on arms held level,
    ``level`` further forward whatever the trunk does, adds m, m·along, m·ahead and m·level.
    Its forward position from the joint is then along·sin k + ahead·cos k + level for a lean k.
    """

    mass_kg: Number
    along_kgm: Number
    ahead_kgm: Number
    level_kgm: Number

    def moment_kgm(self, trunk_rad: Number) -> Number:
        """First moment of mass ahead of the joint for a trunk lean."""
        lean = self.along_kgm * np.sin(trunk_rad) + self.ahead_kgm * np.cos(trunk_rad)
        return lean + self.level_kgm

    def plus(
        self,
        mass_kg: Number,
        *,
        along_m: Number = 0.0,
        ahead_m: Number = 0.0,
        level_m: Number = 0.0,
    ) -> Carried:
        """The same with one more piece of mass.

        >>> Carried(50.0, 15.0, 0.0, 0.0).plus(20.0, along_m=0.5).along_kgm
        25.0
        """
        return Carried(
            self.mass_kg + mass_kg,
            self.along_kgm + mass_kg * along_m,
            self.ahead_kgm + mass_kg * ahead_m,
            self.level_kgm + mass_kg * level_m,
        )

    def scaled(self, factor: Number) -> Carried:
        """The same in every part, ``factor`` times as heavy."""
        return Carried(
            self.mass_kg * factor,
            self.along_kgm * factor,
            self.ahead_kgm * factor,
            self.level_kgm * factor,
        )


@dataclass(frozen=True, eq=False)
class Chain:
    """Foot, shank, thigh and everything above, as static balance needs it.

    Every field is a number or an array; arrays broadcast against each other and against the
    angles. Leg masses are those of both legs together.

    Parameters
    ----------
    foot_m, heel_to_ankle_m, ankle_height_m
        Length of the foot (shoe), how far the ankle lies ahead of the heel along the sole, and
        how far above it.
    shank_m, thigh_m
        Knee to ankle and hip to knee.
    foot_kg, foot_center_m
        Mass of both feet and its distance ahead of the ankle along the sole.
    shank_kg, shank_center_m, thigh_kg, thigh_center_m
        Masses and distances of their centers from the segment's *upper* end.
    above_hip, above_lumbar
        Everything above the hips, and above the joint between L5 and the sacrum.
    lumbar_m
        Hip to that joint along the trunk.
    shoulder_m, reach_m
        Hip to shoulder along the trunk, and shoulder to hands on straight arms.
    body_kg
        The body without what it carries.
    shank_ahead_m, thigh_ahead_m
        How far the centers of mass lie in front of the line between the joints.
    """

    foot_m: Number
    heel_to_ankle_m: Number
    ankle_height_m: Number
    shank_m: Number
    thigh_m: Number
    foot_kg: Number
    foot_center_m: Number
    shank_kg: Number
    shank_center_m: Number
    thigh_kg: Number
    thigh_center_m: Number
    above_hip: Carried
    above_lumbar: Carried
    lumbar_m: Number
    shoulder_m: Number
    reach_m: Number
    body_kg: Number
    shank_ahead_m: Number = 0.0
    thigh_ahead_m: Number = 0.0

    @property
    def total_kg(self) -> Number:
        """Everything that the ground carries."""
        return self.foot_kg + self.shank_kg + self.thigh_kg + self.above_hip.mass_kg

    def map(self, change: Callable[[Number], Number]) -> Chain:
        """The same with every number changed by a function."""
        return Chain(
            **{part.name: _mapped(getattr(self, part.name), change) for part in fields(self)}
        )

    def sole_ahead_m(self, fraction: Number, foot_pitch_rad: Number = 0.0) -> Number:
        """How far a point of the sole lies ahead of the ankle; 0 is the heel, 1 the toe tip."""
        along = fraction * self.foot_m - self.heel_to_ankle_m
        return along * np.cos(foot_pitch_rad) - self.ankle_height_m * np.sin(foot_pitch_rad)

    def sole_fraction(self, ahead_m: Number, foot_pitch_rad: Number = 0.0) -> Number:
        """Which part of the sole, heel (0) to toe (1), lies this far ahead of the ankle."""
        along = ahead_m + self.ankle_height_m * np.sin(foot_pitch_rad)
        return (along / np.cos(foot_pitch_rad) + self.heel_to_ankle_m) / self.foot_m

    def shank_center_ahead_m(self, shank_rad: Number) -> Number:
        """Center of the shanks' mass ahead of the ankle."""
        along = self.shank_m - self.shank_center_m
        return along * np.sin(shank_rad) + self.shank_ahead_m * np.cos(shank_rad)

    def thigh_center_ahead_m(self, thigh_rad: Number) -> Number:
        """Center of the thighs' mass ahead of the hip."""
        return self.thigh_center_m * np.sin(thigh_rad) + self.thigh_ahead_m * np.cos(thigh_rad)

    def holding(self, mass_kg: Number) -> Chain:
        """The same with a counterweight in both hands, arms held level in front."""
        above = {"along_m": self.shoulder_m, "level_m": self.reach_m}
        beyond = {"along_m": self.shoulder_m - self.lumbar_m, "level_m": self.reach_m}
        return replace(
            self,
            above_hip=self.above_hip.plus(mass_kg, **above),
            above_lumbar=self.above_lumbar.plus(mass_kg, **beyond),
        )

    def turned_out(self, stance_rad: Number) -> Chain:
        """The same with the thighs turned out; the side view sees them foreshortened.

        >>> from overtoe.loads.posture import winter_chain
        >>> chain = winter_chain(80, 1.75)
        >>> float(round(chain.turned_out(np.pi / 3).thigh_m / chain.thigh_m, 3))
        0.5
        """
        shorter = np.cos(stance_rad)
        return replace(
            self, thigh_m=self.thigh_m * shorter, thigh_center_m=self.thigh_center_m * shorter
        )


def _mapped(part: Any, change: Callable[[Number], Number]) -> Any:
    if not isinstance(part, Carried):
        return change(part)
    return Carried(*(change(getattr(part, each.name)) for each in fields(part)))

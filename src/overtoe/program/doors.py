"""Which rungs are open to a person, and why the others are closed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from overtoe.program.ankle import shank_angle_rad
from overtoe.program.caps import Cap, over_cap
from overtoe.program.equipment import makes_for, missing, owned
from overtoe.program.types import YOU, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from overtoe.movements.types import Ladder, Rung
    from overtoe.program.limits import Limits
    from overtoe.program.person import Intake

DORSIFLEXION_TOLERANCE_RAD: Final = math.radians(5)
"""Two knee-to-wall tests of the same ankle may differ by about this much (Powden 2015)."""

HEEL_RAISES_FOR_IMPACT: Final = (20, 15)
"""Single-leg heel raises before jumping, under and over 60 years; house rule from the return-to-
running gates."""


@dataclass(frozen=True)
class Shut:
    """Why a rung is closed. ``equipment`` names what is missing where that is the only reason."""

    why: Reason
    equipment: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gate:
    """Everything that opens and closes rungs for one person."""

    intake: Intake
    bounds: Mapping[str, Cap]
    exclude: frozenset[str]
    limits: Limits | None = None

    def shut(self, rung: Rung, ladder: Ladder) -> Shut | None:
        """Why a rung is closed; None where it is open."""
        shut = self._by_choice(rung, ladder) or self._by_health(rung) or self._by_range(rung)
        if shut:
            return shut
        lacking = missing(rung, self.intake.equipment)
        if lacking:
            text = f"“{rung.name}” needs {', '.join(lacking)}, which isn't there."
            return Shut(Reason("NOT_OWNED", text, YOU), lacking)
        return self._by_weights(rung)

    def _by_choice(self, rung: Rung, ladder: Ladder) -> Shut | None:
        limits, wishes = self.limits, self.intake.wishes
        if limits and limits.forbid & {rung.id, ladder.id}:
            return Shut(Reason("FORBIDDEN", f"{limits.by} left it out.", limits.by))
        if limits and rung.number > dict(limits.highest).get(ladder.id, rung.number):
            return Shut(Reason("HIGHEST", f"{limits.by} set a highest rung.", limits.by))
        if {rung.id, ladder.id} & set(wishes.avoid):
            return Shut(Reason("AVOIDED", "You don't want it.", YOU))
        if not ladder.default and ladder.id not in {*wishes.opt_in, *wishes.like}:
            return Shut(Reason("OPT_IN", "Only on request."))
        return None

    def _by_health(self, rung: Rung) -> Shut | None:
        for name in rung.contraindications:
            if name in self.contraindications:
                return Shut(Reason("CONTRAINDICATION", f"Left out: {name.replace('-', ' ')}."))
        cap = over_cap(rung, self.bounds)
        return Shut(cap.why) if cap else None

    def _by_range(self, rung: Rung) -> Shut | None:
        need = rung.needs.dorsiflexion_rad
        have = self.dorsiflexion_rad
        if need is None or have is None or need <= have + DORSIFLEXION_TOLERANCE_RAD:
            return None
        text = (
            f"It asks for {math.degrees(need):.0f}° at the ankle; your knee-to-wall test "
            f"stands for {math.degrees(have):.0f}°."
        )
        return Shut(Reason("ANKLE_RANGE", text, YOU))

    def _by_weights(self, rung: Rung) -> Shut | None:
        if rung.load.kind == "none" or rung.load.held in {None, "band", "ankle", "foot", "dragged"}:
            return None
        made = makes_for(rung, self.intake.equipment)
        least = rung.load.kilograms(self.intake.body.mass_kg)
        most = rung.load.kilograms(self.intake.body.mass_kg, rung.load.maximum)
        if made and made[0].kg <= max(most, least):
            return None
        text = f"“{rung.name}” starts at {least:.0f} kg, and your weights don't make that."
        return Shut(Reason("NO_WEIGHT", text, YOU), ("lighter weights",))

    @property
    def contraindications(self) -> frozenset[str]:
        """Contraindications that act, with a rail counted as help for poor balance."""
        acting = set(self.exclude)
        if "rail" in owned(self.intake.equipment):
            acting.discard("balance-poor")
        if not self._ready_for_impact():
            acting.add("impact-not-ready")
        return frozenset(acting)

    @property
    def dorsiflexion_rad(self) -> float | None:
        """The stiffer ankle's range from the knee-to-wall test; None where it wasn't tested."""
        body = self.intake.body
        measured = [d for d in self.intake.tests.knee_to_wall_m if d is not None]
        if not measured:
            return None
        return shank_angle_rad(min(measured), stature_m=body.stature_m, sex=body.sex)

    def _ready_for_impact(self) -> bool:
        under, over = HEEL_RAISES_FOR_IMPACT
        needed = over if self.intake.age_years >= 60 else under
        return all(n is not None and n >= needed for n in self.intake.tests.heel_raises)

"""The person a guide is for: intake, program, food plan, trade curve and perhaps a clip.

Nothing here reads a file; doors bring the parts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from overtoe.body import Lifter, Load
from overtoe.guide.measured import measured_curve
from overtoe.loads.whatif import sweep
from overtoe.loads.whatif_question import Question
from overtoe.nutrition.bounds import Referral
from overtoe.nutrition.goal import parse_goal
from overtoe.nutrition.plan import NutritionPlan, plan
from overtoe.program.ankle import shank_angle_rad
from overtoe.program.food import profile_of

if TYPE_CHECKING:
    from overtoe.analysis.document import AnalysisDocument, RepetitionPart
    from overtoe.loads.sweep import TradeCurve
    from overtoe.program.person import Intake
    from overtoe.program.types import Program

DRAWS = 200


@dataclass(frozen=True)
class Reader:
    """One person with everything that their pages show.

    ``food`` is a :class:`~overtoe.nutrition.bounds.Referral` where a professional should plan it.
    """

    intake: Intake
    program: Program
    food: NutritionPlan | Referral
    curve: TradeCurve | None
    clip: AnalysisDocument | None = None

    @property
    def name(self) -> str:
        """What to call the person."""
        return self.intake.name

    @property
    def shanks_deg(self) -> tuple[float | None, float | None]:
        """Shank lean in the knee-to-wall test, left and right, by geometry."""
        left, right = (_shank_deg(self.intake, m) for m in self.intake.tests.knee_to_wall_m)
        return left, right


def reader(
    intake: Intake,
    program: Program,
    *,
    clip: AnalysisDocument | None = None,
    goal: str | None = None,
) -> Reader:
    """Gather what the guide says about one person.

    Parameters
    ----------
    clip
        An analysis of a clip of this person; the trade curve is then the clip's own.
    goal
        Food goal like ``lose-4kg-fat``; the intake's own by default.

    Raises
    ------
    UsageError
        When the stated intake of energy contradicts the stated day.
    """
    food = plan(profile_of(intake), parse_goal(goal or intake.food.goal))
    return Reader(intake, program, food, _curve(intake, clip), clip)


def shown_repetition(clip: AnalysisDocument | None) -> RepetitionPart | None:
    """The repetition that the clip's trade curve belongs to: the middle one by travel."""
    if clip is None:
        return None
    if clip.cues is not None:
        return clip.reps[clip.cues.rep]
    full = [rep for rep in clip.reps if not rep.partial and rep.knee_travel_cm.value is not None]
    full.sort(key=lambda rep: rep.knee_travel_cm.value or 0.0)
    return full[len(full) // 2] if full else None


def _curve(intake: Intake, clip: AnalysisDocument | None) -> TradeCurve | None:
    """The clip's own curve where it has one, else the body's."""
    if clip is not None and clip.trade is not None and clip.trade.points:
        return measured_curve(clip.trade, shown_repetition(clip))
    return sweep(_question(intake), draws=DRAWS)


def _question(intake: Intake) -> Question:
    lifter = Lifter(intake.body.stature_m, intake.body.mass_kg, intake_sex(intake))
    known = [_shank_deg(intake, meters) for meters in intake.tests.knee_to_wall_m]
    tested = [degrees for degrees in known if degrees is not None]
    return Question(lifter, Load(), dorsiflexion_rad=math.radians(min(tested)) if tested else None)


def intake_sex(intake: Intake) -> Literal["m", "f"]:
    """Sex in the letter that tables of bodies and norms use."""
    return "m" if intake.body.sex.value == "male" else "f"


def _shank_deg(intake: Intake, meters: float | None) -> float | None:
    if meters is None:
        return None
    body = intake.body
    return math.degrees(shank_angle_rad(meters, stature_m=body.stature_m, sex=body.sex))

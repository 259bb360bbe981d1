"""From a checked rung in degrees and centimeters to a frozen rung in SI."""

from __future__ import annotations

from math import radians
from typing import TYPE_CHECKING, Any

import numpy as np

from overtoe.movements.postures import Limb, Pose, Posture, Prop
from overtoe.movements.types import (
    Dose,
    EvidenceGrade,
    Exit,
    Fault,
    Film,
    Load,
    Needs,
    Rung,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from overtoe.movements.schema import (
        DoseIn,
        EvidenceIn,
        ExitIn,
        LoadIn,
        NeedsIn,
        PostureIn,
        RungIn,
        Triple,
    )

_FIRST = "Nothing on your list of reasons to wait, and the movement stays at or under 2 of 10."
_NEXT = "The rung before, at its exit, in two sessions running."


_SAME = (
    "name", "pattern", "kind", "stance", "sides", "cues", "tissue_basis", "warmup", "heel",
)  # fmt: skip


def freeze_rung(
    raw: RungIn,
    *,
    ladder: str,
    number: int,
    count: int,
    faults: Mapping[str, tuple[str, str | None]],
) -> Rung:
    """Freeze one rung; its neighbors are the ladder's unless the file names others."""
    posture = freeze_posture(raw.posture) if raw.posture else None
    same: dict[str, Any] = {name: getattr(raw, name) for name in _SAME}
    return Rung(
        **same,
        id=f"{ladder}.{number}",
        ladder=ladder,
        number=number,
        movement=raw.move,
        equipment=frozenset(raw.kit),
        optional=frozenset(raw.optional),
        height_cm=raw.height,
        dose=_dose(raw.dose),
        setup_s=raw.setup,
        load=_load(raw.load),
        entry=raw.entry or (_FIRST if number == 1 else _NEXT),
        exit=_exit(raw.exit, raw.dose),
        climbs_in=raw.climbs,
        faults=tuple(Fault(*faults[name]) for name in raw.faults),
        film=Film(raw.film.view, raw.film.tip),
        contraindications=raw.avoid,
        targets={muscle: share for muscle, share in raw.targets.items() if share > 0},
        tissues={tissue: stress for tissue, stress in raw.tissues.items() if stress > 0},
        recovery_h=raw.recovery,
        needs=_needs(raw.needs, posture),
        evidence=_evidence(raw.evidence),
        easier=raw.easier or (f"{ladder}.{number - 1}" if number > 1 else None),
        harder=raw.harder or (f"{ladder}.{number + 1}" if number < count else None),
        posture=posture,
        not_computed=raw.not_computed or None,
    )


def _dose(raw: DoseIn) -> Dose:
    return Dose(raw.sets, raw.reps, raw.seconds, raw.meters, raw.tempo, raw.rest)


def _evidence(raw: EvidenceIn) -> EvidenceGrade:
    return EvidenceGrade(raw.grade, raw.sources, raw.basis, raw.note)


def _load(raw: LoadIn) -> Load:
    return Load(raw.kind, raw.start, raw.step, raw.max, raw.pieces, raw.held)


def _exit(raw: ExitIn | None, dose: DoseIn) -> Exit:
    if raw is not None:
        return Exit(raw.sets, raw.reps, raw.seconds, raw.meters, raw.note)
    return Exit(
        sets=dose.sets,
        reps=dose.reps[1] if dose.reps else None,
        seconds=dose.seconds[1] if dose.seconds else None,
        meters=dose.meters[1] if dose.meters else None,
        note=None,
    )


def _needs(raw: NeedsIn, posture: Posture | None) -> Needs:
    """What the file asks for; else the most that the template shows."""
    written = tuple(_radians(value) for value in (raw.dorsiflexion, raw.knee, raw.hip))
    if posture is None or posture.view != "side" or posture.rest not in ("feet", "toes", "knees"):
        return Needs(*written)
    shown = np.max([_shown(pose, posture) for pose in (posture.start, posture.bottom)], axis=0)
    return Needs(
        *(
            mine if mine is not None else max(0.0, float(seen))
            for mine, seen in zip(written, shown, strict=True)
        )
    )


def _shown(pose: Pose, posture: Posture) -> tuple[float, float, float]:
    leg = pose.leg
    dorsiflexion = 0.0 if posture.rest == "knees" else leg.shank_rad - leg.pitch_rad
    return dorsiflexion, leg.knee_flexion_rad, pose.hip_flexion_rad


def _radians(value: float | None) -> float | None:
    return None if value is None else radians(value)


def freeze_posture(raw: PostureIn) -> Posture:
    """Freeze a template: degrees to radians, centimeters to meters."""
    pitches = raw.pitch if isinstance(raw.pitch, tuple) else (raw.pitch, raw.pitch)
    arms = _arms(raw.arms)
    bottom = raw.bottom or raw.start
    other_bottom = raw.other_bottom or raw.other
    return Posture(
        start=_pose(raw.start, pitches[0], raw.other, arms[0], 0.0),
        bottom=_pose(bottom, pitches[1], other_bottom, arms[1], raw.curl),
        view=raw.view,
        rest=raw.rest,
        rest_m=raw.rest_cm / 100,
        share=raw.share,
        support=raw.support,
        model=raw.model,
        basis=raw.basis,
        plant_m=_meters(raw.plant),
        grip_m=_meters(raw.grip),
        props=tuple(
            Prop(prop.kind, prop.x / 100, prop.y / 100, prop.w / 100) for prop in raw.props
        ),
    )


def _pose(
    angles: Triple,
    pitch: float,
    other: Triple | None,
    arms: str | tuple[float, float],
    curl: float,
) -> Pose:
    shank, thigh, trunk = (radians(angle) for angle in angles)
    far = Limb(*(radians(angle) for angle in other)) if other else None
    return Pose(Limb(shank, thigh, radians(pitch)), trunk, far, arms, radians(curl))


ArmsIn = str | tuple[float, float]


def _arms(
    raw: str | tuple[float, float] | tuple[ArmsIn, ArmsIn],
) -> tuple[ArmsIn, ArmsIn]:
    """Arms at the start and at the bottom, each a name or two directions."""
    if isinstance(raw, str):
        return raw, raw
    first, second = raw
    if isinstance(first, (int, float)) and isinstance(second, (int, float)):
        pair = (radians(first), radians(second))
        return pair, pair
    return _one_arm(first), _one_arm(second)


def _one_arm(raw: ArmsIn | float) -> ArmsIn:
    if isinstance(raw, str):
        return raw
    upper, fore = raw if isinstance(raw, tuple) else (raw, raw)
    return radians(upper), radians(fore)


def _meters(pair: tuple[float, float] | None) -> tuple[float, float] | None:
    return None if pair is None else (pair[0] / 100, pair[1] / 100)

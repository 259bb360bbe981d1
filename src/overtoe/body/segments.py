"""A lifter's segments: lengths, masses, centers of mass and inertia."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from overtoe.body import tables
from overtoe.body.tables import PAIRED, SEGMENTS, TABLES, SegmentName, Sex, TableChoice, TableName

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from overtoe.body.lifter import Lifter

    Floats = NDArray[np.float64]

SEXES: tuple[Sex, Sex] = ("m", "f")


@dataclass(frozen=True, eq=False)
class Segment:
    """One segment; every field has shape () for one body or (draws,) for many.

    Parameters
    ----------
    length_m
        Foot: heel to toe tip. Shank, thigh, upper arm, forearm: between joint centers. Hand:
        wrist to knuckle. Head: C7/T1 to vertex. Pelvis: lumbar joint to the middle of the hips.
        Abdomen and thorax: both the whole line from the lumbar joint to C7/T1.
    mass_fraction
        Of body mass, one side for paired segments.
    com, com_forward
        Center of mass as fractions of the length: from the proximal end (heel, knee, hip, lumbar
        joint, vertex, shoulder, elbow, wrist; upward for abdomen and thorax), and ahead of the
        line when standing.
    gyration
        Radius of gyration about the mediolateral axis, as a fraction of the length.
    """

    length_m: Floats
    mass_fraction: Floats
    com: Floats
    com_forward: Floats
    gyration: Floats


@dataclass(frozen=True, eq=False)
class BodySegments:
    """All segments of one body, or of many drawn bodies at once.

    ``mass_kg`` is None when the lifter's mass is unknown. ``ankle_forward`` is the ankle ahead of
    the heel as a fraction of foot length, ``ankle_height_m`` its height over the sole;
    ``lumbar_above_hip_m`` and ``lumbar_behind_hip_m`` place the lumbar joint when standing;
    ``shoulder_along`` places the shoulders on the line from the lumbar joint (0) to C7/T1 (1).
    ``sources`` names the data files that were used.
    """

    parts: Mapping[SegmentName, Segment]
    stature_m: float
    mass_kg: float | None
    ankle_forward: Floats
    ankle_height_m: Floats
    lumbar_above_hip_m: Floats
    lumbar_behind_hip_m: Floats
    shoulder_along: Floats
    sources: tuple[str, ...]

    def __getitem__(self, name: SegmentName) -> Segment:
        """Return one segment by name."""
        return self.parts[name]

    @property
    def trunk_length_m(self) -> Floats:
        """From the lumbar joint to C7/T1."""
        return self.parts["thorax"].length_m


def segments(lifter: Lifter, *, table: TableChoice = "mean") -> BodySegments:
    """Segments of a lifter by a published table, with the mean proportions of the lifter's sex.

    The tables disagree by more than most other errors (a man's thigh is 10.0 to 14.2 % of him),
    and nothing says which of them fits a given lifter, so that the default is their mean. With
    unknown sex every number is the mean of both sexes' tables.

    >>> from overtoe.body.lifter import Lifter
    >>> body = segments(Lifter(1.78, 80.0, "m"), table="de_leva")
    >>> round(float(body["thigh"].length_m), 3), float(body["thigh"].mass_fraction)
    (0.415, 0.1416)
    """
    sexes = (lifter.sex,) if lifter.sex else SEXES
    lengths = {
        name: np.asarray(np.mean([tables.proportions(sex).mean[name] for sex in sexes]))
        for name in tables.proportions("m").mean
    }
    used = TABLES if table == "mean" else (table,)
    rows = {
        name: np.mean([_row(each, sex, name) for each in used for sex in sexes], axis=0)
        for name in SEGMENTS
    }
    return assemble(lifter, lengths, rows, sources=(*used, "proportions"))


def assemble(
    lifter: Lifter,
    ratios: Mapping[str, Floats],
    rows: Mapping[SegmentName, Floats],
    *,
    sources: tuple[str, ...],
) -> BodySegments:
    """Put lengths and table rows together.

    ``ratios`` are lengths as fractions of stature by the proportions table's names, each (...,);
    ``rows`` are (..., 4): mass, com, com_forward, gyration. Masses are scaled so that the whole
    body sums to one, because printed tables round.
    """
    lengths = {name: np.asarray(ratio * lifter.stature_m) for name, ratio in ratios.items()}
    lengths["ankle_forward"] = np.asarray(ratios["ankle_forward"])
    for name, length_m in lifter.measured_m.items():
        lengths[name] = np.full_like(lengths[name], length_m)
    above, behind = lengths["lumbar_above_hip"], lengths["lumbar_behind_hip"]
    trunk = lengths["hip_to_neck"] - above
    lengths |= {"pelvis": np.hypot(above, behind), "abdomen": trunk, "thorax": trunk}
    total = np.sum([rows[name][..., 0] * (2 if name in PAIRED else 1) for name in SEGMENTS], axis=0)
    return BodySegments(
        parts={name: _segment(lengths[name], rows[name], total) for name in SEGMENTS},
        stature_m=lifter.stature_m,
        mass_kg=lifter.mass_kg,
        ankle_forward=lengths["ankle_forward"],
        ankle_height_m=lengths["ankle_height"],
        lumbar_above_hip_m=above,
        lumbar_behind_hip_m=behind,
        shoulder_along=(lengths["shoulder_above_hip"] - above) / trunk,
        sources=sources,
    )


def _segment(length_m: Floats, row: Floats, total: Floats) -> Segment:
    return Segment(length_m, np.asarray(row[..., 0] / total), row[..., 1], row[..., 2], row[..., 3])


def _row(table: TableName, sex: Sex, name: SegmentName) -> Floats:
    row = tables.inertia(table, sex)[name]
    return np.array([row.mass, row.com, row.com_forward, row.gyration])

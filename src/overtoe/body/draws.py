"""Many bodies that the lifter might have: drawn over proportions, tables and sexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from overtoe.body import tables
from overtoe.body.segments import SEXES, BodySegments, assemble
from overtoe.body.tables import SEGMENTS, TABLES, SegmentName

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from overtoe.body.lifter import Lifter

    Floats = NDArray[np.float64]
    Integers = NDArray[np.intp]


def draw_bodies(lifter: Lifter, rng: np.random.Generator, n: int) -> BodySegments:
    """Draw ``n`` bodies for a lifter, all at once.

    Each draw takes one of the published tables, one sex where it is unknown, and proportions from
    their spread over people, thigh, shank and trunk together with their correlations. Measured
    lengths stay as measured.

    Returns
    -------
    BodySegments
        Fields of shape (n,).

    >>> from overtoe.body.lifter import Lifter
    >>> bodies = draw_bodies(Lifter(1.7), np.random.default_rng(1), 200)
    >>> bodies["thigh"].length_m.shape
    (200,)
    """
    sex = rng.integers(0, 2, n) if lifter.sex is None else np.full(n, SEXES.index(lifter.sex))
    table = rng.integers(0, len(TABLES), n)
    return assemble(lifter, _ratios(sex, rng), _rows(table, sex), sources=(*TABLES, "proportions"))


def _rows(table: Integers, sex: Integers) -> Mapping[SegmentName, Floats]:
    return {
        name: np.array(
            [
                [
                    [row.mass, row.com, row.com_forward, row.gyration]
                    for row in (tables.inertia(each, of)[name] for of in SEXES)
                ]
                for each in TABLES
            ]
        )[table, sex]
        for name in SEGMENTS
    }


def _ratios(sex: Integers, rng: np.random.Generator) -> dict[str, Floats]:
    both = [tables.proportions(each) for each in SEXES]
    scores = {name: rng.standard_normal(len(sex)) for name in both[0].mean}
    with_shank = np.array([each.thigh_shank for each in both])[sex]
    with_trunk = np.array([each.thigh_trunk for each in both])[sex]
    for name, share in (("shank", with_shank), ("hip_to_neck", with_trunk)):
        scores[name] = share * scores["thigh"] + np.sqrt(1 - share**2) * scores[name]
    return {
        name: np.array([each.mean[name] for each in both])[sex]
        + np.array([each.sigma[name] for each in both])[sex] * score
        for name, score in scores.items()
    }

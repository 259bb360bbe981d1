"""The mannequin's lengths: human proportions, adjustable, with nothing unknown about them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np

from overtoe.errors import UsageError

RANDOM_BODY: Final = "random"
_LENGTHS: Final = ("thigh", "shank", "trunk", "foot", "ankle_height", "upper_arm", "forearm")


@dataclass(frozen=True)
class Mannequin:
    """Lengths in meters, seen from the side; ``ball`` is the distance from heel to ball."""

    stature: float
    thigh: float
    shank: float
    trunk: float
    upper_arm: float
    forearm: float
    ankle_height: float
    shoe: float
    ball: float
    sole: float
    heel_to_ankle: float


@cache
def data() -> dict[str, Any]:
    """Return the tables of ``mannequin.toml``."""
    text = files("overtoe.sample").joinpath("mannequin.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def body_names() -> tuple[str, ...]:
    """Names that :func:`mannequin` knows.

    >>> "long-thighs" in body_names()
    True
    """
    return (*data()["bodies"], RANDOM_BODY)


def mannequin(name: str = "average-man", *, stature_m: float = 1.75, seed: int = 0) -> Mannequin:
    """Build a body from a named set of proportions, or a random one.

    ``random`` draws sex and every ratio from the distribution that ``mannequin.toml`` quotes, the
    same for the same ``seed``.

    Raises
    ------
    UsageError
        ``SAMPLE_BODY`` for a name it doesn't know.

    >>> round(mannequin("average-man", stature_m=2.0).thigh, 3)
    0.466
    """
    if name not in body_names():
        raise UsageError(
            "SAMPLE_BODY",
            f"There is no body “{name}”. Choose one of {', '.join(body_names())}.",
        )
    shape = _drawn(seed) if name == RANDOM_BODY else dict(data()["bodies"][name])
    sex = shape.pop("sex")
    ratios = {ratio: _ratio(ratio, sex, shape.get(ratio, 0.0)) for ratio in _LENGTHS}
    lengths = {ratio: value * stature_m for ratio, value in ratios.items()}
    return _shod(lengths, stature_m, _ratio("ball_over_foot", sex, 0.0))


def _drawn(seed: int) -> dict[str, Any]:
    generator = np.random.default_rng(seed)
    sex = "male" if generator.random() < 0.5 else "female"
    draws = np.clip(generator.standard_normal(len(_LENGTHS)), -2, 2)
    return {"sex": sex, **{name: float(z) for name, z in zip(_LENGTHS, draws, strict=True)}}


def _ratio(name: str, sex: str, deviations: float) -> float:
    mean, deviation = data()["ratios"][name][sex]
    return float(mean + deviations * deviation)


def _shod(lengths: dict[str, float], stature_m: float, ball_over_foot: float) -> Mannequin:
    shoe = data()["shoe"]
    length = lengths.pop("foot") + shoe["longer_than_foot_m"]
    return Mannequin(
        stature=stature_m,
        shoe=length,
        ball=ball_over_foot * length,
        sole=shoe["sole_m"],
        heel_to_ankle=shoe["ankle_over_length"] * length,
        **lengths,
    )

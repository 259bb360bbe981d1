import pytest

from overtoe.body import Lifter, Load
from overtoe.errors import UsageError


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"stature_m": 3.0}, "BAD_STATURE"),
        ({"stature_m": 178.0}, "BAD_STATURE"),
        ({"stature_m": float("nan")}, "BAD_STATURE"),
        ({"stature_m": 1.8, "mass_kg": -80.0}, "BAD_MASS"),
        ({"stature_m": 1.8, "mass_kg": 0.0}, "BAD_MASS"),
        ({"stature_m": 1.8, "mass_kg": float("inf")}, "BAD_MASS"),
        ({"stature_m": 1.8, "sex": "x"}, "BAD_SEX"),
        ({"stature_m": 1.8, "measured_m": {"thigh": 1.2}}, "BAD_LENGTH"),
        ({"stature_m": 1.8, "measured_m": {"tail": 0.3}}, "UNKNOWN_LENGTH"),
    ],
)
def test_nonsense_gets_a_sentence(arguments, code):
    with pytest.raises(UsageError) as caught:
        Lifter(**arguments)
    assert caught.value.code == code
    assert caught.value.text.endswith(".")


@pytest.mark.parametrize(
    ("mass_kg", "at", "code"),
    [
        (-5.0, "back", "BAD_LOAD"),
        (900.0, "back", "BAD_LOAD"),
        (20.0, "teeth", "BAD_LOAD_PLACE"),
    ],
)
def test_impossible_loads_get_a_sentence(mass_kg, at, code):
    with pytest.raises(UsageError) as caught:
        Load(mass_kg, at)
    assert caught.value.code == code


def test_the_lifter_cannot_be_changed_from_outside():
    lengths = {"thigh": 0.42}
    lifter = Lifter(1.8, measured_m=lengths)
    lengths["thigh"] = 0.1
    assert lifter.measured_m["thigh"] == 0.42

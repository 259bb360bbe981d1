import numpy as np

from overtoe.body import PAIRED_SEGMENTS, SEGMENTS, Lifter, draw_bodies
from overtoe.body.tables import proportions


def _draw(lifter, n=4000):
    return draw_bodies(lifter, np.random.default_rng(3), n)


def test_drawn_proportions_spread_as_people_do():
    bodies = _draw(Lifter(1.0, sex="m"))
    shares = proportions("m")
    for name in ("thigh", "shank", "foot"):
        lengths = bodies[name].length_m
        assert abs(lengths.mean() - shares.mean[name]) < 0.06 * shares.sigma[name]
        assert abs(lengths.std() / shares.sigma[name] - 1) < 0.05


def test_drawn_thighs_are_long_where_trunks_are_short():
    bodies = _draw(Lifter(1.8, sex="m"))
    hip_to_neck = bodies.trunk_length_m + bodies.lumbar_above_hip_m
    together = np.corrcoef(bodies["thigh"].length_m, hip_to_neck)[0, 1]
    assert abs(together - proportions("m").thigh_trunk) < 0.05


def test_every_drawn_body_is_whole():
    bodies = _draw(Lifter(1.8), 50)
    total = sum(
        bodies[name].mass_fraction * (2 if name in PAIRED_SEGMENTS else 1) for name in SEGMENTS
    )
    np.testing.assert_allclose(total, 1.0, atol=1e-12)


def test_unknown_sex_widens_the_spread():
    known = _draw(Lifter(1.8, sex="m"))["thigh"].mass_fraction.std()
    assert _draw(Lifter(1.8))["thigh"].mass_fraction.std() > known


def test_the_same_seed_gives_the_same_bodies():
    first, second = _draw(Lifter(1.8), 10), _draw(Lifter(1.8), 10)
    np.testing.assert_array_equal(first["thorax"].com, second["thorax"].com)


def test_measured_lengths_are_not_drawn():
    assert np.ptp(_draw(Lifter(1.8, measured_m={"shank": 0.44}), 20)["shank"].length_m) == 0.0

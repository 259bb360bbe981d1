"""No input yields an unsafe target."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from overtoe.nutrition.bounds import LEAST_ENERGY_KCAL, Referral, least_energy_kcal, referral
from overtoe.nutrition.energy import initial_fat_kg, maintenance_kcal
from overtoe.nutrition.goal import Goal
from overtoe.nutrition.profile import Profile
from overtoe.nutrition.targets import KCAL_PER_G, targets

profiles = st.builds(
    Profile,
    sex=st.sampled_from(["m", "f"]),
    age_y=st.floats(10, 95),
    stature_m=st.floats(1.4, 2.1),
    mass_kg=st.floats(40, 200),
    activity_factor=st.floats(1.2, 2.4),
    training_years=st.floats(0, 30),
    strength_sessions_per_week=st.integers(0, 7),
    pregnant=st.booleans(),
    eating_disorder=st.booleans(),
)
goals = st.builds(
    Goal,
    lose_fat_kg=st.none() | st.floats(0, 60),
    gain_muscle_kg=st.none() | st.floats(0, 30),
)


@given(profiles, goals)
def test_energy_is_never_below_the_floor(profile, goal):
    daily = targets(profile, goal)
    least = max(least_energy_kcal(profile), LEAST_ENERGY_KCAL[profile.sex])
    assert min(daily.energy_kcal.value, daily.energy_kcal.low) >= least - 1e-9


@given(profiles, goals)
def test_energy_availability_holds(profile, goal):
    fat_free_kg = profile.mass_kg - initial_fat_kg(profile)
    assert targets(profile, goal).energy_kcal.value >= 30.0 * fat_free_kg


@given(profiles, goals)
def test_the_cut_is_at_most_a_fifth(profile, goal):
    daily = targets(profile, goal)
    assert daily.change_kcal >= -0.20 * maintenance_kcal(profile).value


@given(profiles, goals)
def test_macronutrients_fit_in_the_energy(profile, goal):
    daily = targets(profile, goal)
    least = daily.protein_g.value * KCAL_PER_G["protein"] + daily.fat_g.value * KCAL_PER_G["fat"]
    assert daily.carbohydrate_g >= 0
    assert least <= daily.energy_kcal.value
    assert 1.0 * profile.mass_kg <= daily.protein_g.value <= 2.2 * profile.mass_kg + 1e-9


@given(profiles, goals)
def test_minors_pregnancy_and_eating_disorders_get_no_plan(profile, goal):
    stopped = referral(profile, goal)
    if profile.age_y < 18 or profile.pregnant or profile.eating_disorder:
        assert isinstance(stopped, Referral)


@given(profiles)
def test_the_underweight_get_no_plan_to_lose(profile):
    if profile.bmi < 18.5:
        assert referral(profile, Goal(lose_fat_kg=3.0)) is not None

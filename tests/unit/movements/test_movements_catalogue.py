"""The catalogue holds what it promises: counts, references, neighbors, words."""

from __future__ import annotations

import re
from collections import Counter
from math import radians

import pytest

from overtoe.errors import UnreadableError
from overtoe.movements import Catalogue, Rung, catalogue, tasks
from overtoe.movements.loader import merged, read_ladder

BOOK = catalogue()
RUNGS = list(BOOK.rungs.values())

# Names of programs and people aren't ours, and the wording rules rule the rest out.
BRANDS = re.compile(
    r"\b(atg|knees over toes|kot|poliquin|patrick|petersen|jefferson|couch stretch|tib bar|"
    r"copenhagen|cossack|pistol|bulgarian|spanish|sissy|peterson)\b",
    re.IGNORECASE,
)
FORBIDDEN = re.compile(
    r"\b(diagnos\w*|treat\w*|cures?|cured|therap\w*|injury-free|protects?|safe knee|prevents?|"
    r"clinical-grade|patients?|weak|bad form|wrong|damage|wear|torn|bone on bone|bulletproof)\b",
    re.IGNORECASE,
)


def texts(rung: Rung) -> list[str]:
    """Every sentence of a rung that a person reads."""
    found = [rung.name, rung.entry, rung.film.tip, *rung.cues, rung.not_computed or ""]
    found += [fault.text for fault in rung.faults]
    return [*found, rung.evidence.note or "", rung.exit.note or ""]


def test_there_is_enough_to_train_a_whole_body():
    assert len(BOOK.ladders) >= 44
    assert len(BOOK.movements) >= 60
    assert len(BOOK.rungs) >= 250


def test_every_pattern_of_a_balanced_week_is_there():
    patterns = {ladder.pattern for ladder in BOOK.ladders.values() if ladder.default}
    assert patterns >= {
        "ankle", "calf", "squat", "split", "step", "hinge", "knee-curl", "push-horizontal",
        "push-vertical", "pull-horizontal", "pull-vertical", "trunk-front", "trunk-side", "carry",
        "adduction", "abduction", "hip-flexion", "mobility", "backward-walk", "jump", "run",
    }  # fmt: skip


def test_ids_are_kebab_case_with_numbers_from_one():
    for ladder in BOOK.ladders.values():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", ladder.id)
        assert [rung.number for rung in ladder.rungs] == list(range(1, len(ladder.rungs) + 1))
        assert [rung.id for rung in ladder.rungs] == [
            f"{ladder.id}.{rung.number}" for rung in ladder.rungs
        ]


@pytest.mark.parametrize(
    ("field", "known"),
    [
        (lambda rung: rung.equipment | rung.optional, BOOK.equipment),
        (lambda rung: rung.contraindications, BOOK.contraindications),
        (lambda rung: rung.targets, BOOK.muscles),
        (lambda rung: rung.tissues, BOOK.tissues),
        (lambda rung: rung.evidence.sources, BOOK.sources),
    ],
    ids=["equipment", "contraindications", "muscles", "tissues", "sources"],
)
def test_every_reference_is_known_and_every_word_is_used(field, known):
    used = {name for rung in RUNGS for name in field(rung)}
    assert not used - known.keys()
    in_tasks = {name for task in tasks().values() for need in task.needs for name in need.sources}
    assert not known.keys() - used - in_tasks


def test_neighbors_exist_and_ladders_have_two_ends():
    for rung in RUNGS:
        for neighbor in (rung.easier, rung.harder):
            assert neighbor is None or neighbor in BOOK.rungs
    for ladder in BOOK.ladders.values():
        assert ladder.rungs[0].easier is None
        assert ladder.rungs[-1].harder is None


def test_every_movement_has_rungs_of_its_own_ladder():
    for movement in BOOK.movements.values():
        assert movement.rungs
        assert {BOOK.rungs[rung].ladder for rung in movement.rungs} == {movement.ladder}
    listed = [rung for movement in BOOK.movements.values() for rung in movement.rungs]
    assert sorted(listed) == sorted(BOOK.rungs)


def test_movement_ids_are_used_by_one_ladder_only():
    owners = Counter(
        (rung.movement, rung.ladder) for ladder in BOOK.ladders.values() for rung in ladder.rungs
    )
    assert len({movement for movement, _ in owners}) == len(owners)


def test_grades_above_convention_name_a_source_that_was_read():
    for rung in RUNGS:
        read = [BOOK.sources[name].seen for name in rung.evidence.sources]
        if rung.evidence.grade in "AB":
            assert any("abstract" in seen or "secondary" in seen for seen in read), rung.id


def test_values_from_memory_say_so():
    # No angle, dose or stress stands without its basis, and none from memory is graded as paper.
    for rung in RUNGS:
        assert rung.evidence.basis in {"paper", "geometry", "convention", "memory"}
        assert rung.tissue_basis in {"paper", "geometry", "convention", "memory"}
        assert rung.posture is None or rung.posture.basis in {"paper", "geometry", "memory"}


def test_cues_are_short_and_plain():
    for rung in RUNGS:
        for cue in rung.cues:
            assert len(cue.split()) <= 15, (rung.id, cue)
        for text in texts(rung):
            assert all(len(part.split()) <= 20 for part in re.split(r"[.;:!?]", text)), rung.id


def test_words_keep_to_the_wording_rules():
    said = [(rung.id, text) for rung in RUNGS for text in texts(rung)]
    said += [(ladder.id, ladder.name) for ladder in BOOK.ladders.values()]
    said += [(ladder.id, ladder.purpose) for ladder in BOOK.ladders.values()]
    said += [(movement.id, movement.name) for movement in BOOK.movements.values()]
    said += list(BOOK.equipment.items()) + list(BOOK.tissues.items())
    for where, text in said:
        assert not FORBIDDEN.search(text), (where, text)
        assert not BRANDS.search(text), (where, text)


def test_doses_are_humane():
    for rung in RUNGS:
        assert 1 <= rung.dose.sets <= 12
        if rung.dose.reps:
            assert rung.dose.reps[1] <= 30, rung.id
            assert rung.dose.set_s <= 200, rung.id
        assert rung.exit.sets <= 12


def test_loads_start_below_their_maximum_and_fit_a_gym():
    for rung in RUNGS:
        if rung.load.kind == "none":
            continue
        assert 0 < rung.load.start < rung.load.maximum, rung.id
        assert rung.load.kilograms(80, rung.load.maximum) <= 120, rung.id
        assert rung.load.increment <= rung.load.maximum - rung.load.start, rung.id


def test_warm_ups_are_light():
    for rung in RUNGS:
        if rung.warmup:
            assert rung.recovery_h <= 48, rung.id
            assert max(rung.tissues.values(), default=0) <= 0.65, rung.id


def test_raised_heels_are_declared_wherever_the_template_raises_them():
    # A heel-lift fault must not fire where the movement asks for a raised heel.
    for rung in RUNGS:
        posture = rung.posture
        if posture is None or posture.rest not in ("feet", "toes") or posture.model != "standing":
            continue
        if posture.bottom.leg.pitch_rad > radians(8):
            assert rung.heel in ("raised", "lifts", "free"), rung.id


def test_needs_come_from_the_template():
    # Split squat 5 has shank 42, thigh 102 and trunk 5 degrees at the bottom.
    needs = BOOK.rungs["split-squat.5"].needs
    assert needs.dorsiflexion_rad == pytest.approx(radians(42))
    assert needs.knee_flexion_rad == pytest.approx(radians(144))
    assert needs.hip_flexion_rad == pytest.approx(radians(107))


def test_a_wedge_spares_the_ankle():
    # The template of the wedge squat: shank 40 on a pitch of 15 degrees asks 25 of the ankle.
    assert BOOK.rungs["squat.3"].needs.dorsiflexion_rad == pytest.approx(radians(25))


def test_catalogue_is_read_once():
    assert catalogue() is catalogue()
    assert isinstance(BOOK, Catalogue)


def test_merging_replaces_the_kind_of_dose():
    merged_dose = merged({"dose": {"sets": 3, "reps": [5, 8]}}, {"dose": {"meters": [10, 20]}})
    assert merged_dose == {"dose": {"sets": 3, "meters": [10, 20]}}


def test_an_incomplete_ladder_is_refused_with_its_name():
    raw = {"id": "half", "name": "Half", "pattern": "squat", "purpose": "None yet.", "rung": [{}]}
    with pytest.raises(UnreadableError, match="half") as caught:
        read_ladder(raw, "knee", {})
    assert caught.value.code == "CATALOGUE_INVALID"

"""The steps about pain, health and tests."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from overtoe.program.questions import conditions, health_questions
from overtoe.site.people.draft import Draft
from overtoe.site.people.forms import About, Goals, Kit, Step, Time

PLACES: Final = {
    "knee-left": "Left knee",
    "knee-right": "Right knee",
    "ankle-left": "Left ankle or Achilles tendon",
    "ankle-right": "Right ankle or Achilles tendon",
    "hip-left": "Left hip",
    "hip-right": "Right hip",
    "low_back": "Low back",
    "shoulder-left": "Left shoulder",
    "shoulder-right": "Right shoulder",
}
SCORES: Final = [("", "none"), *[(str(n), str(n)) for n in range(11)]]
TESTS: Final = {
    "knee_to_wall_left_cm": (
        "Knee to wall, left, cm",
        "Big toe to wall, heel down, knee touching.",
    ),
    "knee_to_wall_right_cm": ("Knee to wall, right, cm", ""),
    "heel_raises_left": ("Heel raises on the left leg", "Full height, until it no longer is."),
    "heel_raises_right": ("Heel raises on the right leg", ""),
    "push_ups": ("Push-ups", ""),
    "pull_ups": ("Pull-ups", ""),
}


class Pains(Step):
    """Where it hurts, and how mornings usually are."""

    name, title = "pain", "Does anything hurt?"
    lead = "0 is no pain, 10 the worst you can imagine. Leave a place on “none” if it is fine."

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for place, words in PLACES.items():
            self.fields[place] = forms.ChoiceField(label=words, choices=SCORES, required=False)

    @classmethod
    def known(cls, draft: Draft) -> dict[str, Any]:
        """Answers given before, by field."""
        return {_place(pain): str(pain.get("during", 0)) for pain in draft.get("pain", [])}

    def write(self, draft: Draft) -> Draft:
        """Return the answers with this step's own; what was told beside the number stays."""
        before = {_place(pain): pain for pain in draft.get("pain", [])}
        pains = []
        for place in PLACES:
            said = self.cleaned_data[place]
            if said:
                joint, _, side = place.partition("-")
                where = {"joint": joint} | ({"side": side} if side else {})
                pains.append({**before.get(place, {}), **where, "during": int(said)})
        return {**draft, "pain": pains}


class Health(Step):
    """Everything that has to be settled before training."""

    name, title = "health", "Before you train"
    lead = "Tick what is true for you, and leave the rest. A yes may mean: see someone first."

    yes = forms.MultipleChoiceField(
        label="Health", widget=forms.CheckboxSelectMultiple, required=False
    )
    blood_pressure = forms.ChoiceField(
        label="Blood pressure",
        choices=[
            ("normal", "Normal, or not known to be high"),
            ("high_controlled", "High, under control"),
            ("high_uncontrolled", "High, not under control"),
        ],
        widget=forms.RadioSelect,
        initial="normal",
    )
    told = forms.MultipleChoiceField(
        label="Has a professional named any of these?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    surgery_weeks_ago = forms.IntegerField(
        label="Weeks since surgery, if any", required=False, min_value=0, max_value=2000
    )
    birth_weeks_ago = forms.IntegerField(
        label="Weeks since giving birth, if lately", required=False, min_value=0, max_value=520
    )
    cleared_by = forms.CharField(
        label="Who knows these answers and agreed to training?",
        required=False,
        max_length=80,
        help_text="A doctor or physiotherapist, by name. Leave it empty otherwise.",
    )
    guardian = forms.CharField(
        label="Under 16: parent or guardian who agrees and is there",
        required=False,
        max_length=80,
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = {
            "yes": [(question.id, question.text) for question in health_questions()],
            "told": [(name, _capital(one.text)) for name, one in conditions().items()],
        }
        for name, values in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.MultipleChoiceField):
                field.choices = values

    @classmethod
    def known(cls, draft: Draft) -> dict[str, Any]:
        """Answers given before, by field."""
        return {**draft.get("health", {}), "guardian": draft.get("guardian", "")}

    def write(self, draft: Draft) -> Draft:
        """Return the answers with this step's own."""
        said = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        guardian = said.pop("guardian", None)
        rest = {name: value for name, value in draft.items() if name != "guardian"}
        return {**rest, "health": said} | ({"guardian": guardian} if guardian else {})


class Tests(Step):
    """What can be done today; all of it may be left out."""

    name, title = "tests", "Tests, if you like"
    lead = "They let the program begin where you are. Leave out what you haven't tested."

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, (label, hint) in TESTS.items():
            most = 40 if name.endswith("_cm") else 500
            kind = forms.FloatField if name.endswith("_cm") else forms.IntegerField
            self.fields[name] = kind(
                label=label, help_text=hint, required=False, min_value=0, max_value=most
            )

    @classmethod
    def known(cls, draft: Draft) -> dict[str, Any]:
        """Answers given before, by field."""
        return dict(draft.get("tests", {}))

    def write(self, draft: Draft) -> Draft:
        """Return the answers with this step's own."""
        said = {name: value for name, value in self.cleaned_data.items() if value is not None}
        kept = {k: v for k, v in draft.get("tests", {}).items() if k not in TESTS}
        return {**draft, "tests": {**kept, **said}}


STEPS: Final[tuple[type[Step], ...]] = (About, Goals, Time, Kit, Pains, Health, Tests)
"""The steps in their order."""


def _place(pain: dict[str, Any]) -> str:
    return "-".join(part for part in (pain["joint"], pain.get("side")) if part)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]

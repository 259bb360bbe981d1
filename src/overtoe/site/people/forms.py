"""The short steps of the intake; each reads and writes its part of the answers."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django import forms

from overtoe.movements import catalogue
from overtoe.program.person import GOALS
from overtoe.program.types import WEEKDAYS
from overtoe.site.people.draft import Draft, masses, masses_text, numbers

WEIGHTS: Final = frozenset({"dumbbell", "dumbbell-pair", "barbell", "plate", "backpack"})
"""Things that are told by their mass."""

COMMON: Final = (
    "wall", "floor-space", "chair", "towel", "path", "timer", "mat", "step", "stairs", "band",
    "box", "bench", "wedge", "rings", "pull-bar", "anchor",
)  # fmt: skip
"""What a home often has, first; anything else follows by the alphabet."""

PRESUMED: Final = ("wall", "floor-space", "chair", "towel", "path", "timer")


class Step(forms.Form):
    """One screen of questions."""

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    lead: ClassVar[str] = ""
    folded: ClassVar[tuple[str, ...]] = ()
    """Fields that most people leave out."""

    @classmethod
    def known(cls, draft: Draft) -> dict[str, Any]:
        """Answers given before, by field."""
        raise NotImplementedError

    def write(self, draft: Draft) -> Draft:
        """Return the answers with this step's own."""
        raise NotImplementedError


class About(Step):
    """Who, and how long and heavy the levers are."""

    name, title = "about", "About you"
    lead = "Loads and doses fit your body. Nothing leaves this machine."

    called = forms.CharField(label="Name", max_length=60)
    birth_year = forms.IntegerField(label="Year of birth", min_value=1900, max_value=2100)
    sex = forms.ChoiceField(
        label="Sex",
        help_text="Only for tables of body proportions and norms.",
        choices=[("female", "Female"), ("male", "Male")],
        widget=forms.RadioSelect,
    )
    stature_cm = forms.FloatField(label="Height, cm", min_value=100, max_value=230)
    mass_kg = forms.FloatField(label="Body weight, kg", min_value=25, max_value=250)
    years = forms.ChoiceField(
        label="Strength training so far",
        choices=[("0", "New to it"), ("1", "A year or so"), ("3", "Several years")],
        widget=forms.RadioSelect,
        initial="0",
    )

    @classmethod
    def known(cls, draft: Draft) -> dict[str, Any]:
        """Answers given before, by field."""
        years = float(draft.get("training_years", 0))
        said = "3" if years >= 2 else "1" if years >= 1 else "0"
        return {"called": draft.get("name", ""), "years": said, **draft.get("body", {})}

    def write(self, draft: Draft) -> Draft:
        """Return the answers with this step's own."""
        said = self.cleaned_data
        names = ("birth_year", "sex", "stature_cm", "mass_kg")
        body = {name: said[name] for name in names}
        years = float(said["years"])
        return {**draft, "name": said["called"], "body": body, "training_years": years}


class Goals(Step):
    """What it is for."""

    name, title = "goals", "What is it for?"
    lead = "Choose what you want to do. What matters most counts double."

    first = forms.ChoiceField(
        label="Most of all", choices=list(GOALS.items()), widget=forms.RadioSelect
    )
    more = forms.MultipleChoiceField(
        label="Also",
        choices=list(GOALS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    @classmethod
    def known(cls, draft: Draft) -> dict[str, Any]:
        """Answers given before, by field."""
        goals = list(draft.get("goals", []))
        return {"first": goals[0] if goals else None, "more": goals[1:]}

    def write(self, draft: Draft) -> Draft:
        """Return the answers with this step's own."""
        first = self.cleaned_data["first"]
        return {**draft, "goals": [first, *(g for g in self.cleaned_data["more"] if g != first)]}


class Time(Step):
    """Which days, and how long."""

    name, title = "time", "When do you train?"
    lead = "Two or three days are plenty. You can change this whenever you like."

    days = forms.MultipleChoiceField(
        label="Days",
        choices=[(day, day.capitalize()) for day in WEEKDAYS],
        widget=forms.CheckboxSelectMultiple,
    )
    minutes = forms.ChoiceField(
        label="Minutes each time",
        choices=[(str(n), f"{n} min") for n in (20, 25, 30, 40, 45, 60, 75)],
        widget=forms.RadioSelect,
        initial="30",
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        given = str((self.initial or {}).get("minutes", ""))
        field = self.fields["minutes"]
        if given and isinstance(field, forms.ChoiceField):
            known = {str(value) for value, _ in list(field.choices)}  # type: ignore[arg-type]
            if given not in known:
                field.choices = [*list(field.choices), (given, f"{given} min")]  # type: ignore[arg-type]

    @classmethod
    def known(cls, draft: Draft) -> dict[str, Any]:
        """Answers given before, by field."""
        found = {day: draft["time"][day] for day in WEEKDAYS if draft["time"].get(day)}
        if not found:
            return {"days": ["monday", "wednesday", "friday"], "minutes": "30"}
        return {"days": list(found), "minutes": str(max(found.values()))}

    def write(self, draft: Draft) -> Draft:
        """Return the answers with this step's own."""
        before = draft["time"]
        minutes = int(self.cleaned_data["minutes"])
        kept = {name: value for name, value in before.items() if name not in WEEKDAYS}
        same = dict.fromkeys(self.cleaned_data["days"], minutes)
        return {**draft, "time": {**same, **kept}}


class Kit(Step):
    """What is there to train with."""

    name, title = "kit", "What do you have?"
    lead = "Tick what is within reach. Weights may wait; a wall and a stair go far."

    folded = ("rare",)

    items = forms.MultipleChoiceField(
        label="Things", widget=forms.CheckboxSelectMultiple, required=False
    )
    rare = forms.MultipleChoiceField(
        label="Less common things", widget=forms.CheckboxSelectMultiple, required=False
    )
    heights = forms.CharField(
        label="Heights of steps and boxes, cm", required=False, help_text="Like 10 20 45"
    )
    dumbbells = forms.CharField(
        label="Dumbbells, kg", required=False, help_text="Like 5x2 10x2: two of 5 kg, two of 10 kg"
    )
    kettlebells = forms.CharField(label="Kettlebells, kg", required=False)
    plates = forms.CharField(label="Plates, kg", required=False)
    barbell_kg = forms.FloatField(label="Barbell, kg", required=False, min_value=1, max_value=50)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        words = catalogue().equipment
        rest = sorted(set(words) - set(COMMON) - WEIGHTS)
        for name, things in (("items", COMMON), ("rare", rest)):
            field = self.fields[name]
            if isinstance(field, forms.MultipleChoiceField):
                field.choices = [(thing, _capital(words[thing])) for thing in things]

    @classmethod
    def known(cls, draft: Draft) -> dict[str, Any]:
        """Answers given before, by field."""
        kit = draft.get("equipment")
        if kit is None:
            return {"items": list(PRESUMED)}
        return {
            "items": kit.get("items", []),
            "rare": kit.get("items", []),
            "heights": " ".join(f"{cm:g}" for cm in kit.get("heights_cm", [])),
            "dumbbells": masses_text(kit.get("dumbbells_kg", {})),
            "kettlebells": masses_text(kit.get("kettlebells_kg", {})),
            "plates": masses_text(kit.get("plates_kg", {})),
            "barbell_kg": kit.get("barbell_kg"),
        }

    def clean_heights(self) -> list[float]:
        """Heights as numbers."""
        try:
            return numbers(self.cleaned_data["heights"])
        except ValueError as error:
            raise forms.ValidationError("Write heights in cm, like 10 20 45.") from error

    def clean_dumbbells(self) -> dict[str, int]:
        """Dumbbells by mass."""
        return _weights(self.cleaned_data["dumbbells"])

    def clean_kettlebells(self) -> dict[str, int]:
        """Kettlebells by mass."""
        return _weights(self.cleaned_data["kettlebells"])

    def clean_plates(self) -> dict[str, int]:
        """Plates by mass."""
        return _weights(self.cleaned_data["plates"])

    def write(self, draft: Draft) -> Draft:
        """Return the answers with this step's own."""
        said = self.cleaned_data
        kit = {
            **draft.get("equipment", {}),
            "items": [*said["items"], *said["rare"]],
            "heights_cm": said["heights"],
            "dumbbells_kg": said["dumbbells"],
            "kettlebells_kg": said["kettlebells"],
            "plates_kg": said["plates"],
            "barbell_kg": said["barbell_kg"],
        }
        return {**draft, "equipment": {k: v for k, v in kit.items() if v not in (None, [], {})}}


def _capital(text: str) -> str:
    bare = text.removeprefix("a ").removeprefix("an ").split(", ")[0]
    return bare[0].upper() + bare[1:]


def _weights(text: str) -> dict[str, int]:
    try:
        return masses(text)
    except ValueError as error:
        raise forms.ValidationError("Write weights like 5x2 10x2.") from error

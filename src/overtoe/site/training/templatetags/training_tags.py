"""Figures and field kinds for the templates."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django import forms, template
from django.utils.safestring import SafeString, mark_safe

from overtoe.movements import catalogue, figure

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField

register = template.Library()

LONG_CHOICE = 60
"""Choices longer than this are lines to tick, shorter ones chips."""


@register.simple_tag(name="figure")
def figure_tag(rung: str) -> SafeString:
    """Drawing of a rung in the colors of the text around it; nothing where there is none."""
    return mark_safe(_drawn(rung))  # noqa: S308  (our own drawing, with escaped names)


@lru_cache(maxsize=1024)
def _drawn(rung: str) -> str:
    known = catalogue().rungs.get(rung)
    return figure.svg(known) if known is not None and known.posture is not None else ""


@register.filter
def widget_kind(field: BoundField) -> str:
    """How a form field is laid out: chips, lines, check, hidden or plain."""
    widget = field.field.widget
    if isinstance(widget, forms.HiddenInput):
        return "hidden"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        longest = max((len(str(label)) for _, label in widget.choices), default=0)
        return "lines" if longest > LONG_CHOICE else "chips"
    return "check" if isinstance(widget, forms.CheckboxInput) else "plain"

"""The plan as a page to read on a phone, and as sheets to tape to the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from overtoe.program.types import HOUSE, WEEKDAYS, YOU, BlockKind
from overtoe.report import design, wording
from overtoe.report.plan_figures import figure_id, sprite, timeline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from overtoe.movements.types import Catalogue
    from overtoe.program.couple import CouplePlan, Shared
    from overtoe.program.types import Prescribed, Program, Proof, Session, Week

STOP: Final = "{}: {} {}".format(*wording.STOP_RULE)
"""The stop rule as one sentence: what is felt, what to do, whom to see."""

QUIET: Final = (HOUSE, YOU)
"""Whose reasons need no name on the page."""


def plan_page(
    program: Program, catalogue: Catalogue, *, couple: CouplePlan | None = None, suffix: str = ""
) -> str:
    """The whole program as one self-contained page.

    ``suffix`` is what the names of the sheet and the calendar file carry (``-ana``).
    """
    symbols, drawn = sprite(_rungs(program.sessions()), catalogue)
    sessions = list(program.sessions())
    body = (
        design.templates()
        .get_template("plan.html")
        .render(
            sprite=symbols,
            person=program.person,
            first=_date(sessions[0]),
            last=_date(sessions[-1]),
            headline=_headline(program),
            lead="Each week asks for a little more, and only if the last two sessions went well.",
            cautions=program.cautions,
            stop_rule=STOP,
            pain_allowed=program.pain_allowed,
            weeks=[_week(week, drawn) for week in program.weeks],
            proof=proof_sentence(program.proof),
            reasons=program.why,
            sources=program.sources,
            purpose=wording.PURPOSE,
            quiet=QUIET,
            sheet_name=f"sheet{suffix}.html",
            ics_name=f"plan{suffix}.ics",
            shared=bool(couple and couple.shared),
            **_together(couple),
        )
    )
    return design.page(f"Plan of {program.person}", body, style=design.static_text("plan.css"))


def sheet_page(program: Program, catalogue: Catalogue) -> str:
    """One sheet per session, for A4 and Letter, in black and white."""
    symbols, drawn = sprite(_rungs(program.sessions()), catalogue)
    themes = {week.number: week.theme for week in program.weeks}
    body = (
        design.templates()
        .get_template("plan_sheet.html")
        .render(
            sprite=symbols,
            person=program.person,
            sessions=[_sheet(s, themes[s.week], drawn, catalogue) for s in program.sessions()],
            stop_rule=STOP,
            pain_allowed=program.pain_allowed,
        )
    )
    style = design.static_text("plan_sheet.css")
    return design.page(f"Sheets of {program.person}", body, style=style)


def proof_sentence(proof: Proof) -> str:
    """How good the plan is known to be, in one sentence."""
    if proof.optimal:
        return "Within these rules no better week exists; the solver proved it."
    return (
        f"The solver proved that within these rules no week could be more than {proof.gap:.1%} "
        "better than this one."
    )


def _headline(program: Program) -> str:
    days = max(len(week.sessions) for week in program.weeks)
    minutes = max(session.minutes for session in program.sessions())
    word = "day" if days == 1 else "days"
    return f"{len(program.weeks)} weeks, {days} {word} a week, up to {minutes} minutes"


def _together(couple: CouplePlan | None) -> dict[str, str]:
    if couple is None or not couple.shared:
        return {"saved": "", "timeline": ""}
    # The first week has half the sets; the second shows what a session is like.
    later = [s for s in couple.shared if (s.date - couple.shared[0].date).days >= 7]
    shown = (later or list(couple.shared))[0]
    return {"saved": saved_sentence(shown), "timeline": timeline(shown.paired)}


def saved_sentence(shared: Shared) -> str:
    """Minutes of a session for two, and what that saves."""
    paired = shared.paired
    one, two = (round(seconds / 60) for seconds in paired.alone_s)
    known = (
        "No order of sets is faster."
        if paired.proven
        else f"At most {max(1, (paired.seconds - paired.bound_s) // 60)} min faster is possible."
    )
    return (
        f"{shared.date:%A, %d %B}: both done in {-(-paired.seconds // 60)} minutes instead of "
        f"{one} + {two} one after the other; {paired.saved_s // 60} minutes saved. {known}"
    )


def _week(week: Week, drawn: frozenset[str]) -> dict[str, Any]:
    return {
        "number": week.number,
        "theme": week.theme,
        "dates": f"from {week.sessions[0].date:%d %B}",
        "why": " ".join(reason.text for reason in week.why),
        "sessions": [_session(session, drawn) for session in week.sessions],
    }


def _session(session: Session, drawn: frozenset[str]) -> dict[str, Any]:
    return {
        "day": f"{WEEKDAYS[session.weekday].capitalize()}, {_date(session)}",
        "minutes": session.minutes,
        "allowed": session.minutes_allowed,
        "blocks": [
            {"kind": block.kind.value, "entries": [_item(item, drawn) for item in block.items]}
            for block in session.blocks
        ],
    }


def _item(item: Prescribed, drawn: frozenset[str]) -> dict[str, Any]:
    dose = item.dose.split(f" · {item.load.how}")[0] if item.load else item.dose
    return {
        "title": item.title,
        "movement": item.movement or item.name,
        "rung": item.name if item.title not in {item.name, item.movement} else "",
        "dose": dose,
        "load": item.load.how if item.load else "",
        "cue": item.cue,
        "why": item.why,
        "figure": figure_id(item.rung) if item.rung in drawn else "",
        "ticks": range(item.sets),
        "rest": f"{item.rest_s} s" if item.rest_s else "none",
    }


def _sheet(
    session: Session, theme: str, drawn: frozenset[str], catalogue: Catalogue
) -> dict[str, Any]:
    warm = [i for b in session.blocks if b.kind is BlockKind.WARM_UP for i in b.items]
    rest = [i for b in session.blocks if b.kind is not BlockKind.WARM_UP for i in b.items]
    return {
        "day": f"{WEEKDAYS[session.weekday].capitalize()}, {_date(session)}",
        "week": session.week,
        "theme": theme,
        "minutes": session.minutes,
        "equipment": ", ".join(_words(session.equipment, catalogue)),
        "warm": [_item(item, drawn) for item in warm],
        "entries": [_item(item, drawn) for item in rest],
    }


def _words(names: Iterable[str], catalogue: Catalogue) -> list[str]:
    words = [catalogue.equipment.get(name, name) for name in names]
    return [without_article(word.split(",")[0]) for word in words]


def without_article(text: str) -> str:
    """The thing without its article.

    >>> without_article("a stable chair")
    'stable chair'
    """
    return text.removeprefix("an ").removeprefix("a ")


def _rungs(sessions: Iterable[Session]) -> set[str]:
    return {item.rung for session in sessions for item in session.items}


def _date(session: Session) -> str:
    return f"{session.date.day} {session.date:%B %Y}"

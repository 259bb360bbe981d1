"""Who needs a professional today, and why, in words: rules over the standing of each client.

Thresholds are house rules. None of them says what a person has; each says what was logged.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from overtoe.site.training.standing import DONE, MISSED, REST, STRIP_DAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

REFER, ACT, REVIEW, FINE = "refer", "act", "review", "fine"
GROUPS: Final = {
    REFER: "Refer now",
    ACT: "Act today",
    REVIEW: "Review",
    FINE: "Fine",
}
"""Groups in their fixed order, with their headings."""

PAIN_HIGH: Final = 8
PAIN_ABOVE: Final = 5
PAIN_RISE: Final = 3
PAIN_DAYS: Final = 7
SILENT_DAYS: Final = 7
MISSED_IN_A_ROW: Final = 2


@dataclass(frozen=True)
class Facts:
    """What the rules look at, for one client on one day.

    ``strip`` holds the fourteen days to today, ``contact`` the day of the last entry in the log or
    of joining, ``series`` the pain of the joint that asks most for a look, by day.
    """

    today: dt.date
    contact: dt.date
    strip: str = REST * STRIP_DAYS
    series: tuple[tuple[dt.date, int], ...] = ()
    where: str = ""
    stopped: str = ""
    ready: str = ""
    clip_waiting: bool = False
    review_on: dt.date | None = None

    @property
    def silent_days(self) -> int:
        """Days since contact."""
        return max((self.today - self.contact).days, 0)

    @property
    def recent_pain(self) -> tuple[tuple[dt.date, int], ...]:
        """Pain told in the last seven days."""
        return tuple(one for one in self.series if (self.today - one[0]).days <= PAIN_DAYS)


@dataclass(frozen=True)
class Rule:
    """One rule and what it says of a client, if it fits.

    ``part`` is the section of the client's page where the first thing to do about it stands.
    """

    code: str
    group: str
    name: str
    text: str
    action: str
    part: str
    says: Callable[[Facts], str | None]


@dataclass(frozen=True)
class Reason:
    """A rule that fits a client, in words."""

    rule: Rule
    text: str


def _stopped(facts: Facts) -> str | None:
    if not facts.stopped:
        return None
    return f"Pain above 5 twice in a row; stopped: {facts.stopped}"


def _high(facts: Facts) -> str | None:
    near = facts.recent_pain
    if not near or near[-1][1] < PAIN_HIGH:
        return None
    return f"{_joint(facts)} {near[-1][1]} of 10 {_ago(facts, near[-1][0])}"


def _rise(facts: Facts) -> str | None:
    near = facts.recent_pain
    if len(near) < 2 or near[-1][1] - near[0][1] < PAIN_RISE:
        return None
    days = (near[-1][0] - near[0][0]).days
    over = "1 day" if days == 1 else f"{days} days"
    return f"{_joint(facts)} {near[0][1]}→{near[-1][1]} over {over}"


def _above(facts: Facts) -> str | None:
    near = facts.recent_pain
    if not near or near[-1][1] <= PAIN_ABOVE:
        return None
    return f"{_joint(facts)} {near[-1][1]} of 10 {_ago(facts, near[-1][0])}"


def _missed(facts: Facts) -> str | None:
    planned = facts.strip.replace(REST, "")
    missed = len(planned) - len(planned.rstrip(MISSED))
    if missed < MISSED_IN_A_ROW:
        return None
    return f"{missed} planned sessions missed in a row"


def _silent(facts: Facts) -> str | None:
    if facts.silent_days < SILENT_DAYS:
        return None
    return f"Nothing heard for {facts.silent_days} days"


def _clip(facts: Facts) -> str | None:
    return "A clip waits for you" if facts.clip_waiting else None


def _due(facts: Facts) -> str | None:
    if facts.review_on is None or facts.review_on > facts.today:
        return None
    return f"Review due since {facts.review_on:%d %b}"


def _ready(facts: Facts) -> str | None:
    return f"Ready to move up: {facts.ready}" if facts.ready else None


RULES: Final = (
    Rule("RED_TWICE", REFER, "Stopped by pain", "Pain was above 5 in two sessions in a row on one "
         "ladder, which is therefore stopped.", "See why", "brief", _stopped),
    Rule("PAIN_HIGH", REFER, "Pain of 8 or more", "The last pain told in 7 days is 8 or more.",
         "See why", "brief", _high),
    Rule("PAIN_RISE", ACT, "Pain rises", "Pain of one joint rose by 3 or more within 7 days.",
         "Step down", "limits", _rise),
    Rule("PAIN_ABOVE", ACT, "Pain above 5", "The last pain told in 7 days is above 5.",
         "Step down", "limits", _above),
    Rule("MISSED_TWO", ACT, "Stopped training", "The last two planned sessions or more were "
         "missed.", "Get in touch", "contact", _missed),
    Rule("SILENT", ACT, "Silent", "Nothing was logged for 7 days or more.", "Get in touch",
         "contact", _silent),
    Rule("CLIP", REVIEW, "Clip waiting", "An analyzed clip hasn't been looked at.", "Review clip",
         "clips", _clip),
    Rule("REVIEW_DUE", REVIEW, "Review due", "The review date that was set has come.", "Review",
         "care", _due),
    Rule("READY", REVIEW, "Ready to move up", "By the rules of progression a ladder takes its "
         "next step.", "Look at step", "ladders", _ready),
)  # fmt: skip
"""Rules by severity: the first that fits decides the group."""

RULE_OF: Final = {rule.code: rule for rule in RULES}


def reasons(facts: Facts) -> tuple[Reason, ...]:
    """Return every rule that fits, the most severe first."""
    return tuple(Reason(rule, text) for rule in RULES if (text := rule.says(facts)))


def group_of(found: Sequence[Reason], *, snoozed: bool) -> str:
    """Return the group of a client; snoozing never hides anyone who is to be referred."""
    if not found:
        return FINE
    group = found[0].rule.group
    return FINE if snoozed and group != REFER else group


def shifted(strip: str, planned: frozenset[str], *, computed: dt.date, today: dt.date) -> str:
    """Return a strip as it reads today, if nothing was logged since it was computed.

    >>> day = dt.date(2026, 3, 3)
    >>> shifted("." * 13 + "#", frozenset({"2026-03-04"}), computed=day, today=day.replace(day=5))
    '...........#o.'
    """
    strip = strip or REST * STRIP_DAYS
    older = min(max((today - computed).days, 0), STRIP_DAYS)
    if not older:
        return strip
    # The day on which it was computed wasn't over then.
    known = strip[:-1] + _day(strip[-1], computed, planned, today)
    new = [computed + dt.timedelta(days=ahead) for ahead in range(1, older + 1)]
    if (today - computed).days > STRIP_DAYS:
        new = [today - dt.timedelta(days=back) for back in reversed(range(STRIP_DAYS))]
    return (known + "".join(_day(REST, day, planned, today) for day in new))[-STRIP_DAYS:]


def _day(known: str, day: dt.date, planned: frozenset[str], today: dt.date) -> str:
    if known == DONE:
        return DONE
    return MISSED if day.isoformat() in planned and day < today else REST


def _joint(facts: Facts) -> str:
    return (facts.where or "pain").replace("-", " ").capitalize()


def _ago(facts: Facts, day: dt.date) -> str:
    days = (facts.today - day).days
    return "today" if days <= 0 else "yesterday" if days == 1 else f"{days} days ago"

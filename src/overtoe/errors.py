"""Everything that Overtoe raises on purpose, as one tree.

::

    OvertoeError
    ├── UsageError              the request makes no sense          exit 2
    ├── CannotMeasureError      readable, but carries no number     exit 3
    ├── UnreadableError         a file that can't be opened or read exit 4
    └── MissingPartError        an optional part isn't installed    exit 5

Every message is a sentence or three: what was seen, why it matters, what to do. Every error has a
stable ``code`` in capitals (``CLIP_FRONT_VIEW``) that scripts can rely on.
"""

from __future__ import annotations


class OvertoeError(Exception):
    """Base of the tree; catch this to catch all of them.

    Parameters
    ----------
    code
        Stable name of the cause, in capitals with underscores.
    text
        What was seen, why it matters, what to do.
    """

    exit_code = 1

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


class UsageError(OvertoeError):
    """The request makes no sense: a height of 3 m, two inputs that contradict each other."""

    exit_code = 2


class CannotMeasureError(OvertoeError):
    """The recording can be read, but it can't carry a number.

    Parameters
    ----------
    code, text
        As for every error.
    messages
        Everything else that was noticed, as (code, sentence).
    view, facing
        What the camera was judged to see before giving up, where that was judged.
    yaw_rad, roll_rad
        How the camera stood, where that was judged.
    """

    exit_code = 3

    def __init__(
        self,
        code: str,
        text: str,
        *,
        messages: tuple[tuple[str, str], ...] = (),
        view: str | None = None,
        facing: str | None = None,
        yaw_rad: float | None = None,
        roll_rad: float | None = None,
    ) -> None:
        super().__init__(code, text)
        self.messages = messages
        self.view = view
        self.facing = facing
        self.yaw_rad = yaw_rad
        self.roll_rad = roll_rad


class UnreadableError(OvertoeError):
    """The file can't be opened, or isn't what it says it is."""

    exit_code = 4


class MissingPartError(OvertoeError):
    """An optional part (``overtoe[video]`` …) or one of its files isn't installed."""

    exit_code = 5

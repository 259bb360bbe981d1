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
    """The recording can be read, but it can't carry a number."""

    exit_code = 3


class UnreadableError(OvertoeError):
    """The file can't be opened, or isn't what it says it is."""

    exit_code = 4


class MissingPartError(OvertoeError):
    """An optional part (``overtoe[video]`` …) or one of its files isn't installed."""

    exit_code = 5

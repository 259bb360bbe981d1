"""Overtoe: knees-over-toes training, measured.

Importing the package is cheap: no video stack, no web framework. Rooms are imported by name,
``from overtoe.capture import read_recording``.
"""

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Bring ``overtoe.citations`` in only when it is asked for, so that importing stays cheap."""
    if name == "citations":
        from overtoe.sources import citations  # noqa: PLC0415

        return citations
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""The papers and data behind a result.

Every data file and constant names the id of its source; results collect the ids of what they used.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from overtoe.errors import UsageError

Seen = Literal["text", "abstract", "code", "data", "memory"]


@dataclass(frozen=True)
class Citation:
    """One source: id, reference, DOI where known, and how it was read."""

    id: str
    text: str
    doi: str | None = None
    seen: str | None = None


@cache
def library() -> Mapping[str, Citation]:
    """All known sources by id: ``sources.toml``, and those behind the movements' grades.

    >>> library()["hirata-2007"].seen
    'abstract'
    """
    graded = _read("movements/data/sources.toml")["source"]
    found = {
        name: Citation(name, _with_link(row), seen=row["seen"]) for name, row in graded.items()
    }
    return found | {name: Citation(name, **row) for name, row in _read("sources.toml").items()}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("overtoe").joinpath(name).read_text("utf-8"))


def _with_link(row: Mapping[str, str]) -> str:
    return f"{row['text']} {row['link']}" if "link" in row else row["text"]


def citations(result: Any) -> tuple[Citation, ...]:
    """List the sources behind a result, in the order in which it names them, each once.

    Parameters
    ----------
    result
        Anything that was computed and has ``sources`` (an answer, a demand, an analysis) or the
        JSON document of one, as a mapping.

    Raises
    ------
    UsageError
        When it names no sources at all.

    >>> citations({"sources": ["ishida-2022"]})[0].doi
    '10.52082/jssm.2022.341'
    """
    document = getattr(result, "document", result)
    named = document.get("sources") if isinstance(document, Mapping) else None
    if named is None:
        named = getattr(document, "sources", None)
    if named is None or isinstance(named, str) or not isinstance(named, Iterable):
        raise UsageError(
            "NO_SOURCES",
            "This result names no sources, so there is nothing to list. Give a result of overtoe "
            "analyze --json or overtoe whatif --json.",
        )
    found = (_citation(each) for each in named)
    return tuple({citation.id: citation for citation in found}.values())


def _citation(named: Any) -> Citation:
    if isinstance(named, str):
        # A reference written out stands for itself.
        return library().get(named) or Citation(named, named)
    row = named if isinstance(named, Mapping) else vars(named)
    name = str(row.get("id") or row.get("key") or row.get("name"))
    text = row.get("text") or row.get("paper")
    if text:
        return Citation(name, str(text), row.get("doi") or None, row.get("seen"))
    return _citation(name)

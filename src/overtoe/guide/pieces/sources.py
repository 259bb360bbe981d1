"""The sources behind the numbers of a guide, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from overtoe.guide.blocks import Block, Bullets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from overtoe.guide.reader import Reader


def movements(readers: Sequence[Reader]) -> list[Block]:
    """Sources behind the exercises of the plan."""
    names = sorted({source for reader in readers for source in reader.program.sources})
    return [Bullets(tuple(names), "small")]

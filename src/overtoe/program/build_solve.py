"""Solve the model with HiGHS, the same way on every machine, and say how good the answer is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import scipy
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from overtoe.program.build_model import build_model
from overtoe.program.types import Proof

if TYPE_CHECKING:
    from collections.abc import Mapping

    from overtoe.program.build_model import Columns, Model, Task

GAP: Final = 0.01
"""The search stops when no other program can be better by more than this share."""

NODES: Final = 300
"""The search stops after this many nodes; unlike a clock it stops at the same place everywhere."""


@dataclass(frozen=True)
class Choice:
    """Weekly sets by (day, option), and the proof."""

    sets: Mapping[tuple[int, int], int]
    proof: Proof


def choose(task: Task) -> Choice | None:
    """The best program within the rules; None where none exists."""
    model, columns = build_model(task)
    answer = _solve(model, gap=GAP)
    if answer is None:
        return None
    sets = {key: round(answer.x[column]) for key, column in columns.sets.items()}
    return Choice({key: n for key, n in sets.items() if n}, _proof(model, answer))


def least_slack(task: Task, elastic: str) -> dict[str, int] | None:
    """The smallest change of one kind that makes a program possible; None where that can't help."""
    model, columns = build_model(task, elastic=elastic)
    answer = _solve(model, gap=0.0)
    if answer is None:
        return None
    return _used_slack(columns, answer)


def _used_slack(columns: Columns, answer: Any) -> dict[str, int]:
    amounts = {name: round(answer.x[column]) for name, column in columns.slack.items()}
    return {name: amount for name, amount in amounts.items() if amount}


def _solve(model: Model, *, gap: float) -> Any:
    triples = [(r, c, v) for r, row in enumerate(model.rows) for c, v in row]
    rows, cols, values = (np.array(part) for part in zip(*triples, strict=True))
    matrix = csr_array((values, (rows, cols)), shape=(len(model.rows), len(model.worth)))
    answer = milp(
        -np.array(model.worth),
        integrality=np.array(model.whole),
        bounds=Bounds(0, np.array(model.most)),
        constraints=LinearConstraint(matrix, np.array(model.low), np.array(model.high)),
        options={"mip_rel_gap": gap, "node_limit": NODES},
    )
    return answer if answer.x is not None else None


def _proof(model: Model, answer: Any) -> Proof:
    gap = float(answer.mip_gap or 0.0)
    return Proof(
        solver=f"HiGHS in SciPy {scipy.__version__}",
        status="optimal" if gap <= 1e-9 else "gap",
        gap=round(gap, 6),
        value=round(-float(answer.fun), 3),
        bound=round(-float(answer.mip_dual_bound), 3),
        nodes=int(answer.mip_node_count or 0),
        variables=len(model.worth),
        constraints=len(model.rows),
    )

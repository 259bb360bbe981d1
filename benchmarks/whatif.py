"""How long a million squats take, and what the slider of the trade curve costs.

Run: python benchmarks/whatif.py
"""

from __future__ import annotations

import time
from math import radians

import numpy as np

from overtoe.body import Lifter, Load, draw_bodies
from overtoe.loads.posture import chain_of
from overtoe.loads.posture.outcome import change_pct, stand
from overtoe.loads.posture.solve import solve_chain
from overtoe.loads.posture.tissue import draw_tissue
from overtoe.loads.twin import Hold, hold_back
from overtoe.loads.whatif import sweep, whatif
from overtoe.loads.whatif_question import Question
from overtoe.loads.whatif_scene import Scene

BODIES = 1_000_000
CHUNK = 50_000
"""Small enough for the processor's cache, large enough to hide Python."""


def million() -> int:
    """Squat, joint forces and held-back twin of a million drawn bodies; how many can't balance."""
    rng = np.random.default_rng(1)
    fallen = 0
    for _ in range(BODIES // CHUNK):
        chain = chain_of(draw_bodies(Lifter(1.75, 80.0), rng, CHUNK), Load(40.0))
        scene = Scene(chain, rng.normal(0.49, 0.045, CHUNK), draw_tissue(rng, CHUNK))
        shank, thigh = rng.uniform(0.2, 0.8, CHUNK), rng.uniform(0.8, 1.8, CHUNK)
        posture = solve_chain(
            chain, shank_rad=shank, thigh_rad=thigh, cop_fraction=scene.cop_fraction
        )
        now = stand(chain, posture, scene.tissue)
        held = hold_back(scene, Hold(), shank_rad=shank, thigh_rad=thigh)
        change_pct(now.joints(), held.joints())
        fallen += int(np.count_nonzero(~held.posture.feasible))
    return fallen


def best(call, times: int) -> float:
    """Shortest of several runs, seconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> None:
    """Print a small table."""
    start, busy = time.perf_counter(), time.process_time()
    fallen = million()
    took, busy = time.perf_counter() - start, time.process_time() - busy
    question = Question(Lifter(1.78, 80.0, "m"), Load(80.0), shank_rad=radians(35))
    curve = sweep(question)
    travel = curve.travel_m
    bands = [row for band in curve.change_pct.values() for row in vars(band).values()]
    slider = best(lambda: [np.interp(0.031, travel, row) for row in bands], 200)
    print(f"{BODIES:,} bodies, squat, joint forces, twin: {took:.2f} s, of one core {busy:.2f} s")
    print(f"  of these {fallen:,} twins have no balance")
    print(f"one answer with 500 draws: {1e3 * best(lambda: whatif(question), 5):.0f} ms")
    print(f"trade curve with 500 draws: {1e3 * best(lambda: sweep(question), 5):.0f} ms")
    print(f"one step of the slider: {1e6 * slider:.0f} µs")


if __name__ == "__main__":
    main()

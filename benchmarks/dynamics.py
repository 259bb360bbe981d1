"""How fast inverse dynamics is, against Pinocchio and OpenSim on the same planar chain.

``python benchmarks/dynamics.py`` measures, one after the other on the same cores:

* Overtoe on arrays of frames: :func:`overtoe.loads.planar_chain_moments` from paths of points (what
  a recording holds), and :class:`overtoe.loads.chain_moments.PlanarChain` from joint angles (what
  the others start from);
* Pinocchio (``pin``): one call of ``rnea`` per frame;
* OpenSim 4.6: one call of its inverse dynamics solver per frame, in an environment of its own,
  which the script makes in a temporary folder with ``pip install opensim==4.6``, or the one named
  by ``--opensim-python``;
* the full analysis of a 20-s clip after the pose network: loads of 600 frames with 500 draws.

The best round is printed, because other work on the machine only ever adds time; as a
Markdown table, with how far the engines are apart.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from overtoe.body import Lifter
from overtoe.conventions import GRAVITY_MPS2, Side
from overtoe.loads import measure, planar_chain_moments
from overtoe.loads.chain_moments import PlanarChain
from overtoe.motion import types

Floats = NDArray[np.float64]

MASS_KG = np.array([2.2, 6.9, 19.0, 11.0, 26.0, 15.0])
INERTIA_KGM2 = np.array([0.01, 0.08, 0.25, 0.10, 0.60, 0.20])
LENGTH_M = np.array([0.10, 0.42, 0.42, 0.10, 0.50, 0.25])
COM_M = np.stack([LENGTH_M / 2, np.linspace(0.0, 0.05, 6)], axis=1)
ROUNDS = 5
SECONDS = 3.0

OPENSIM = """
import json, sys, time
import numpy as np
import opensim as osim
spec = json.load(open(sys.argv[1]))
model = osim.Model()
model.setGravity(osim.Vec3(0, -spec["gravity"], 0))
parent, place = model.getGround(), osim.Vec3(0)
for k, mass in enumerate(spec["mass"]):
    com = osim.Vec3(*spec["com"][k], 0)
    body = osim.Body(f"b{k}", mass, com, osim.Inertia(0.1, 0.1, spec["inertia"][k]))
    joint = osim.PinJoint(f"j{k}", parent, place, osim.Vec3(0), body, osim.Vec3(0), osim.Vec3(0))
    model.addBody(body)
    model.addJoint(joint)
    parent, place = body, osim.Vec3(spec["length"][k], 0, 0)
state = model.initSystem()
solver = osim.InverseDynamicsSolver(model)
coordinates = model.getCoordinateSet()
q, v, a = (np.array(spec[name]) for name in ("q", "v", "a"))
moments, start = [], time.perf_counter()
for row in range(len(q)):
    for k in range(q.shape[1]):
        coordinates.get(k).setValue(state, q[row, k], False)
        coordinates.get(k).setSpeedValue(state, v[row, k])
    wanted = osim.Vector([float(x) for x in a[row]])
    result = solver.solve(state, wanted)
    moments.append([result.get(k) for k in range(q.shape[1])])
print(json.dumps({"seconds": time.perf_counter() - start, "moments": moments}))
"""


def chain_moments(q: Floats, v: Floats, a: Floats) -> Floats:
    """Moments of the chain from its joint angles, all frames at once; (frames, bodies)."""
    return PlanarChain(MASS_KG, INERTIA_KGM2, LENGTH_M, COM_M).moments(q, v, a)


def from_paths(com: Floats, joints: Floats, com_a: Floats, rate: Floats) -> Floats:
    """Moments of the chain from paths of its points, as the motion room gives them."""
    return planar_chain_moments(
        MASS_KG, INERTIA_KGM2, com, joints, com_mps2=com_a, angular_radps2=rate
    )


def with_pinocchio() -> Callable[[Floats, Floats, Floats], Floats]:
    """The same by Pinocchio, one call per frame."""
    import pinocchio as pin  # noqa: PLC0415

    model = pin.Model()
    model.gravity = pin.Motion(np.array([0, -GRAVITY_MPS2, 0]), np.zeros(3))
    parent, place = 0, pin.SE3.Identity()
    for k in range(len(MASS_KG)):
        parent = model.addJoint(parent, pin.JointModelRZ(), place, f"j{k}")
        inertia = pin.Inertia(
            float(MASS_KG[k]), np.array([*COM_M[k], 0.0]), np.diag([0.1, 0.1, INERTIA_KGM2[k]])
        )
        model.appendBodyToJoint(parent, inertia, pin.SE3.Identity())
        place = pin.SE3(np.eye(3), np.array([LENGTH_M[k], 0, 0]))
    data = model.createData()

    def run(q: Floats, v: Floats, a: Floats) -> Floats:
        return np.array([pin.rnea(model, data, *row) for row in zip(q, v, a, strict=True)])

    return run


def seconds(run: Callable[[], object]) -> float:
    """Best of as many rounds as fit into a few seconds."""
    times: list[float] = []
    while len(times) < ROUNDS or sum(times) < SECONDS:
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def with_opensim(python: str | None, q: Floats, v: Floats, a: Floats) -> tuple[float, Floats]:
    """Seconds per frame and moments by OpenSim in an interpreter of its own."""
    with tempfile.TemporaryDirectory() as folder:
        interpreter = python or _opensim_environment(Path(folder))
        script, spec = Path(folder) / "run.py", Path(folder) / "spec.json"
        script.write_text(OPENSIM, encoding="utf-8")
        content = {"mass": MASS_KG, "inertia": INERTIA_KGM2, "length": LENGTH_M, "com": COM_M}
        content |= {"q": q, "v": v, "a": a}
        lists = {name: array.tolist() for name, array in content.items()}
        spec.write_text(json.dumps(lists | {"gravity": GRAVITY_MPS2}), encoding="utf-8")
        done = subprocess.run(
            [interpreter, str(script), str(spec)], check=True, capture_output=True, text=True
        )
    answer = json.loads(done.stdout.strip().splitlines()[-1])
    return answer["seconds"] / len(q), np.array(answer["moments"])


def _opensim_environment(folder: Path) -> str:
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    python = str(folder / "venv" / "bin" / "python")
    install = [python, "-m", "pip", "install", "--quiet", "opensim==4.6"]
    subprocess.run(install, check=True, capture_output=True)
    return python


def squatting(frames: int = 600, duration_s: float = 20.0) -> types.Motion:
    """Five squats of a mannequin seen from both sides."""
    times = np.linspace(0, duration_s, frames)
    depth = (1 - np.cos(2 * np.pi * times / 4)) / 2
    shank, thigh, trunk = 0.6 * depth, 1.57 * depth, 0.7 * depth

    def lean(length: float, angle: Floats) -> Floats:
        return length * np.stack([np.sin(angle), np.cos(angle)], axis=-1)

    ankle = np.zeros((frames, 2)) + np.array([0.0, 0.07])
    knee = ankle + lean(0.42, shank)
    hip = knee + lean(0.42, -thigh)
    heel = ankle - np.array([0.065, 0.07])
    toe = heel + np.array([0.26, 0.0])
    legs = {side: types.Leg(side, hip, knee, ankle, heel, toe, 0.26) for side in Side}
    shoulder = hip + lean(0.45, trunk)
    elbow = shoulder + lean(0.28, trunk + 2.2)
    return types.Motion(
        name="mannequin",
        times_s=times,
        facing="right",
        near_side=Side.RIGHT,
        legs=legs,
        trunk=types.Trunk(
            hip,
            hip + lean(0.08, trunk),
            hip + lean(0.50, trunk),
            shoulder,
            hip + lean(0.62, trunk),
            trunk,
            trunk,
            bends=True,
        ),
        arms=types.Arms(shoulder, elbow, elbow + lean(0.26, trunk + 1.0)),
        angles_rad={},
        stature_m=1.75,
        uncertainty=types.Uncertainty({"hip": 0.01, "knee": 0.01, "ankle": 0.01}, {}, 0.01),
        view=types.View("side"),
        quality=types.Quality(usable=True, fit_rms_px=None, gaps=0, swaps_repaired=0),
        movement=types.MovementGuess("squat", 1.0),
        reps=(),
    )


def _row(name: str, per_frame_s: float, ours_s: float, worst: float | None) -> str:
    apart = "" if worst is None else f"{worst:.0e}"
    return f"| {name} | {1 / per_frame_s:,.0f} | {per_frame_s / ours_s:.1f} | {apart} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--opensim-python", help="a Python that has OpenSim 4.6")
    parser.add_argument("--skip-opensim", action="store_true")
    parser.add_argument("--frames", type=int, default=1_000)
    options = parser.parse_args()
    q, v, a = np.random.default_rng(1).uniform(-2, 2, (3, options.frames, len(MASS_KG)))
    ours = seconds(lambda: chain_moments(q, v, a)) / options.frames
    moments = chain_moments(q, v, a)
    print("| engine | frames/s | time / ours | largest difference, N·m |\n|---|--:|--:|--:|")
    paths = [np.zeros((2, len(MASS_KG), options.frames)).T for _ in range(3)]
    bare = seconds(lambda: from_paths(*paths, q.copy(order="F"))) / options.frames
    print(_row("Overtoe, from paths", bare, ours, None))
    print(_row("Overtoe, from joint angles", ours, ours, None))
    pinocchio = with_pinocchio()
    theirs = seconds(lambda: pinocchio(q, v, a)) / options.frames
    print(
        _row("Pinocchio, per frame", theirs, ours, float(abs(pinocchio(q, v, a) - moments).max()))
    )
    if not options.skip_opensim:
        few = slice(0, 1000)
        try:
            per_frame, answer = with_opensim(options.opensim_python, q[few], v[few], a[few])
            print(
                _row(
                    "OpenSim 4.6, per frame",
                    per_frame,
                    ours,
                    float(abs(answer - moments[few]).max()),
                )
            )
        except (subprocess.CalledProcessError, OSError) as problem:
            print(f"OpenSim could not be installed or run here, so it is left out ({problem}).")
    motion, lifter = squatting(), Lifter(1.75, 80.0, "m")
    full = seconds(lambda: measure(motion, lifter))
    processor = _processor_seconds(lambda: measure(motion, lifter))
    print(f"\nLoads of a 20-s clip (600 frames, both legs, 500 draws): {full:.2f} s")
    print(f"(processor time {processor:.2f} s)")


def _processor_seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


if __name__ == "__main__":
    main()

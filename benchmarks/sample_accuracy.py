"""How far off is every reported value, on clips whose truth is known.

Renders mannequins of many proportions from many camera positions, sends each clip through the whole
chain and compares every repetition with the truth::

    python benchmarks/sample_accuracy.py                 # 24 clips, prints the table
    python benchmarks/sample_accuracy.py --write docs/sample.md
    python benchmarks/sample_accuracy.py --keep folder   # keep landmarks, measure again from them

The same seed gives the same clips and, because the chain is deterministic, the same table.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from overtoe.capture.files.landmark_csv import write_landmarks_csv
from overtoe.capture.read import read_recording
from overtoe.errors import OvertoeError
from overtoe.motion.measure import measure
from overtoe.sample import SampleOptions, body_names, render

if TYPE_CHECKING:
    from overtoe.capture.recording import Recording

KEYS = (
    "knee_travel_cm",
    "knee_travel_foot_pct",
    "kneecap_travel_cm",
    "heel_lift_mm",
    "knee_flexion_deg",
    "ankle_dorsiflexion_deg",
    "shank_deg",
    "thigh_deg",
    "trunk_lean_deg",
    "descent_s",
    "ascent_s",
)
BEGIN, END = "<!-- accuracy table begins -->", "<!-- accuracy table ends -->"


def campaign(count: int, seed: int) -> list[SampleOptions]:
    """Clips that spread over bodies, camera, noise, speed, depth and facing.

    Each range is used evenly (a Latin hypercube).
    """
    generator = np.random.default_rng(seed)
    ranges = {
        "yaw_deg": (-10, 10),
        "roll_deg": (-4, 4),
        "noise": (1, 10),
        "speed": (0.7, 1.5),
        "shank_deg": (24, 46),
        "thigh_deg": (65, 104),
        "stature_m": (1.55, 1.95),
        "distance_m": (2.5, 5.0),
        "brightness": (0.6, 1.0),
        "fill": (0.5, 0.68),
    }
    columns = {
        name: low + (high - low) * (generator.permutation(count) + 0.5) / count
        for name, (low, high) in ranges.items()
    }
    lifts = np.where(np.arange(count) % 3 == 0, 30.0, 0.0)
    bodies = body_names()
    return [
        SampleOptions(
            body=bodies[index % len(bodies)],
            facing="right" if index % 2 == 0 else "left",
            heel_lift_mm=float(lifts[index]),
            reps=2,
            width=540,
            height=960,
            seed=seed + index,
            **{name: round(float(values[index]), 3) for name, values in columns.items()},
        )
        for index in range(count)
    ]


def landmarks(options: SampleOptions, number: int, folder: Path) -> tuple[Recording, Any]:
    """Render and read one clip, or take its landmarks from a run that kept them."""
    table, known_file = folder / f"clip{number}.csv", folder / f"clip{number}.json"
    if table.exists() and known_file.exists():
        return read_recording(table), json.loads(known_file.read_text(encoding="utf-8"))
    clip = folder / f"clip{number}.mp4"
    known = render(clip, options, truth_path=known_file)
    recording = read_recording(clip)
    clip.unlink()
    write_landmarks_csv(recording, table)
    return recording, known


def run_clip(options: SampleOptions, number: int, folder: Path) -> dict[str, Any]:
    """Render, read and measure one clip; errors become part of the result."""
    recording, known = landmarks(options, number, folder)
    try:
        motion = measure(recording, stature_m=options.stature_m)
    except OvertoeError as error:
        return {"options": asdict(options), "error": f"{error.code}: {error.text}", "rows": []}
    return {
        "options": asdict(options),
        "error": None,
        "found": len(motion.reps),
        "true": len(known["reps"]),
        "roll_deg": float(np.degrees(motion.view.roll_rad)),
        "yaw_deg": float(np.degrees(motion.view.yaw_rad)),
        "facing": motion.facing,
        "rows": compare(motion, known["reps"]),
    }


def compare(motion: Any, truths: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row per value of every repetition that was found near a true one."""
    rows = []
    for rep in motion.reps:
        bottom = motion.times_s[rep.bottom]
        truth = min(truths, key=lambda known: abs(known["bottom_s"] - bottom))
        if abs(truth["bottom_s"] - bottom) > 0.5:
            continue
        for key in KEYS:
            estimate = rep.measures.get(key)
            if estimate is not None and np.isfinite(estimate.value):
                rows.append(row(key, estimate, truth))
    return rows


def row(key: str, estimate: Any, truth: dict[str, Any]) -> dict[str, Any]:
    """Error and interval of one value."""
    has_interval = estimate.low is not None and estimate.high is not None
    return {
        "key": key,
        "partial": truth["partial"],
        "value": estimate.value,
        "truth": truth[key],
        "error": estimate.value - truth[key],
        "half_width": (estimate.high - estimate.low) / 2 if has_interval else None,
        "held": estimate.low <= truth[key] <= estimate.high if has_interval else None,
    }


def table(results: list[dict[str, Any]]) -> str:
    """Markdown table of bias, error and coverage by value."""
    rows = [entry for result in results for entry in result["rows"]]
    lines = [
        "| value | repetitions | bias | mean absolute error | 95 % of errors within "
        "| half width of the interval | truth inside |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for key in (*KEYS, "all"):
        chosen = [entry for entry in rows if key in ("all", entry["key"])]
        if not chosen:
            continue
        held = [entry["held"] for entry in chosen if entry["held"] is not None]
        coverage = f"{np.mean(held):.0%}" if held else "–"
        if key == "all":
            lines.append(f"| **all values** | {len(chosen)} | | | | | **{coverage}** |")
            continue
        errors = np.array([entry["error"] for entry in chosen])
        widths = [entry["half_width"] for entry in chosen if entry["half_width"] is not None]
        lines.append(
            f"| `{key}` | {len(errors)} | {errors.mean():+.2f} | {np.abs(errors).mean():.2f} "
            f"| {np.quantile(np.abs(errors), 0.95):.2f} | {np.median(widths):.2f} | {coverage} |"
        )
    return "\n".join(lines)


def summary(results: list[dict[str, Any]]) -> str:
    """What happened besides numbers: refused clips, counts, roll."""
    measured = [result for result in results if result["error"] is None]
    counted = sum(result["found"] == result["true"] for result in measured)
    rolls = [abs(result["roll_deg"] - result["options"]["roll_deg"]) for result in measured]
    lines = [
        f"{len(results)} clips, {len(measured)} measured; repetitions counted right in {counted}; "
        f"camera roll found within {np.mean(rolls) if rolls else float('nan'):.2f}° on average."
    ]
    lines += [f"Refused: {result['error']}" for result in results if result["error"]]
    return "\n".join(lines)


def write_between(path: Path, text: str) -> None:
    """Put the table between its two marks in a page."""
    page = path.read_text(encoding="utf-8")
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    path.write_text(f"{head}{BEGIN}\n{text}\n{END}{tail}", encoding="utf-8")


def main() -> None:
    """Run the campaign from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clips", type=int, default=24)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--write", type=Path, help="page that holds the table's two marks")
    parser.add_argument("--keep", type=Path, help="folder for truth and landmarks")
    parser.add_argument("--json", type=Path, help="where to write every single value")
    options = parser.parse_args()
    results = []
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for number, clip in enumerate(campaign(options.clips, options.seed), start=1):
            results.append(run_clip(clip, number, options.keep or Path(folder)))
            spent = time.monotonic() - started
            print(f"clip {number} of {options.clips}, {spent:.0f} s", file=sys.stderr)
    text = f"{summary(results)}\n\n{table(results)}"
    print(text)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1), encoding="utf-8")
    if options.write:
        write_between(options.write, text)


if __name__ == "__main__":
    main()

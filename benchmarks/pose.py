"""How fast a clip is read, against MediaPipe and against the bare landmark network.

``python benchmarks/pose.py CLIP`` measures, one after the other on the same cores:

* Overtoe: :func:`overtoe.capture.video.read_video`, everything included (decoding twice, finding
  people, tracking, the scene);
* the bare landmark network as it comes, in a loop on one fixed input, one interpreter per core;
* MediaPipe 0.10.21 (full network, video mode, decoding by OpenCV) in an environment of its own,
  which the script makes in a temporary folder with ``pip install mediapipe==0.10.21``;
* everything after the network (motion, loads, intervals) on what was read, as a share of the
  clip's length;
* peak memory of Overtoe for the clip and for the same clip several times in a row.

The middle of ``--rounds`` rounds is printed, as a Markdown table.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from fractions import Fraction
from pathlib import Path

MEDIAPIPE = "mediapipe==0.10.21"
LONG = 6

OURS = """
import json, resource, sys, time
from overtoe.capture.video import read_video
begin, cpu = time.perf_counter(), time.process_time()
count = len(read_video(sys.argv[1]).times_s)
print(json.dumps({"frames": count, "wall_s": time.perf_counter() - begin,
    "cpu_s": time.process_time() - cpu,
    "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""

AFTER = """
import json, sys, time
from overtoe.analysis.chain import analyze
from overtoe.body import Lifter
from overtoe.capture.video import read_video
recording = read_video(sys.argv[1])
lifter = Lifter(stature_m=1.75, mass_kg=75.0)
analyze(recording, lifter=lifter)
begin, cpu = time.perf_counter(), time.process_time()
usable = analyze(recording, lifter=lifter).motion is not None
print(json.dumps({"clip_s": recording.duration_s, "usable": usable,
    "wall_s": time.perf_counter() - begin, "cpu_s": time.process_time() - cpu}))
"""

THEIRS = """
import json, resource, sys, time
import cv2, mediapipe
begin, cpu = time.perf_counter(), time.process_time()
clip, count = cv2.VideoCapture(sys.argv[1]), 0
with mediapipe.solutions.pose.Pose(model_complexity=1) as pose:
    while True:
        more, picture = clip.read()
        if not more:
            break
        pose.process(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))
        count += 1
print(json.dumps({"frames": count, "wall_s": time.perf_counter() - begin,
    "cpu_s": time.process_time() - cpu,
    "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("clip", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--mediapipe-python", help="an environment that has it already")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        theirs = asked.mediapipe_python or _environment(Path(folder))
        rounds = [
            (_run(sys.executable, OURS, asked.clip), _bare(), _run(theirs, THEIRS, asked.clip))
            for _ in range(asked.rounds)
        ]
        long = Path(folder) / "long.mp4"
        _repeat(asked.clip, long, LONG)
        _print(rounds, _run(sys.executable, OURS, long))
        _print_after(_run(sys.executable, AFTER, asked.clip))


def _print(rounds: list[tuple[dict, dict, dict]], long: dict) -> None:
    names = (
        "Overtoe, whole reading of the clip",
        "bare landmark network (full), one interpreter per core",
        "MediaPipe 0.10.21, full, video mode",
    )
    print(f"{os.cpu_count()} cores; {rounds[0][0]['frames']} frames; median of {len(rounds)}\n")
    print("| what | frames/s | processor ms per frame | peak MB |\n|---|---|---|---|")
    rates = []
    for name, runs in zip(names, zip(*rounds, strict=True), strict=True):
        rates.append(statistics.median(run["frames"] / run["wall_s"] for run in runs))
        cpu = statistics.median(1e3 * run["cpu_s"] / run["frames"] for run in runs)
        peak = max(run.get("peak_mb", 0) for run in runs)
        print(f"| {name} | {rates[-1]:.1f} | {cpu:.1f} | {f'{peak:.0f}' if peak else '–'} |")
    print(
        f"| Overtoe, the clip {LONG} times in a row | {long['frames'] / long['wall_s']:.1f} | "
        f"{1e3 * long['cpu_s'] / long['frames']:.1f} | {long['peak_mb']:.0f} |"
    )
    print(f"\nAgainst MediaPipe: {rates[0] / rates[2]:.2f} times the frames/s.")
    print(f"Against the bare network: {100 * rates[0] / rates[1]:.0f} %.")


def _print_after(after: dict) -> None:
    print(
        f"After the network: {after['wall_s']:.2f} s ({after['cpu_s']:.2f} s of processor time), "
        f"{100 * after['wall_s'] / after['clip_s']:.1f} % of the clip's {after['clip_s']:.1f} s"
        f"{'' if after['usable'] else '; the clip could not be measured'}."
    )


def _run(python: str, code: str, clip: Path) -> dict:
    done = subprocess.run(
        [python, "-c", code, str(clip)], check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout.strip().splitlines()[-1])


def _bare(count: int = 100) -> dict:
    import numpy as np  # noqa: PLC0415

    from overtoe.capture.video.parts import interpreter, weights  # noqa: PLC0415

    runners = []
    for _ in range(os.cpu_count() or 1):
        runner = interpreter()(model_content=weights("full"), num_threads=1)
        runner.allocate_tensors()
        crop = np.random.default_rng(0).random((1, 256, 256, 3), dtype=np.float32)
        runner.set_tensor(runner.get_input_details()[0]["index"], crop)
        runner.invoke()
        runners.append(runner)
    threads = [
        threading.Thread(target=lambda one=runner: [one.invoke() for _ in range(count)])
        for runner in runners
    ]
    begin, cpu = time.perf_counter(), time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {
        "frames": count * len(runners),
        "wall_s": time.perf_counter() - begin,
        "cpu_s": time.process_time() - cpu,
    }


def _environment(folder: Path) -> str:
    python = folder / "mediapipe" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", str(folder / "mediapipe")], check=True)
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", MEDIAPIPE], check=True)
    return str(python)


def _repeat(clip: Path, out: Path, times: int) -> None:
    """Write the clip several times in a row without decoding it."""
    import av  # noqa: PLC0415

    with av.open(str(out), "w") as target:
        stream, offset = None, 0
        for _ in range(times):
            with av.open(str(clip)) as source:
                video = source.streams.video[0]
                stream = stream or target.add_stream_from_template(video)
                begin, last = offset, offset
                for packet in source.demux(video):
                    if packet.dts is None:
                        continue
                    packet.pts, packet.dts = packet.pts + begin, packet.dts + begin
                    last = max(last, packet.pts + (packet.duration or 1))
                    packet.stream = stream
                    packet.time_base = Fraction(video.time_base)
                    target.mux(packet)
                offset = last


if __name__ == "__main__":
    main()

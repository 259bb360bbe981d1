"""``overtoe sample``: render our own mannequin clip with known joint angles."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from overtoe.errors import UsageError
from overtoe.units import parse_length_m

if TYPE_CHECKING:
    from collections.abc import Callable

_OUT = typer.Argument(help="The clip to write, for example sample.mp4.")
_TRUTH = typer.Option("--truth", help="Also write what is true about it, as JSON.")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(sample)


def sample(
    out: Annotated[Path, _OUT],
    *,
    truth: Annotated[Path | None, _TRUTH] = None,
    body: Annotated[str, typer.Option(help="Proportions, or “random”.")] = "average-man",
    height: Annotated[str, typer.Option(help="Stature with its unit.")] = "175cm",
    reps: Annotated[int, typer.Option(help="Full repetitions.")] = 5,
    shank_deg: Annotated[float, typer.Option(help="Shank lean at the bottom.")] = 40.0,
    thigh_deg: Annotated[float, typer.Option(help="Thigh at the bottom; 90 is level.")] = 84.0,
    heel_lift_mm: Annotated[float, typer.Option(help="Heel lift at the bottom.")] = 0.0,
    speed: Annotated[float, typer.Option(help="2 is twice as fast.")] = 1.0,
    facing: Annotated[str, typer.Option(help="right or left.")] = "right",
    yaw: Annotated[float, typer.Option(help="Degrees the camera stands ahead of the side.")] = 0.0,
    roll: Annotated[float, typer.Option(help="Degrees the camera is turned clockwise.")] = 0.0,
    noise: Annotated[float, typer.Option(help="Picture noise, gray levels.")] = 0.0,
    brightness: Annotated[float, typer.Option(help="1 is a lit room.")] = 1.0,
    fps: Annotated[float, typer.Option(help="Frames per second.")] = 30.0,
    width: Annotated[int, typer.Option(help="Picture width, pixels.")] = 720,
    picture_height: Annotated[int, typer.Option(help="Picture height, pixels.")] = 1280,
    seed: Annotated[int, typer.Option(help="Random body, unevenness, noise.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print a summary as JSON.")] = False,
) -> None:
    """Render a mannequin that squats in front of a camera, with everything about it known."""
    from overtoe.sample import SampleOptions, render

    options = SampleOptions(
        body=body,
        stature_m=parse_length_m(height),
        reps=reps,
        shank_deg=shank_deg,
        thigh_deg=thigh_deg,
        heel_lift_mm=heel_lift_mm,
        speed=speed,
        facing=_side(facing),
        yaw_deg=yaw,
        roll_deg=roll,
        noise=noise,
        brightness=brightness,
        fps=fps,
        width=width,
        height=picture_height,
        seed=seed,
    )
    known = render(out, options, truth_path=truth, progress=_progress(as_json))
    _report(out, truth, known, as_json=as_json)


def _side(facing: str) -> Literal["right", "left"]:
    if facing == "right":
        return "right"
    if facing == "left":
        return "left"
    raise UsageError(
        "SAMPLE_FACING", f"“{facing}” isn't a way to face in the picture; choose right or left."
    )


def _progress(as_json: bool) -> Callable[[float], None] | None:
    if as_json or not sys.stderr.isatty():
        return None

    def show(share: float) -> None:
        typer.echo(f"\rRendering {share:4.0%}", nl=share >= 1, err=True)

    return show


def _report(out: Path, truth: Path | None, known: dict[str, Any], *, as_json: bool) -> None:
    summary = {
        "clip": str(out),
        "truth": str(truth) if truth else None,
        "duration_s": known["times_s"][-1],
        "frames": len(known["times_s"]),
        "reps": known["reps"],
    }
    if as_json:
        typer.echo(json.dumps(summary))
        return
    full = [rep for rep in known["reps"] if not rep["partial"]]
    typer.echo(f"{out}: {len(known['times_s'])} frames, {known['times_s'][-1]:.1f} s.")
    for number, rep in enumerate(full, start=1):
        typer.echo(f"Repetition {number}: true knee travel {rep['knee_travel_cm']:+.1f} cm.")
    if truth:
        typer.echo(f"What is true about it: {truth}")

"""``overtoe analyze``: from a clip or motion capture to numbers and a report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from overtoe.cli.progress import frames, shares
from overtoe.units import parse_angle_rad, parse_length_m, parse_mass_kg

if TYPE_CHECKING:
    from overtoe.analysis import Analysis
    from overtoe.body import Lifter, Load
    from overtoe.capture.recording import Recording

Model = Literal["lite", "full", "heavy"]
LoadPlace = Literal["back", "front", "hands", "goblet", "vest", "arm"]
Sex = Literal["m", "f"]

_ANY_STATURE_M = 1.7

_FILE = typer.Argument(help="A clip, or motion capture: mp4, mov, gif, trc, c3d, csv …")
_HEIGHT = typer.Option("--height", help="Standing height with its unit: 178cm, 5ft10in.")
_MASS = typer.Option("--mass", help="Body mass with its unit: 80kg, 176lb.")
_LOAD = typer.Option("--load", help="What is carried, with its unit: 60kg.")
_LOAD_AT = typer.Option("--load-at", help="Where: back, front, hands, goblet, vest, arm.")
_MOVEMENT = typer.Option("--movement", help="squat, split-squat, sit-to-stand; else recognized.")
_SEX = typer.Option("--sex", help="m or f: which body tables hold; both when left out.")
_OUT = typer.Option("--out", help="Folder of the report; else report/ and the clip's name.")
_OVERLAY = typer.Option("--overlay", help="Also write the clip with the skeleton drawn on it.")
_JSON = typer.Option("--json", help="Print the result as JSON; the report only with --out.")
_LANDMARKS = typer.Option("--landmarks", help="Also write the landmarks, .csv or .json.")
_SERIES = typer.Option("--series", help="Also write the time course: .csv, .parquet, .mot, .sto.")
_MODEL = typer.Option("--model", help="Size of the pose network.")
_DRAWS = typer.Option("--draws", min=20, max=20000, help="Random draws behind the intervals.")
_ANKLE = typer.Option("--dorsiflexion", help="How far the ankle bends: 35deg. Part of what stops.")
_LIMIT = typer.Option("--knee-limit", help="The twin's knee, ahead of the toes: 0cm, -2cm.")


@dataclass(frozen=True)
class Outputs:
    """What to write besides the result, and where."""

    report: Path | None
    overlay: bool
    series: Path | None


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(analyze)


def analyze(
    file: Annotated[Path, _FILE],
    *,
    height: Annotated[str | None, _HEIGHT] = None,
    mass: Annotated[str | None, _MASS] = None,
    load: Annotated[str | None, _LOAD] = None,
    load_at: Annotated[LoadPlace, _LOAD_AT] = "back",
    movement: Annotated[str | None, _MOVEMENT] = None,
    sex: Annotated[Sex | None, _SEX] = None,
    out: Annotated[Path | None, _OUT] = None,
    overlay: Annotated[bool, _OVERLAY] = False,
    as_json: Annotated[bool, _JSON] = False,
    landmarks: Annotated[Path | None, _LANDMARKS] = None,
    series: Annotated[Path | None, _SERIES] = None,
    model: Annotated[Model, _MODEL] = "full",
    draws: Annotated[int, _DRAWS] = 500,
    knee_limit: Annotated[str, _LIMIT] = "0cm",
    dorsiflexion: Annotated[str | None, _ANKLE] = None,
) -> None:
    """Measure a clip: knee travel, heels, depth, tempo, joint loads, with a report to look at."""
    from overtoe.analysis import analyze as measure
    from overtoe.report.series import check_series_path

    lifter, carried = _lifter(height, mass, sex), _load(load, load_at)
    limit_m = parse_length_m(knee_limit)
    ankle_rad = parse_angle_rad(dorsiflexion) if dorsiflexion else None
    folder = out or (None if as_json and not overlay else Path("report") / file.stem)
    wanted = Outputs(folder, overlay, series)
    if series is not None:
        check_series_path(series)
    recording = _read(file, model)
    if landmarks is not None:
        _write_landmarks(recording, landmarks)
    result = measure(
        recording,
        lifter=lifter,
        load=carried,
        movement=movement,
        draws=draws,
        knee_limit_m=limit_m,
        dorsiflexion_rad=ankle_rad,
    )
    written = _write(file, result, wanted)
    _tell(result, written, as_json=as_json)
    if not result.document.quality.usable:
        raise typer.Exit(3)


def _lifter(height: str | None, mass: str | None, sex: Sex | None) -> Lifter | None:
    from overtoe.body import Lifter

    # A mass without a height is still checked, so that nonsense never passes in silence.
    stature_m = parse_length_m(height) if height else _ANY_STATURE_M
    lifter = Lifter(stature_m, parse_mass_kg(mass) if mass else None, sex)
    return lifter if height else None


def _load(load: str | None, load_at: LoadPlace) -> Load | None:
    from overtoe.body import Load

    return Load(parse_mass_kg(load) if load else 0.0, load_at)


def _read(file: Path, model: Model) -> Recording:
    from overtoe.capture import read_recording

    with frames("Looking for the body, frame") as progress:
        return read_recording(file, model=model, progress=progress)


def _write_landmarks(recording: Recording, path: Path) -> None:
    from overtoe.capture import write_landmarks

    write_landmarks(recording, path)


def _write(file: Path, result: Analysis, wanted: Outputs) -> list[Path]:
    written = []
    if wanted.series is not None:
        from overtoe.report.series import write_series

        course = write_series(result, wanted.series)
        written += [course] if course else []
    if wanted.report is not None:
        from overtoe.report.folder import write_report

        with shares("Writing the report, %") as progress:
            written += write_report(
                result, wanted.report, clip=file, overlay=wanted.overlay, progress=progress
            )
    return written


def _tell(result: Analysis, written: list[Path], *, as_json: bool) -> None:
    from overtoe.report import summary

    if as_json:
        typer.echo(result.document.model_dump_json(indent=2))
        return
    for line in summary.lines(result):
        typer.echo(line)
    for path in written:
        typer.echo(f"Written: {path}")

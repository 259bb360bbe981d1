"""Measure one clip in a process of its own, with limits on time, memory and files.

``python -m overtoe.site.capture.job FOLDER`` reads one JSON object from its input: who lifts
what, and the limits. It reports with one JSON object a line and leaves ``result/`` in the folder.
It knows neither the database nor the site's secrets. When whoever started it goes away, it stops.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from overtoe.analysis import Analysis
    from overtoe.body import Lifter, Load

VIDEO: Final = "video"
RESULT: Final = "result"
GRACE_CPU_S: Final = 5
CRASHED: Final = "crashed"
STEPS: Final = ("Looking for the body", "Measuring", "Drawing on the clip")
OUT_OF_MEMORY: Final = (
    "The clip needs more memory than an analysis may use. Trim it to the repetitions, or film in "
    "1080p, then try again."
)


def main() -> int:
    """Run the job; 0 whatever became of the clip, because that is said in words."""
    channel = _channel()
    wanted = json.loads(sys.stdin.readline())
    set_limits(wanted["limits"])
    threading.Thread(target=_stop_with_parent, daemon=True).start()
    folder = Path(sys.argv[1])
    _say(channel, **outcome(folder, wanted, _progress(channel)))
    return 0


def _channel() -> IO[str]:
    """Keep the way back to ourselves: what libraries print goes elsewhere."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return channel


def _say(channel: IO[str], **line: object) -> None:
    print(json.dumps(line), file=channel, flush=True)


def _stop_with_parent() -> None:
    # The pipe ends when the worker does, however it ended.
    while os.read(0, 1):
        pass
    os._exit(1)


def set_limits(limits: dict[str, int]) -> None:
    """Bind this process; what a system doesn't offer is left out."""
    import resource  # noqa: PLC0415  (not on every system)

    wanted = {
        resource.RLIMIT_AS: limits["memory_bytes"],
        resource.RLIMIT_CPU: limits["cpu_s"],
        resource.RLIMIT_FSIZE: limits["file_bytes"],
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in wanted.items():
        try:
            # At the soft limit the system says why; at the hard one it kills without a word.
            resource.setrlimit(kind, (most, most + GRACE_CPU_S))
        except (ValueError, OSError):  # macOS has no limit on addresses
            continue


def _progress(channel: IO[str]) -> Callable[[int, int, int | None], None]:
    def tell(step: int, done: int, total: int | None) -> None:
        _say(channel, step=STEPS[step], done=done, total=total or 0)

    return tell


def outcome(
    folder: Path, wanted: dict[str, Any], tell: Callable[[int, int, int | None], None]
) -> dict[str, object]:
    """Measure and write; return what became of it."""
    from overtoe.errors import MissingPartError, OvertoeError  # noqa: PLC0415

    try:
        analysis = measure(folder / VIDEO, wanted, tell)
        write(analysis, folder, tell)
    except MissingPartError as error:
        return {"outcome": "failed", "message": error.text}
    except OvertoeError as error:
        return {
            "outcome": "refused",
            "message": error.text.replace(f"“{VIDEO}”", f"“{wanted['name']}”"),
        }
    except MemoryError:
        return {"outcome": "failed", "message": OUT_OF_MEMORY}
    except Exception as error:  # the worker tries again and says which kind it was in its log
        return {"outcome": CRASHED, "message": type(error).__name__}
    quality = analysis.document.quality
    if quality.usable:
        return {"outcome": "done", "message": _headline(analysis)}
    return {"outcome": "refused", "message": " ".join(one.text for one in quality.messages)}


def _headline(analysis: Analysis) -> str:
    from overtoe.report.wording import travel_sentence  # noqa: PLC0415

    if analysis.main is None:
        return "No full repetition was seen."
    return travel_sentence(analysis.document.reps[analysis.main])


def measure(
    clip: Path, wanted: dict[str, Any], tell: Callable[[int, int, int | None], None]
) -> Analysis:
    """Analyze a clip exactly as the command line does."""
    from dataclasses import replace  # noqa: PLC0415

    from overtoe.analysis import analyze  # noqa: PLC0415  (heavy)
    from overtoe.capture import read_recording  # noqa: PLC0415  (heavy)

    tell(0, 0, None)
    recording = read_recording(clip, progress=lambda done, total: tell(0, done, total))
    tell(1, 0, None)
    return analyze(
        replace(recording, name=wanted["name"]),
        lifter=_lifter(wanted),
        load=_load(wanted),
        movement=wanted["movement"] or None,
    )


def _lifter(wanted: dict[str, Any]) -> Lifter | None:
    from overtoe.body import Lifter  # noqa: PLC0415

    if wanted["stature_m"] is None:
        return None
    return Lifter(wanted["stature_m"], wanted["mass_kg"], wanted["sex"])


def _load(wanted: dict[str, Any]) -> Load:
    from overtoe.body import Load  # noqa: PLC0415

    return Load(wanted["load_kg"], wanted["load_at"])


def write(analysis: Analysis, folder: Path, tell: Callable[[int, int, int | None], None]) -> None:
    """Write report, result and overlay; all or nothing is seen under the folder's name."""
    from overtoe.report.folder import write_report  # noqa: PLC0415  (heavy)

    draft = folder / f"{RESULT}.draft"
    shutil.rmtree(draft, ignore_errors=True)
    tell(2, 0, 100)
    write_report(
        analysis,
        draft,
        clip=folder / VIDEO,
        overlay=True,
        progress=lambda share: tell(2, round(100 * share), 100),
    )
    shutil.rmtree(folder / RESULT, ignore_errors=True)
    draft.replace(folder / RESULT)


if __name__ == "__main__":
    sys.exit(main())

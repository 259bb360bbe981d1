"""What an analysis holds: the recording, what was found, and the document about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from overtoe.analysis.document import AnalysisDocument
    from overtoe.body import Lifter, Load
    from overtoe.capture.recording import Recording
    from overtoe.loads.series import LoadSeries
    from overtoe.loads.sweep import TradeCurve
    from overtoe.motion.types import Motion

    Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Analysis:
    """Everything that one analysis found.

    ``motion`` is None when the recording can't be measured; the document says why. ``main`` is the
    index of the repetition that figures show: the full one with the middle knee travel. ``series``
    is the whole time course, columns named like the document's keys.
    """

    recording: Recording
    document: AnalysisDocument
    motion: Motion | None = None
    lifter: Lifter | None = None
    load: Load | None = None
    main: int | None = None
    series: dict[str, Floats] = field(default_factory=dict)
    trade: TradeCurve | None = None
    load_series: LoadSeries | None = None
    load_notes: tuple[str, ...] = ()

"""The lifter: stature, mass, sex and segments, from tables that name their source."""

from overtoe.body.draws import draw_bodies
from overtoe.body.lifter import Lifter
from overtoe.body.load import LOAD_PLACES, NO_LOAD, Load, LoadPlace, Seat
from overtoe.body.segments import BodySegments, Segment, segments
from overtoe.body.tables import PAIRED as PAIRED_SEGMENTS
from overtoe.body.tables import (
    SEGMENTS,
    TABLES,
    Inertia,
    SegmentName,
    Sex,
    Source,
    TableChoice,
    TableName,
)

__all__ = [
    "LOAD_PLACES",
    "NO_LOAD",
    "PAIRED_SEGMENTS",
    "SEGMENTS",
    "TABLES",
    "BodySegments",
    "Inertia",
    "Lifter",
    "Load",
    "LoadPlace",
    "Seat",
    "Segment",
    "SegmentName",
    "Sex",
    "Source",
    "TableChoice",
    "TableName",
    "draw_bodies",
    "segments",
]

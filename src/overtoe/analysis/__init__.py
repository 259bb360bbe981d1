"""The whole chain behind one function, and the document that it returns."""

from overtoe.analysis.chain import analyze, assemble, main_repetition, refused
from overtoe.analysis.document import AnalysisDocument, Measured
from overtoe.analysis.series import time_course
from overtoe.analysis.types import Analysis


def document(analysis: Analysis) -> AnalysisDocument:
    """The analysis as the documented JSON; ``.model_dump_json(indent=2)`` writes it."""
    return analysis.document


__all__ = [
    "Analysis",
    "AnalysisDocument",
    "Measured",
    "analyze",
    "assemble",
    "document",
    "main_repetition",
    "refused",
    "time_course",
]

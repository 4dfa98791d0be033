"""Feedback as text to take away: CSV for spreadsheets, JSON lines for programs."""

import csv
import io
import json
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from sci_tui.domain.feedback import Feedback

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet calculate a cell instead of showing it; the last four are wide forms."""


class FeedbackFormat(StrEnum):
    """How exported feedback is written."""

    CSV = "csv"
    JSON_LINES = "jsonl"


def written(form: FeedbackFormat, answers: Iterable[Feedback]) -> str:
    """The answers as the text of a whole file."""
    match form:
        case FeedbackFormat.CSV:
            return _csv(answers)
        case FeedbackFormat.JSON_LINES:
            return "".join(_json_line(feedback) for feedback in answers)


def _csv(answers: Iterable[Feedback]) -> str:
    """A header and a row for each answer; the reasons stand in one cell, separated by spaces."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(Feedback._fields)
    for feedback in answers:
        cells = feedback._asdict() | {"reasons": " ".join(feedback.reasons)}
        rows.writerow(_harmless(str(cell)) for cell in cells.values())
    return text.getvalue()


def _harmless(cell: str) -> str:
    """The cell, shown rather than calculated: spreadsheets take an apostrophe for that."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _json_line(feedback: Feedback) -> str:
    return json.dumps(feedback._asdict(), ensure_ascii=False) + "\n"

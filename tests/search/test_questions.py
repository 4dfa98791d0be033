"""Everyday questions, and whether the studies that answer them come first."""

import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from sci_tui.store.library import Library
from tests.search.measuring import Figures, measured

QUESTIONS: Final[list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "questions.toml").read_text(encoding="utf-8")
)["question"]


@pytest.fixture(scope="module")
def figures(library_file: Path) -> Figures:
    """What comes of every question."""
    library = Library(library_file)
    try:
        return measured(QUESTIONS, lambda typed: _slugs(library, typed))
    finally:
        library.close()


def _slugs(library: Library, typed: str) -> list[str]:
    return [found.card.slug for found in library.search(typed).found]


def test_every_answer_is_a_study_of_the_library(library_file: Path) -> None:
    library = Library(library_file)
    there = {card.slug for card in library.cards()}
    library.close()
    assert len(QUESTIONS) >= 80
    assert all(set(question["answers"]) <= there for question in QUESTIONS)


def test_nine_of_ten_questions_are_answered_among_the_first_three(figures: Figures) -> None:
    assert figures.success_at_3 >= 0.9, figures.missed

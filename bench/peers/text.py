"""The text of a study as other programs are given it."""

from sci_tui.domain.prose import sentences
from sci_tui.domain.study import Study
from sci_tui.domain.study_prose import own_prose


def text(study: Study) -> str:
    """Its prose in one line."""
    return " ".join(sentence.text for prose in own_prose(study) for sentence in sentences(prose))

"""What find found in a page, sentence by sentence."""

from typing import NamedTuple

from sci_tui.layout.finding import matches
from sci_tui.layout.lines import Laid
from sci_tui.plain.place import Place


class Found(NamedTuple):
    """The sentences that hold what was sought, by index, and which of them one is at."""

    sentences: tuple[int, ...] = ()
    at: int = 0

    def moved(self, by: int) -> "Found":
        """The same at another match; beyond both ends it stays."""
        return self._replace(at=min(max(self.at + by, 0), len(self.sentences) - 1))

    def said(self, place: Place) -> str:
        """Which match this is, and its sentence."""
        sentence = place.said_by_sentence[self.sentences[self.at]].text
        return f"Match {self.at + 1} of {len(self.sentences)}: {sentence}"


def found(place: Place, sought: str) -> Found:
    """Every sentence of a page with some words, the first being where one is."""
    laid = Laid(place.said_by_sentence, (), ())
    return Found(tuple(dict.fromkeys(match[0].line for match in matches(laid, sought))))

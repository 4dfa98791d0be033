"""What a person can do on a page besides going elsewhere; each is a plain value."""

from typing import Final, NamedTuple

from sci_tui.domain.feedback import Helpful, Reason
from sci_tui.domain.fitting import Criterion, Trait
from sci_tui.site.routes import SEARCH, Route


class Answer(NamedTuple):
    """Say whether a summary helped."""

    study: str
    helpful: Helpful


class Mark(NamedTuple):
    """Give a reason for an answer, or take it back."""

    study: str
    reason: Reason


class Forget(NamedTuple):
    """Delete an answer."""

    feedback: str


class Choose(NamedTuple):
    """Give a setting a value."""

    setting: str
    value: str


class SayOfMe(NamedTuple):
    """Say one thing of oneself, to see studies with such people, or leave it open again."""

    criterion: Criterion
    trait: Trait | None


class ForgetMe(NamedTuple):
    """Forget all that was said of oneself."""


class Print(NamedTuple):
    """Print what one takes home of a study."""

    study: str


MOST_TYPED: Final = 200
"""Characters of words to search for; what follows them is left out."""


class AskWords(NamedTuple):
    """Ask for words to search for, beginning with those given.

    What is found is narrowed and sorted as ``search`` is, the page of another search.
    """

    words: str = ""
    search: Route = SEARCH


class AskComment(NamedTuple):
    """Ask for a comment on a summary, beginning with what was written before."""

    study: str
    comment: str = ""


class Back(NamedTuple):
    """Go back to where one was; from the first page of a kiosk, end the visit."""


Kept = Answer | Mark | Forget | Choose
"""Actions whose effect is written to the disk."""
InMemory = SayOfMe | ForgetMe
"""Actions whose effect must never be written anywhere."""
Action = Kept | InMemory | Print
Ask = AskWords | AskComment
Target = Route | Action | Ask | Back


class Done(NamedTuple):
    """What to tell the reader once something is done, and where to go on."""

    said: str
    to: Route

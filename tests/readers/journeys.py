"""What people do, as data. To add a journey is to add a few lines here and its golden files.

``GOLDEN=write pytest tests/readers/test_journeys.py`` writes them.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from tests.readers.reader import QUIET


class Step(NamedTuple):
    """One thing that a person does.

    ``keys`` are pressed in the Textual reader: a list holds names of keys, a text is typed letter
    by letter. ``line`` is typed in the plain reader and sent with Enter. Without one of them there
    is no such step there. Who ``rests`` presses nothing more until what comes later has come.
    """

    does: str
    keys: Sequence[str] | None
    line: str | None = None
    rests: bool = False


class Journey(NamedTuple):
    """A way through the library. It begins where ``arguments`` open it, and ends with leaving."""

    name: str
    arguments: tuple[str, ...]
    steps: tuple[Step, ...]


LEAVE: Final = Step("Leave.", "q", "q")

JOURNEYS: Final = (
    Journey(
        "start",
        (),
        (
            Step("Down.", ["down"]),
            Step("Down.", ["down"]),
            Step("Up.", ["up"]),
            Step("To the end.", ["end"]),
            Step("Down, where there is nothing more.", ["down"]),
            Step("To the beginning.", ["home"]),
            Step("Ask for help.", ["f1"], "?"),
            Step("Go back.", "b", "b"),
            LEAVE,
        ),
    ),
    Journey(
        "browse",
        (),
        (
            Step("Open the categories.", "c", "c"),
            Step("Down to walking.", ["down"]),
            Step("Open it.", ["enter"], "2"),
            Step("Open its first study.", ["enter"], "1"),
            Step("Back to the list.", "b", "b"),
            Step("Back to the categories.", "b", "b"),
            LEAVE,
        ),
    ),
    Journey(
        "read",
        ("open", "study/walking-trial-2020"),
        (
            Step("The next line.", ["down"], "more"),
            Step("The next line.", ["down"], "more"),
            Step("The next line.", ["down"]),
            Step("The next part.", ["pagedown"]),
            Step("The next link.", ["tab"]),
            Step("The link before.", ["shift+tab"]),
            Step("Ask for the sections.", "g", "g"),
            Step("Go to the second one.", ["2", "enter"], "section 2"),
            Step("The next line there.", ["down"]),
            Step("Where am I?", "e", "where"),
            LEAVE,
        ),
    ),
    Journey(
        "search",
        (),
        (
            Step("Search the library.", "/", "/"),
            Step("Type the word walk.", "walk", rests=True),
            Step("Take the last letter back.", ["backspace"], rests=True),
            Step("Type it again.", "k", rests=True),
            Step("One letter to the left.", ["left"]),
            Step("Send it.", ["enter"], "walk"),
            Step("The next match.", ["down"]),
            Step("Search for what is not there.", ["/", *"zebra", "enter"], "search zebra"),
            LEAVE,
        ),
    ),
    Journey(
        "typing",
        (),
        (
            Step("Type words to search for.", ["/", *"nobody"], "search nobody", rests=True),
            Step("Go to the results.", ["down"]),
            Step("The next result.", ["down"]),
            Step("The result before, and back to the field.", ["up", "up"]),
            Step("Go to the results once more.", ["down"]),
            Step("Open the first.", ["enter"], "1"),
            Step("Back to the result.", "b", "b"),
            Step("Open its category.", "o", "category 1"),
            LEAVE,
        ),
    ),
    Journey(
        "mend",
        (),
        (
            Step("Search with a slip of the finger.", ["/", *"tredmill", "space", "enter"], None),
            Step("Search with a slip of the finger.", None, "search tredmill walking"),
            Step("The first match.", ["down"]),
            LEAVE,
        ),
    ),
    Journey(
        "narrow",
        ("open", "latest"),
        (
            Step("Narrow the list.", "x", "narrow"),
            Step("Down to the first category.", ["down"]),
            Step("Choose it.", ["enter"], "2"),
            Step("Show what is left.", ["1", "enter"], "1"),
            Step("Clear all filters.", "z", "clear"),
            LEAVE,
        ),
    ),
    Journey(
        "like-me",
        ("open", "like-me"),
        (
            Step("Choose the injury level.", "1", "1"),
            Step("Take the first.", "1", "1"),
            Step("Show the studies.", "5", "5"),
            Step("Open the first study.", "3", "3"),
            Step("Back to the list.", "b", "b"),
            Step("Forget what was chosen.", "d", "forget"),
            LEAVE,
        ),
    ),
    Journey(
        "feedback",
        ("open", "study/one-man/feedback"),
        (
            Step("Say that it helped partly.", "p", "2"),
            Step("Say it again.", "p", "2"),
            Step("Write a comment.", "9", "9"),
            Step("Type it.", "Too short."),
            Step("Send it.", ["enter"], "Too short."),
            Step("Save it.", None, "y"),
            Step("Go home.", "h", "h"),
            Step("See all answers.", ["9", "enter"], "9"),
            LEAVE,
        ),
    ),
)


class Mode(NamedTuple):
    """A way to read: the options that choose it; after how much silence nothing more comes."""

    options: tuple[str, ...]
    quiet: float = QUIET


MODES: Final = {
    "visual": Mode(()),
    # Where one is comes a moment after the line itself.
    "screen-reader": Mode(("--screen-reader",), quiet=0.3),
    "plain": Mode(("--plain",)),
}

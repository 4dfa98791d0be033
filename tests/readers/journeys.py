"""What people do, as data. To add a journey is to add a few lines here and its golden files.

``GOLDEN=write pytest tests/readers/test_journeys.py`` writes them.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from tests.readers.reader import QUIET


class Step(NamedTuple):
    """One thing that a person does.

    ``keys`` are pressed in the Textual reader: a list holds names of keys, a text is typed letter
    by letter. ``line`` is typed in the plain reader and sent with Enter. Without one of them there
    is no such step there. Who ``rests`` presses nothing more until what comes later has come; who
    ``waits`` presses nothing until these words stand there, which come by the clock.
    """

    does: str
    keys: Sequence[str] | None
    line: str | None = None
    rests: bool = False
    waits: str = ""


class Journey(NamedTuple):
    """A way through the library. It begins where ``arguments`` open it, and ends with leaving.

    What a clinic has set is ``kiosk``, for a visit to one; that begins where it waits and ends
    there again, as nobody leaves a kiosk.
    """

    name: str
    arguments: tuple[str, ...]
    steps: tuple[Step, ...]
    kiosk: str | None = None


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

FINISH: Final = Step("Finish.", ["q"], "finish")

SILENT: Final = 'speech = "never"\n'
"""A clinic whose kiosk has no voice, as whether one can be had differs between machines."""

VISITS: Final = (
    Journey(
        "kiosk-visit",
        ("--kiosk",),
        (
            Step("Press a key.", ["enter"], ""),
            Step("Down.", ["down"]),
            Step("Down.", ["down"]),
            Step("Open the newest studies.", "1", "1"),
            Step("Open the second.", "2", "2"),
            Step("Read on.", ["enter"], ""),
            Step("Read on.", ["enter"], ""),
            Step("Read on.", ["enter"], ""),
            Step("Read on.", ["enter"], ""),
            Step("Press a number that is not there.", "9", "9"),
            Step("Say whether it helped.", "f", "feedback"),
            Step("Yes.", "1", "1"),
            Step("Back to the study.", "0", "0"),
            Step("Back to the part before.", "0", "0"),
            Step("Back to the list.", "0", "0"),
            Step("Back to the first page.", "0", "0"),
            Step("Finish.", "0", "0"),
        ),
        kiosk=SILENT,
    ),
    Journey(
        "kiosk-spelling",
        ("--kiosk",),
        (
            Step("Press a key.", ["enter"], ""),
            Step("Find studies.", "3", "3"),
            Step("Spell a word.", "2", "2"),
            Step("The letters of 7.", "7", "7"),
            Step("P.", "1", "1"),
            Step("A, of 2.", ["2", "1"], "2"),
            Step("Of the letters.", None, "1"),
            Step("Show what is found.", "1", "1"),
            Step("Back to the word.", "0", "0"),
            FINISH,
        ),
        kiosk=SILENT,
    ),
    Journey(
        "kiosk-idle",
        ("--kiosk",),
        (
            Step("Press a key.", ["enter"], ""),
            Step("Browse by category.", "2", "2"),
            Step("Down.", ["down"]),
            Step("Press nothing.", [], waits="Are you still there?"),
            Step("Press a key.", ["enter"], ""),
            Step("Down, or another list.", ["down"], "latest"),
            Step("Up, or back.", ["up"], "0"),
            Step("Press nothing.", [], waits="Are you still there?"),
            Step("Press nothing still.", [], waits="Studies on spinal cord injury"),
        ),
        kiosk=f"{SILENT}idle-elsewhere = 30\n",
    ),
    Journey(
        "kiosk-one-switch",
        ("--kiosk",),
        (
            Step("Press the switch.", " "),
            Step("The first choice is marked.", [], waits="Item 1 of 8."),
            Step("The second.", [], waits="Item 2 of 8."),
            Step("Press the switch.", " "),
            Step("The first choice is marked.", [], waits="Item 1 of 8, page 1"),
            Step("Press the switch.", " "),
        ),
        kiosk=f"{SILENT}scanning = 6\n",
    ),
)
"""Visits to a kiosk that is set up for a screen reader, or for a terminal that only prints."""


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

SPOKEN: Final = ("screen-reader", "plain")
"""The ways for those who do not see the screen."""


def ways() -> Iterator[tuple[Journey, str]]:
    """Every journey in every mode that it is made in."""
    for journey in JOURNEYS:
        yield from ((journey, mode) for mode in MODES)
    for visit in VISITS:
        yield from ((visit, mode) for mode in SPOKEN if is_made(visit, mode))


def is_made(journey: Journey, mode: str) -> bool:
    """Whether a journey can be made in a mode: one switch needs a screen."""
    return mode != "plain" or any(step.line is not None for step in journey.steps)

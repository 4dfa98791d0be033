"""Every sentence that only a kiosk says."""

from typing import Final

BACK: Final = "Back"
FINISH: Final = "Finish: everything you did here is forgotten"
READ_ON: Final = "Read on"
TAKE_HOME: Final = "Take it home"
TOOLS: Final = "Speech, colours and help"
HELPFUL: Final = "Was this summary helpful?"

PRESS_ANY_KEY: Final = "Press any key."
PRESS_FOR_SPEECH: Final = "Press 5 to have it read aloud."
ABOUT: Final = "Studies on spinal cord injury, in plain words."
BY_EAR: Final = "Screen-reader mode. A number chooses. F1 for help."
"""Said first in every visit where a screen reader or a braille display is used."""
GREETING: Final = (
    "Spinal cord injury research, in plain words.",
    "Press 5 to have the pages read aloud.",
)
"""Said once when a key is pressed, to whoever cannot see the screen."""

STILL_THERE: Final = "Are you still there?"
ANY_KEY_GOES_ON: Final = "Press any key to go on reading."
ELSE_FORGOTTEN: Final = (
    "Otherwise this begins anew for the next person in 20 seconds.",
    "What you did here is then forgotten.",
)

LINE_TO_BEGIN: Final = "Press Enter to begin:"
LINE_FOR_SPEECH: Final = "Press Enter to begin, or 5 and Enter to have it read aloud:"
LINE_GOES_ON: Final = "Press Enter to go on reading:"
ENTER_READS_ON: Final = "Enter reads on"
ENTER_SILENCES: Final = "Enter stops the voice"
"""What only a terminal that prints lines says."""

CHOSEN_HERE: Final = "Chosen by this clinic"
NOT_HERE: Final = "There is no such page in a kiosk. Press 0 to go back."
SPEECH: Final = "Speech: have the pages read aloud"
SPEECH_IS_ON: Final = "Speech is on. Press a number to choose; 0 goes back."
SPEECH_IS_OFF: Final = "Speech is off."
NO_SPEECH: Final = "Speech does not work here just now. Please ask at the desk."
STEPPING_IS_OFF: Final = "The choices no longer step by themselves."
STEPPING: Final = "Press Space or Enter when your choice is marked."
HOW: Final = "A number chooses. Enter reads on. 0 goes back."
HOW_IN_A_LIST: Final = "A number chooses. 0 goes back."
OTHER_KEY: Final = "That key does nothing here. A number chooses, 0 goes back."
END_OF_PART: Final = "That was the end of this page. A number chooses, 0 goes back."

SEARCH: Final = "Find studies by words"
SEARCH_ABOUT: Final = "There are three ways to find studies."
BY_TOPIC: Final = "Choose from the topics"
BY_SPELLING: Final = "Spell a word with the numbers"
BY_KEYBOARD: Final = "Type words on a keyboard"
SPELL: Final = "Spell a word"
SPELL_ABOUT: Final = "The letters stand where a telephone has them: 2 is a, b and c."
A_SPACE: Final = "A space, then another word"
NOTHING_SPELLED: Final = "Spell a word: no letter is chosen yet."

TOOLS_ABOUT: Final = "What you choose holds until you finish."

NOTHING_IS_KEPT: Final = "Nothing that you do here is kept."

HELP: Final = (
    "Press the number of what you want to open.",
    "Enter reads on, and 0 goes back.",
    "The arrow keys and Tab move the mark, and Enter then opens what is marked.",
    "0 on the first page forgets all you did here, for the next person.",
)
HELP_BY_LINE: Final = (
    "Type the number of what you want to open, then press Enter.",
    "Enter alone reads on, and 0 goes back.",
    "0 on the first page forgets all you did here, for the next person.",
)
HELP_SPEECH_BY_LINE: Final = (
    "With speech on, each page is read aloud.",
    "Enter stops it.",
    "A star and Enter says the last sentence again, a slash and Enter pauses.",
    "Plus is louder, minus is softer.",
)
HELP_SPEECH: Final = (
    "With speech on, each page is read aloud.",
    "Any key stops it.",
    "The star key says the last sentence again, the slash key or Space pauses.",
    "Plus is louder, minus is softer.",
)
HELP_STEPPING: Final = (
    "With one switch, the choices are marked one after the other.",
    "Press Space or Enter when yours is marked.",
)
HELP_PRIVATE: Final = (
    "Nothing that you look at is kept.",
    "After a minute without a key this asks whether you are still there.",
    "If you are not, all of it is forgotten.",
)


def no_such_number(number: str, most: int) -> str:
    """What to say to a number that names nothing here."""
    return f"There is no {number} here: choose 1 to {most}, or 0 to go back."


def line_prompt(enter: str, *, is_first: bool) -> str:
    """What can be typed at a terminal that prints lines."""
    back = "0 finishes" if is_first else "0 goes back"
    return f"Number ({back}{f', {enter}' if enter else ''}):"


def part_of_study(number: int, among: int) -> str:
    """The title of a later part of a study."""
    return f"This study, part {number} of {among}"


def part_of(number: int, among: int) -> str:
    """Which part of a page this is."""
    return f"Part {number} of {among}."


def read_on_with(title: str, number: int, among: int) -> str:
    """What choosing the next part shows."""
    return f"{READ_ON}: {title}" if title else f"{READ_ON}: part {number} of {among}"


def spelled(word: str) -> str:
    """The word so far."""
    return f"So far: {word}" if word else NOTHING_SPELLED


def search_for(word: str, found: str) -> str:
    """What searching for the word so far would show."""
    return f"Show what is found for “{word}”: {found}"


def sure(how: str) -> str:
    """How sure one can be of what a poster says."""
    return f"How sure can we be? {how[0].upper()}{how[1:]}."


def letters(group: str) -> str:
    """A group of letters as it is read and said: one by one."""
    return ", ".join(group)

"""What a person typed to search for, taken apart. Whatever it is, it is text and no query."""

import re
from typing import Final, NamedTuple

from sci_tui.store.matching import MOST_WORDS, every_word

_PART: Final = re.compile(r'(?P<left_out>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<text>[^\s"]+))')
_CURLY: Final = str.maketrans("“”„«»", '"""""')


class Asked(NamedTuple):
    """The words to look for, phrases that have to stand there, and words that must not.

    ``unfinished`` tells that the last word may be the beginning of a longer one.
    """

    words: tuple[str, ...]
    phrases: tuple[str, ...]
    left_out: tuple[str, ...]
    unfinished: bool


def asked(typed: str) -> Asked:
    """Read what was typed: words, ``"a phrase"`` in quotation marks, ``-word`` to leave out."""
    words: list[str] = []
    phrases: list[str] = []
    left_out: list[str] = []
    text = typed.translate(_CURLY)
    for part in _PART.finditer(text):
        said = every_word(part["phrase"] if part["phrase"] is not None else part["text"])
        if part["left_out"]:
            left_out.extend(said[:1] if part["phrase"] is None else [" ".join(said)])
        elif part["phrase"] is not None:
            phrases.append(" ".join(said))
        else:
            words.extend(said)
    unfinished = bool(words) and text[-1:] not in (" ", '"')
    return Asked(_some(words), _some(phrases), _some(left_out), unfinished)


def _some(parts: list[str]) -> tuple[str, ...]:
    return tuple(part for part in parts if part)[:MOST_WORDS]


ASIDE: Final = frozenset(
    """
    a able about after again all also am an and any anyone anything are as at be because been before
    being best better between both but by can cant could cure did do does doing done dont down
    during each else ever every few for from get gets getting give given go goes going good got had
    happen happens has have having he help helped helps her here him his how i if in into is isnt it
    its just know like ll long m make makes making many may me might mine more most much must my
    near need never new no nobody not now of off often on one only or other our out over own people
    person please possible re really research result results s safe she should since so some someone
    something still studies study such t take taking than that the their them then there these they
    thing things this those to too try trying under until up us use used using ve very want was way
    we well were what when where which while who whom whose why will with without won wont work
    worked works would year years yes you your
    injured injury sci spinal cord
    """.split()
)
"""Words that say nothing of what is looked for, unless there is no other."""

"""Text in signs that every terminal has, and text as it is best said."""

import unicodedata
from typing import Final

_SIGNS: Final = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "—": "-",
        "−": "-",
        "…": "...",
        "·": "-",
        "‹": "<",
        "›": ">",
        "▸": ">",
        "●": "*",
        "○": "o",
        "█": "#",
        "░": ".",
        "×": "x",
        "±": "+/-",
        "≥": ">=",
        "≤": "<=",
        "ß": "ss",
        "Ø": "O",
        "ø": "o",
        "Æ": "AE",
        "æ": "ae",
        "Ł": "L",
        "ł": "l",
        "µ": "u",
        "°": " degrees",
    }
)


def ascii_text(text: str) -> str:
    """The text in ASCII: signs by their like, accents left off, anything else a question mark."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_SIGNS))
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    return kept.encode("ascii", "replace").decode("ascii")


def marked(words: str) -> str:
    """Words between signs that tell, without any colour, that they were looked for."""
    return f"‹{words}›"


def spoken_text(text: str) -> str:
    """The text without the dots and arrows that only an eye needs."""
    return text.replace(" · ", ", ").replace(" › ", ", ")


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def cut(text: str, most: int) -> str:
    """As much of a text as fits into so many columns; nothing where there is less than none."""
    while text and columns(text) > most:
        text = text[:-1]
    return text


def _columns(sign: str) -> int:
    if unicodedata.east_asian_width(sign) in "WF":
        return 2
    return 0 if unicodedata.category(sign) in ("Mn", "Me", "Cf") else 1

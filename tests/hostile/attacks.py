"""Texts that are known to attack a terminal or its reader, and a look at what has reached one."""

import json
import re
import shutil
import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path
from typing import Any, Final

ATTACKS: Final = {
    "fills the clipboard": "\x1b]52;c;cm0gLXJmIC8=\x07",
    "asks for the clipboard": "\x1b]52;c;?\x1b\\",
    "names the window": "\x1b]0;owned\x07",
    "names the window, too": "\x1b]2;owned\x1b\\",
    "has the title typed": "\x1b[21t",
    "keeps the title": "\x1b[22;0t",
    "moves the window": "\x1b[3;9999;9999t",
    "asks for a setting": '\x1bP$q"p\x1b\\',
    "defines keys": "\x1bP1;1|17/726d\x1b\\",
    "asks about a mode": "\x1b[?2026$p",
    "asks for the answerback": "\x05",
    "asks what it is": "\x1b[c\x1b[>c\x1b[=c\x1bZ",
    "asks for its name": "\x1b[>0q",
    "asks where the cursor is": "\x1b[6n",
    "links to elsewhere": "\x1b]8;;https://evil.example/\x1b\\here\x1b]8;;\x1b\\",
    "asks for a colour": "\x1b]4;1;?\x07\x1b]10;?\x07\x1b]11;?\x07",
    "changes the colours of the console": "\x1b]P0ff0000",
    "takes the other screen": "\x1b[?1049h\x1b[?47h",
    "hides the cursor": "\x1b[?25l",
    "turns the mouse on": "\x1b[?1003h\x1b[?1006h",
    "draws a picture": "\x1bPq#0;2;0;0;0~-\x1b\\",
    "sends a file": "\x1b]1337;File=name=eA==;inline=1:AAAA\x07",
    "draws another picture": "\x1b_Ga=T,f=100;AAAA\x1b\\",
    "runs a command of tmux": "\x1bPtmux;\x1b\x1b]52;c;eA==\x07\x1b\\",
    "names a window of screen": "\x1bkowned\x1b\\",
    "ends what is pasted": "words\x1b[201~\rq",
    "resets the terminal": "\x1bc\x1b[!p",
    "takes other letters": "\x0e\x1b(0",
    "clears the screen": "\x1b[2J\x1b[3J\x1b[H",
    "writes elsewhere": "\x1b[1;1Hspoofed",
    "writes unseen": "\x1b[8munseen\x1b[0m",
    "scrolls": "\x1b[1;3r\x1bM\x1bD",
    "prints": "\x1b[5i\x1b[4i",
    "lights the keyboard": "\x1b[3q",
    "sounds for ever": "\x1b[10;9999]\x1b[11;9999]\x07",
    "is a control of one byte": "\x9b31m\x9d52;c;eA==\x9c\x90q\x9c\x84\x85",
    "writes over": "harmless\r\x08\x08\x7fharmful",
    "moves down": "\x0b\x0c",
    "turns text around": "\u202egnp.exe\u202c \u2066a\u2069 \u200f\u061c",
    "is not seen": "pa\u200by\u200cp\u200da\u2060l\ufeff\u00ad\u180e",
    "tells in tags": "\U000e0001\U000e0069\U000e0067\U000e006e\U000e007f",
    "separates lines": "one\u2028two\u2029three",
    "explains between lines": "\ufff9a\ufffab\ufffb",
    "is drawn in two ways": "\u2764\ufe0f\u2764\ufe0e",
    "stands on itself": "o" + "\u0301\u0489\u20dd" * 40,
    "is wide or not": "日本語 \uff57\uff49\uff44\uff45 ① ± 👩‍👩‍👧",
    "is half a character": "\ud800\udc9b",
}
"""By what each does to a terminal that takes it as what it says."""

ALL: Final = " ".join(ATTACKS.values())
STORABLE: Final = ALL.encode("utf-8", "ignore").decode()
"""All that can stand in UTF-8."""

BYTES: Final = (
    b"\xc0\x9b31m",
    b"\xe0\x80\x9b",
    b"\xf0\x80\x80\x9b",
    b"\xed\xa0\x80\xed\xb2\x9b",
    b"\xff\xfe\x1b[2J",
    b"\x9b2J",
    b"\xc2\x9b2J",
    b"\xef\xbb\xbf",
)
"""What is no UTF-8: too long, halves of characters, bytes that stand for controls elsewhere."""

_UNSEEN: Final = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_MOST_MARKS: Final = 4


def acting(text: str) -> list[str]:
    """Everything in a text that acts on a terminal or misleads who reads it; lines may end."""
    found = [
        sign
        for sign in text
        if sign != "\n" and (unicodedata.category(sign) in ("Cc", "Cs") or _UNSEEN.match(sign))
    ]
    marks = 0
    for sign in text:
        marks = marks + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        found += [sign] if marks > _MOST_MARKS else []
    return found


def hostile(library: Path, to: Path, attack: str = STORABLE) -> Path:
    """A copy of a library that has an attack in every text, put there past every check."""
    shutil.copy(library, to)
    with closing(sqlite3.connect(to)) as connection:
        for table, columns in _TEXTS.items():
            for column in columns:
                rows = connection.execute(f"SELECT rowid, {column} FROM {table}").fetchall()
                connection.executemany(
                    f"UPDATE {table} SET {column} = ? WHERE rowid = ?",
                    [(_spoilt(text, column, attack), number) for number, text in rows],
                )
        connection.commit()
    return to


_TEXTS: Final = {
    "edition": ("title", "licence"),
    "categories": ("title", "about"),
    "studies": ("list_title", "title"),
    "texts": ("text", "document"),
    "words": ("term", "names", "document"),
    "pages": ("document",),
    "topics": ("document",),
    "other_words": ("other",),
}


def _spoilt(text: str, column: str, attack: str) -> str:
    if column == "document":
        return json.dumps(_within(json.loads(text), attack), ensure_ascii=False)
    return f"{text} {attack}"


def _within(value: Any, attack: str) -> Any:
    """A document with the attack in each of its sentences; what names something else stays."""
    if isinstance(value, str):
        return f"{value} {attack}" if " " in value else value
    if isinstance(value, dict):
        return {name: _within(inner, attack) for name, inner in value.items()}
    if isinstance(value, list):
        return [_within(inner, attack) for inner in value]
    return value

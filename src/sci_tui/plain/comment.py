"""The form for a comment: one line is typed, said back, and saved once that is confirmed."""

from contextlib import suppress
from typing import Final

from sci_tui.domain.errors import SciTuiError
from sci_tui.domain.feedback import RefusedComment, comment_from
from sci_tui.plain.talk import Talk
from sci_tui.site import wording
from sci_tui.site.actions import AskComment, Done
from sci_tui.site.site import Site

_HOW: Final = "Type one line, then Enter. Enter alone leaves it as it is."
_HOW_TO_REMOVE: Final = "A minus alone removes the comment."
_MINUS: Final = "-"


class CommentForm:
    """Asks for a comment. Whatever is typed is the comment, ``q`` too; no half of one is saved.

    Args:
        talk: Where to ask.
        site: Where to save it.
        asked: What it is a comment on, and what was written before.
    """

    def __init__(self, talk: Talk, site: Site, asked: AskComment) -> None:
        self._talk = talk
        self._site = site
        self._asked = asked
        self._unsaved = ""

    def filled_in(self) -> Done | None:
        """What came of it, or None where the comment was left as it was."""
        self._talk.say(f"{_HOW} {_HOW_TO_REMOVE}" if self._asked.comment else _HOW)
        try:
            return self._filled_in()
        finally:
            # However it ends: a reader that goes away does not take the comment with it unsaid.
            if self._unsaved:
                with suppress(OSError):
                    self._talk.say(f"Your comment is not saved. You typed: {self._unsaved}")

    def _filled_in(self) -> Done | None:
        label = wording.YOUR_COMMENT
        while typed := (self._talk.ask(label) or "").strip():
            self._unsaved = typed
            label = wording.YOUR_COMMENT
            try:
                done = self._confirmed(comment_from(typed))
            except RefusedComment as error:
                self._talk.say(f"{error} You typed: {typed}")
                self._unsaved = ""
                label = "Your comment, shorter:"
            else:
                if done:
                    return done
        self._talk.remark("The comment is left as it is.")
        return None

    def _confirmed(self, typed: str) -> Done | None:
        """The comment saved once it is confirmed, or None to type another."""
        is_removal = typed == _MINUS and bool(self._asked.comment)
        if not is_removal:
            self._talk.say(f"You typed: {typed}")
        question = "Remove your comment? y or n:" if is_removal else "Save it? y or n:"
        while (answer := self._talk.ask(question)) is not None:
            match answer.casefold():
                case "y" | "yes":
                    try:
                        return self._saved("" if is_removal else typed)
                    except SciTuiError as error:
                        self._talk.say(str(error))
                        question = "Not saved yet. Try again? y or n:"
                case "n" | "no":
                    self._unsaved = ""
                    return None
                case _:
                    question = "Type y to save, or n to type it anew:"
        return None

    def _saved(self, text: str) -> Done:
        done = self._site.told(self._asked, text)
        self._unsaved = ""
        return done

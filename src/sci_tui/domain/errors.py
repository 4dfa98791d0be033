"""What can go wrong, each with the sentence a reader is told."""


class SciTuiError(Exception):
    """Something went wrong that the reader can be told in one sentence.

    The sentence says what happened, to what, and what to do next. ``exit_code`` is what the
    command line returns for it.
    """

    exit_code = 1

    def __str__(self) -> str:
        """The sentence, without what acts on a terminal: names of files may be in it."""
        from sci_tui.domain.cleaning import shown_lines  # noqa: PLC0415 - no start pays for it

        return shown_lines(super().__str__())


class NotThere(SciTuiError):
    """Asked for a study, a category, a word or a page that the library does not hold."""


class UnknownRoute(SciTuiError):
    """The address is not one that any page has."""

    exit_code = 2


class BadSettings(SciTuiError):
    """The settings file, the environment or an option holds something not allowed."""

    exit_code = 2


class UnreadableLibrary(SciTuiError):
    """A library file is missing, damaged, too new, locked, or not a library."""

    exit_code = 3


class Stopped(SciTuiError):
    """A question to the library was stopped before its answer, as another one has come."""


class Unsaved(SciTuiError):
    """The reader's own store or settings could not be written."""

    exit_code = 4


class Damaged(Unsaved):
    """The reader's own store is not as this program leaves one: damaged, or of another program."""


class Unprinted(SciTuiError):
    """A printer is not there, refused, or did not answer in time."""

    exit_code = 4


class RefusedContent(SciTuiError):
    """Content text did not pass its checks."""

    exit_code = 5


class NoVoice(SciTuiError):
    """Nothing can read aloud, or what read aloud broke off."""


class NotInstalled(SciTuiError):
    """What was asked for needs a package that most readers do not."""

    exit_code = 2

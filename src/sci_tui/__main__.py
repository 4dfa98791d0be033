"""``python -m sci_tui`` is ``sci-tui``."""

import sys

from sci_tui.cli import command

if __name__ == "__main__":
    sys.exit(command())

"""``python -m sci_tui`` is ``sci-tui``."""

import sys

from sci_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())

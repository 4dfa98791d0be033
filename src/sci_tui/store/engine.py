"""SQLite itself: which one this is, and how it says that something went wrong."""

import sqlite3
from typing import Final

VERSION: Final = sqlite3.sqlite_version
EngineError = sqlite3.Error

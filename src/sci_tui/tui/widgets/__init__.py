"""How a page and what belongs to it are shown."""

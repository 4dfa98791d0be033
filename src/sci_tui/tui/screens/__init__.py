"""Where a reader is: the page, and choices laid over it."""

"""A line-at-a-time reader: numbered lines, one prompt, no escape codes."""

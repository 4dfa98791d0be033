"""Programs that are only there to be compared with."""

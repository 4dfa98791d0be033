"""What can go wrong while measuring."""


class NotMeasured(Exception):
    """A measurement could not be made; its sentence says why."""

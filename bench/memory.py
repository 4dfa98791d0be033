"""How much memory a program has held."""

from pathlib import Path


def peak_memory(process: int | str) -> int:
    """The most bytes of memory that a process, or "self", has held so far.

    Not from wait4: there the peak of a child begins with the size of its parent.
    """
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    kilobytes = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(kilobytes.split()[1]) * 1024

"""How a command shows that it is getting on."""

from __future__ import annotations

from django.core.management.base import OutputWrapper

WIDTH = 30
WIDTH_OF_STEP = 28


class Progress:
    """A bar that moves where a person watches; a line for each step where only a log does."""

    def __init__(self, stream: OutputWrapper) -> None:
        self.stream = stream
        self.moves = stream.isatty()
        self.step = ""

    def show(self, step: str, done: int, of: int) -> None:
        """Say which step has begun, and how many rows of how many are done."""
        if self.moves:
            filled = WIDTH * done // of if of else 0
            bar = "█" * filled + "░" * (WIDTH - filled)
            self._write(f"\r{bar} {100 * filled // WIDTH:3}%  {step:<{WIDTH_OF_STEP}}")
        elif step != self.step:
            self._write(f"Writing {step} ({done:,} of {of:,} rows done)\n")
        self.step = step

    def end(self) -> None:
        """Wipe the bar away and leave the stream at the beginning of a line."""
        if self.moves and self.step:
            self._write("\r" + " " * (WIDTH + WIDTH_OF_STEP + len(" 100%  ")) + "\r")

    def _write(self, text: str) -> None:
        self.stream.write(text, style_func=str, ending="")
        self.stream.flush()

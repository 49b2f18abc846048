"""Marks that say for which version of its input files a step was last finished."""

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Stamp:
    """A file that a step leaves behind when it has finished.

    It lies inside the folder that the step makes, so that deleting the folder
    undoes the step; and it is taken away before the step begins, so that an
    interrupted step is done again.
    """

    path: Path
    inputs: tuple[Path, ...]

    def is_current(self) -> bool:
        return self.path.is_file() and self.path.read_text() == self._digest()

    def withdraw(self) -> None:
        self.path.unlink(missing_ok=True)

    def renew(self) -> None:
        self.path.write_text(self._digest())

    def _digest(self) -> str:
        return "\n".join(hashlib.sha256(path.read_bytes()).hexdigest() for path in self.inputs)

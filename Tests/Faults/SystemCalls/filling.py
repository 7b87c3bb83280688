"""Ballast that leaves so and so much of a disk."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path

PAGE = 4096


@dataclass(frozen=True)
class Filling:
    """What is left on the disk: octets or inodes."""

    left: int
    of_inodes: bool

    def __str__(self) -> str:
        return f"{self.left} {'inodes' if self.of_inodes else 'octets'} left"

    def apply(self, folder: Path) -> Path:
        """Lays ballast beside the root."""
        ballast = folder / "ballast"
        ballast.mkdir()
        if self.of_inodes:
            for number in range(os.statvfs(folder).f_favail - self.left):
                (ballast / str(number)).touch()
        else:
            # Until it is full, because what statvfs says is rounded.
            with open(ballast / "octets", "wb", buffering=0) as file:
                try:
                    while file.write(bytes(PAGE)) == PAGE:
                        pass
                except OSError as error:
                    if error.errno != errno.ENOSPC:
                        raise
                file.truncate(max(0, file.tell() - self.left))
        return ballast


def lighten(ballast: Path) -> None:
    for path in ballast.iterdir():
        path.unlink()

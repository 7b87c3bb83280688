"""What a check proves, and every fault that it finds."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Report:
    proven: list[str] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)

    def fault(self, place: str, detail: str) -> None:
        self.faults.append((place, detail))

    def print(self) -> int:
        """What was found, in words; the exit code."""
        for place, detail in self.faults:
            print(f"FAULT  {place}: {detail}")
        if self.faults:
            print(f"Nothing is proven: {len(self.faults)} fault(s).")
            return 1
        for line in self.proven:
            print(f"proven  {line}")
        return 0

"""A sample: one drop in an inbox, and what the intake must answer."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree
from packages import ScanBatch, Submission, write_files

CLOCK = "2026-05-04T06:00:00Z"


@dataclass
class Outcome:
    """What one item must come to; `findings` holds every code, warnings and infos included."""

    verdict: str
    findings: list[str] = field(default_factory=list)
    duty: str | None = None
    at: list[str] = field(default_factory=list)
    item: str = "submission-1"

    def as_json(self) -> dict:
        answer = {
            "item": self.item,
            "verdict": self.verdict,
            "findings": sorted(self.findings),
            "duty": self.duty,
        }
        return answer | ({"at": self.at} if self.at else {})


@dataclass
class Sample:
    name: str
    az: str
    en: str
    teaches: str
    made_with: str
    # The signed package, or octets as they are.
    package: etree._Element | bytes
    outcomes: list[Outcome]
    channel: str = "integrators"
    # Name of the drop; a folder's has no ending.
    drop: str = "package.xml"
    # Given when the package is a folder: the content whose documents lie beside submission.xml.
    folder: Submission | ScanBatch | None = None
    # Whether the sender says that the folder is whole, so that what it lacks is refused and not waited for.
    marked: bool = False
    # When it is dropped.
    clock: str = CLOCK

    def write(self, out: Path, number: int) -> None:
        home = out / f"{number:02}-{self.name}"
        home.mkdir()
        octets = self.package if isinstance(self.package, bytes) else serialised(self.package)
        if self.folder is None:
            (home / self.drop).write_bytes(octets)
        else:
            (home / "package").mkdir()
            (home / "package" / "submission.xml").write_bytes(octets)
            write_files(self.folder, home / "package")
            if self.marked:
                (home / "package" / ".done").touch()
        expected = {
            "title": {"az": self.az, "en": self.en},
            "channel": self.channel,
            "order": 10 * number,
            "clock": self.clock,
            "drop": "package" if self.folder else self.drop,
            "madeWith": self.made_with,
            "teaches": self.teaches,
            "items": [outcome.as_json() for outcome in self.outcomes],
        }
        text = json.dumps(expected, ensure_ascii=False, indent=2)
        (home / "expected.json").write_text(text + "\n", encoding="utf-8")


def serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def registered(duty: str | None = None, *findings: str, item: str = "submission-1") -> list[Outcome]:
    return [Outcome("REGISTERED", list(findings), duty, item=item)]


def recorded(message: str) -> list[Outcome]:
    return [Outcome("RECORDED", ["STATEMENT_RECORDED"], item=message)]


def rejected(
    *findings: str, duty: str | None = None, at: list[str] | None = None, item: str = "submission-1"
) -> list[Outcome]:
    return [Outcome("REJECTED", list(findings), duty, at or [], item=item)]

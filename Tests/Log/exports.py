"""An export: the log, the entries, the packages' octets and the nightly heads, each against the others."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote_to_bytes

from cryptography import x509

import forms
import merkle
import notices
from notices import Notice
from report import Report

# Azerbaijan's time since 2016: UTC+4 all the year.
BAKU = dt.timedelta(hours=4)


@dataclass
class Export:
    leaves: list[forms.Leaf] = field(default_factory=list)
    tree: merkle.Tree = field(default_factory=lambda: merkle.Tree([]))
    # By package.
    arrivals: dict[int, forms.Leaf] = field(default_factory=dict)
    # By index.
    registrations: dict[int, forms.Leaf] = field(default_factory=dict)
    # By number.
    entries: dict[str, forms.Entry] = field(default_factory=dict)


def check(
    folder: Path, certificate: x509.Certificate | None, witnesses: list[Path], receipts: list[Path], report: Report
) -> None:
    found = {str(path.relative_to(folder)) for path in folder.rglob("*")}
    for name in ["log.jsonl", "entries.jsonl", "files.jsonl", "head.json"]:
        if not (folder / name).is_file():
            return report.fault(name, "it is not there")
    export = Export()
    _read_log(folder, export, report)
    _check_ways(export, report)
    _check_entries(folder, export, report)
    _check_corrections(export, report)
    expected = _check_files(folder, export, report)
    heads = _check_heads(folder, certificate, export, report)
    _check_witnesses(witnesses, certificate, heads, export, report)
    for path in receipts:
        check_receipt(notices.read(path, certificate, report), export, report)

    expected |= {"log.jsonl", "entries.jsonl", "files.jsonl", "head.json", "bytes", "heads"}
    expected |= {f"heads/{Path(head.place).name}" for head in heads}
    for name in sorted(found - expected):
        if not any(place == name for place, _ in report.faults):
            report.fault(name, "it does not belong there")
    _tell(export, heads, witnesses, receipts, report)


def _lines(path: Path, keys: dict[str, type], report: Report, optional: str = "") -> list[dict]:
    """JSON objects, each in its one form; what cannot be read is a fault and left out."""
    octets = path.read_bytes()
    if octets and not octets.endswith(b"\n"):
        report.fault(path.name, "it does not end with a line end")
    values = []
    for number, line in enumerate(octets.removesuffix(b"\n").split(b"\n") if octets else [], 1):
        place = f"{path.name}, line {number}"
        try:
            value = json.loads(line.decode())
            is_canonical = isinstance(value, dict) and written(value) == line
        except ValueError:
            report.fault(place, "it is no JSON")
            continue
        if not is_canonical:
            report.fault(place, "it is not in its canonical form")
        elif set(value) - {optional} != set(keys) - {optional} or any(
            type(value[key]) is not keys[key] for key in value
        ):
            report.fault(place, f"it has other members than {', '.join(keys)}")
        else:
            values.append(value)
    return values


def written(value: dict) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _octets(text: str, place: str, report: Report) -> bytes:
    try:
        octets = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        octets = b""
    if base64.b64encode(octets).decode() != text:
        report.fault(place, "its base64 is not in its canonical form")
    return octets


def _read_log(folder: Path, export: Export, report: Report) -> None:
    octets = []
    for index, line in enumerate(_lines(folder / "log.jsonl", {"index": int, "leaf": str}, report)):
        place = f"log.jsonl, leaf {index}"
        if line["index"] != index:
            report.fault(place, f"its line says {line['index']}")
        octets.append(_octets(line["leaf"], place, report))
        try:
            leaf = forms.read_leaf(octets[-1])
            if leaf.index != index:
                report.fault(place, f"it says of itself that it is leaf {leaf.index}")
            export.leaves.append(leaf)
        except forms.Malformed as error:
            report.fault(place, str(error))
    export.tree = merkle.Tree(octets)
    head = {"root": export.tree.root(len(octets)).hex(), "size": len(octets)}
    if (folder / "head.json").read_bytes() != written(head) + b"\n":
        report.fault("head.json", f"it is not the head of log.jsonl, which is {written(head).decode()}")


def _check_ways(export: Export, report: Report) -> None:
    """One arrival a package, before all else of it; one final decision an item, and nothing that waits after it."""
    decided: dict[tuple[int, int | None], str] = {}
    numbers: set[str] = set()
    for leaf in export.leaves:
        place = f"log.jsonl, leaf {leaf.index}"
        if leaf.event == forms.ARRIVAL:
            if leaf.package != len(export.arrivals) + 1:
                report.fault(place, f"package {leaf.package} arrives where package {len(export.arrivals) + 1} must")
            export.arrivals.setdefault(leaf.package, leaf)
            continue
        arrival = export.arrivals.get(leaf.package)
        if arrival is None:
            report.fault(place, f"{leaf.event} of package {leaf.package}, which has not arrived")
        elif arrival.sha256 != leaf.sha256:
            report.fault(place, f"package {leaf.package} has another hash than when it arrived")
        way = (leaf.package, leaf.item)
        if way in decided and leaf.event in forms.FINAL | forms.WAITING:
            report.fault(place, f"{leaf.event} after {decided[way]} of item {leaf.item} of package {leaf.package}")
        if leaf.event in forms.FINAL:
            decided[way] = leaf.event
        if leaf.event == "Registration":
            export.registrations[len(export.registrations) + 1] = leaf
            numbers.add(leaf.facts["number"])
        elif (precedent := leaf.facts.get("precedent")) and precedent not in numbers:
            report.fault(place, f"its precedent {precedent} was not registered before it")


def _check_entries(folder: Path, export: Export, report: Report) -> None:
    last: Counter[tuple[str, str]] = Counter()
    previous = forms.START_OF_CHAIN
    lines = _lines(folder / "entries.jsonl", {"id": int, "number": str, "octets": str}, report)
    for place, line in enumerate(lines, 1):
        where = f"entries.jsonl, entry {place}"

        def same(what: str, value: object, wanted: object, whose: str = "its line", where: str = where) -> None:
            if value != wanted:
                report.fault(where, f"its {what} is {value}, {whose} says {wanted}")

        octets = _octets(line["octets"], where, report)
        try:
            entry = forms.read_entry(octets)
        except forms.Malformed as error:
            report.fault(where, str(error))
            previous = hashlib.sha256(octets).hexdigest()
            continue
        export.entries[entry.number] = entry
        same("place", place, line["id"])
        same("id", entry.id, line["id"])
        same("number", entry.number, line["number"])
        same("previous hash", entry.previous, previous, "the entry before it")
        previous = hashlib.sha256(octets).hexdigest()
        court, year, sequence = entry.number.split("/")
        last[court, year] += 1
        if int(sequence) != last[court, year]:
            report.fault(where, f"its number is {entry.number}, but {last[court, year]} comes next in {court}/{year}")
        day = str((dt.datetime.fromtimestamp(entry.registered_at / 1000, dt.UTC) + BAKU).date())
        same("day", entry.registered_day, day, "its time")
        same("year", int(year), int(day[:4]), "its day")
        leaf = export.registrations.get(place)
        if leaf is None:
            report.fault(where, "the log does not tell of its registration")
            continue
        whose = f"leaf {leaf.index}"
        same("id", entry.id, int(leaf.facts["entry"]), whose)
        same("number", entry.number, leaf.facts["number"], whose)
        same("hash", previous, leaf.facts["entry-hash"], whose)
        same("registration's time", entry.registered_at, leaf.at, whose)
        same("package", entry.package, leaf.sha256, whose)
        same("signer", entry.signer, leaf.facts.get("signer"), whose)
        same("message id", entry.message_id, leaf.facts.get("message-id"), whose)
        same("content", entry.content, leaf.facts.get("content"), whose)
        if arrival := export.arrivals.get(leaf.package):
            same("channel", entry.channel, arrival.facts["channel"], "its arrival")
            same("arrival's time", entry.received_at, arrival.at, "its arrival")
    for place in range(len(lines) + 1, len(export.registrations) + 1):
        report.fault(
            "entries.jsonl", f"entry {place} is not there, but leaf {export.registrations[place].index} tells of it"
        )


def _check_corrections(export: Export, report: Report) -> None:
    """Each is of an entry that was registered before it, and goes on from what stood there."""
    registered: dict[str, tuple[int, int | None]] = {}
    now: dict[tuple[str, str, str | None], str] = {}
    for leaf in export.leaves:
        if leaf.event == "Registration":
            registered[leaf.facts["number"]] = (leaf.package, leaf.item)
        if leaf.event != forms.CORRECTION:
            continue
        place, number = f"log.jsonl, leaf {leaf.index}", leaf.facts["number"]
        field, part = leaf.facts["field"], leaf.facts.get("participant") or leaf.facts.get("document")
        if registered.get(number) != (leaf.package, leaf.item):
            report.fault(place, f"it corrects {number}, which is no entry of its item that was registered before it")
        entry = export.entries.get(number)
        was = entry and entry.value(field, part and int(part))
        was = now.get((number, field, part), was)
        if leaf.facts.get("was") != was:
            report.fault(place, f"it says that {field} was {leaf.facts.get('was')!r}, but it was {was!r}")
        if part and was is None:
            report.fault(place, f"it corrects {field} of no. {part} in {number}, which is not there")
        if leaf.facts["value"] == was:
            report.fault(place, f"it corrects {field} to what it was")
        now[number, field, part] = leaf.facts["value"]


def _check_files(folder: Path, export: Export, report: Report) -> set[str]:
    """The octets of every package. Gives the paths that an export must have."""
    expected: set[str] = set()
    by_package: dict[int, list[dict]] = {}
    keys = {"package": int, "path": str, "sha256": str, "size": int, "name": str}
    for line in _lines(folder / "files.jsonl", keys, report, optional="name"):
        if by_package and line["package"] < max(by_package):
            report.fault("files.jsonl", f"{line['path']} is not in the order of packages")
        by_package.setdefault(line["package"], []).append(line)
    for package, files in by_package.items():
        arrival = export.arrivals.get(package)
        if arrival is None:
            report.fault("files.jsonl", f"package {package} did not arrive")
        expected.add(f"bytes/{package}")
        for place, file in enumerate(files):
            expected.add(f"bytes/{package}/{place}")
            if file["path"] != f"bytes/{package}/{place}":
                report.fault("files.jsonl", f"{file['path']} stands where bytes/{package}/{place} must")
            _check_file(folder / f"bytes/{package}/{place}", file, report)
    for package, arrival in export.arrivals.items():
        _check_package(package, arrival, by_package.get(package, []), report)
    return expected


def _check_file(path: Path, file: dict, report: Report) -> None:
    place = file["path"]
    if path.is_symlink() or not path.is_file():
        return report.fault(place, "it is not there")
    octets = path.read_bytes()
    if len(octets) != file["size"]:
        report.fault(place, f"it has {len(octets)} octets, files.jsonl says {file['size']}")
    if hashlib.sha256(octets).hexdigest() != file["sha256"]:
        report.fault(place, "it has another hash than files.jsonl says")


def _check_package(package: int, arrival: forms.Leaf, files: list[dict], report: Report) -> None:
    place = f"files.jsonl, package {package}"
    names = [file.get("name") for file in files]
    if sum(file["size"] for file in files) != int(arrival.facts["size"]):
        report.fault(place, f"its files do not add up to the {arrival.facts['size']} octets that arrived")
    if not files:
        # What cannot be copied, such as a link, is set aside as it is, and has the hash of nothing.
        hashed = hashlib.sha256().hexdigest()
    elif arrival.facts["form"] == "folder":
        # Octets of names that are not shown are written as %XX.
        if None in names or names != sorted(set(names), key=unquote_to_bytes):
            return report.fault(place, "its files are not all there once under a name each, in order")
        lines = "".join(f"{file['sha256']} {file['size']} {file['name']}\n" for file in files)
        hashed = hashlib.sha256(lines.encode()).hexdigest()
    else:
        if names != [None]:
            report.fault(place, "it is no folder, so it has one file without a name")
        hashed = files[0]["sha256"]
    if hashed != arrival.sha256:
        report.fault(place, f"its hash is {hashed}, {arrival.sha256} arrived (leaf {arrival.index})")


def check_root(notice: Notice, export: Export, report: Report) -> None:
    """That a head is one of this log."""
    if notice.head.size > len(export.tree):
        report.fault(notice.place, f"it tells of {notice.head.size} leaves, the export has {len(export.tree)}")
    elif export.tree.root(notice.head.size) != notice.head.root:
        report.fault(notice.place, f"the first {notice.head.size} leaves of the export are not those that it tells of")


def check_receipt(receipt: Notice | None, export: Export, report: Report) -> None:
    if receipt is None:
        return
    if receipt.kind == "head":
        return report.fault(receipt.place, "it is a head, not a receipt")
    check_root(receipt, export, report)
    for proven in receipt.leaves:
        index = proven.leaf.index
        if index < len(export.tree) and merkle.leaf_hash(proven.leaf.octets) != export.tree.levels[0][index]:
            report.fault(receipt.place, f"leaf {index} of the export is another one")


def _check_heads(folder: Path, certificate: x509.Certificate | None, export: Export, report: Report) -> list[Notice]:
    """The nightly heads, in order; several witnesses may each have had their copy of one."""
    found = []
    for path in sorted((folder / "heads").iterdir()) if (folder / "heads").is_dir() else []:
        place = f"heads/{path.name}"
        if path.is_symlink() or not path.is_file() or path.suffix != ".xml":
            report.fault(place, "it is no head")
        elif head := _head(path, certificate, report, place):
            found.append(head)
            check_root(head, export, report)
    found.sort(key=lambda head: head.head.size)
    distinct: list[Notice] = []
    for head in found:
        if distinct and distinct[-1].head == head.head and distinct[-1].earlier == head.earlier:
            continue
        if distinct:
            notices.check_follows(distinct[-1], head, report)
        elif head.earlier:
            report.fault(head.place, f"the head of {head.earlier[0].size} leaves, from which it goes on, is not there")
        distinct.append(head)
    return found


def _head(path: Path, certificate: x509.Certificate | None, report: Report, place: str = "") -> Notice | None:
    head = notices.read(path, certificate, report, place)
    if head and head.kind != "head":
        return report.fault(head.place, "it is no head")
    if head:
        notices.check_consistency(head, report)
    return head


def _check_witnesses(
    paths: list[Path], certificate: x509.Certificate | None, heads: list[Notice], export: Export, report: Report
) -> None:
    """What a witness holds is beyond the reach of whoever has the court's seal."""
    for path in paths:
        if (head := _head(path, certificate, report)) is None:
            continue
        check_root(head, export, report)
        if head.head not in [other.head for other in heads]:
            report.fault(head.place, f"the head of {head.head.size} leaves, which a witness has, is not in heads/")
        for other in heads:
            if Path(other.place).name == path.name and other.octets != head.octets:
                report.fault(other.place, "the witness has other octets under this name")


def _tell(export: Export, heads: list[Notice], witnesses: list[Path], receipts: list[Path], report: Report) -> None:
    size = len(export.tree)
    report.proven += [
        f"the log: {size} leaves, root {export.tree.root(size).hex()}",
        f"{len(export.arrivals)} packages arrived; the octets of all are there as they came",
        f"{len(export.registrations)} entries, chained, with numbers without a gap; the log tells of each",
        f"{len(heads)} nightly heads are heads of this log, each going on from the one before",
    ]
    if witnesses:
        report.proven.append(f"{len(witnesses)} heads that witnesses hold are heads of this log")
    else:
        report.proven.append("no witness was asked: whoever holds the seal may have written all of it anew")
    if receipts:
        report.proven.append(f"{len(receipts)} receipts tell of leaves of this log")

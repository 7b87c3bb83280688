"""A court's log as whoever holds its books and its seal can write it: an export taken apart, changed, and put together again so
that it is consistent in itself. The tests make small logs with it, and forgeries."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
import shutil
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import exports
import forms
import seal
from merkle import Tree


class Fields(list):
    """A leaf's or an entry's fields, in order."""

    def __getitem__(self, name):
        return (
            next((value for other, value in self if other == name), None)
            if isinstance(name, str)
            else super().__getitem__(name)
        )

    def __setitem__(self, name, value) -> None:
        if not isinstance(name, str):
            return super().__setitem__(name, value)
        place = next(place for place, (other, _) in enumerate(self) if other == name)
        super().__setitem__(place, (name, str(value)))


@dataclass
class Books:
    leaves: list[Fields] = field(default_factory=list)
    # In the order of registration.
    entries: list[Fields] = field(default_factory=list)
    # By package: names, where it is a folder, and octets.
    files: dict[str, list[tuple[str | None, bytes]]] = field(default_factory=dict)
    # By file name, with the notice's octets.
    heads: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Books:
        books = cls()
        for line in _json(folder / "log.jsonl"):
            books.leaves.append(Fields(forms.read(forms.LEAF, base64.b64decode(line["leaf"]))))
        for line in _json(folder / "entries.jsonl"):
            books.entries.append(Fields(forms.read(forms.ENTRY, base64.b64decode(line["octets"]))))
        for line in _json(folder / "files.jsonl"):
            octets = (folder / line["path"]).read_bytes()
            books.files.setdefault(str(line["package"]), []).append((line.get("name"), octets))
        for path in sorted((folder / "heads").glob("*.xml")):
            books.heads[path.name] = path.read_bytes()
        return books

    @property
    def octets(self) -> list[bytes]:
        return [forms.write(forms.LEAF, leaf) for leaf in self.leaves]

    def settle(self) -> None:
        """Numbers everything anew and takes every hash again, after something was changed."""
        self._number_packages()
        self._hash_packages()
        registrations = [leaf for leaf in self.leaves if leaf["event"] == "Registration"]
        by_number = {entry["number"]: entry for entry in self.entries}
        self.entries = [by_number[leaf["number"]] for leaf in registrations]
        last: Counter[str] = Counter()
        previous, numbers = forms.START_OF_CHAIN, {}
        arrivals = {leaf["package"]: leaf for leaf in self.leaves if leaf["event"] == forms.ARRIVAL}
        for place, (entry, leaf) in enumerate(zip(self.entries, registrations), 1):
            arrival = arrivals[leaf["package"]]
            year = entry["number"].rpartition("/")[0]
            last[year] += 1
            number = f"{year}/{last[year]:06}"
            numbers[entry["number"]] = number
            entry["previous"], entry["id"], entry["number"] = previous, place, number
            entry["package"], entry["received-at"] = arrival["sha256"], arrival["at"]
            entry["channel"], entry["registered-at"] = arrival["channel"], leaf["at"]
            entry["registered-day"] = day(int(leaf["at"]))
            previous = hashlib.sha256(forms.write(forms.ENTRY, entry)).hexdigest()
            leaf["number"], leaf["entry"], leaf["entry-hash"] = number, place, previous
        for index, leaf in enumerate(self.leaves):
            leaf["index"] = index
            if leaf["precedent"]:
                leaf["precedent"] = numbers.get(leaf["precedent"], leaf["precedent"])
            if leaf["event"] == forms.CORRECTION:
                leaf["number"] = numbers.get(leaf["number"], leaf["number"])

    def _number_packages(self) -> None:
        arrivals = [leaf["package"] for leaf in self.leaves if leaf["event"] == forms.ARRIVAL]
        new = {old: str(place) for place, old in enumerate(arrivals, 1)}
        self.files = {new[old]: self.files.get(old, []) for old in arrivals}
        for leaf in self.leaves:
            leaf["package"] = new[leaf["package"]]

    def _hash_packages(self) -> None:
        hashes = {}
        for leaf in self.leaves:
            if leaf["event"] == forms.ARRIVAL:
                files = self.files[leaf["package"]]
                leaf["size"] = sum(len(octets) for _, octets in files)
                hashes[leaf["package"]] = package_hash(files, leaf["form"])
            leaf["sha256"] = hashes[leaf["package"]]

    def write(self, folder: Path) -> None:
        """An export of all this."""
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "heads").mkdir(parents=True)
        leaves = self.octets
        _write(folder / "log.jsonl", [{"index": index, "leaf": text(leaf)} for index, leaf in enumerate(leaves)])
        _write(
            folder / "entries.jsonl",
            [
                {"id": int(entry["id"]), "number": entry["number"], "octets": text(forms.write(forms.ENTRY, entry))}
                for entry in self.entries
            ],
        )
        lines = []
        for package, files in sorted(self.files.items(), key=lambda pair: int(pair[0])):
            if files:
                (folder / "bytes" / package).mkdir(parents=True)
            for place, (name, octets) in enumerate(files):
                path = f"bytes/{package}/{place}"
                (folder / path).write_bytes(octets)
                line = {"package": int(package), "path": path, "sha256": _digest(octets), "size": len(octets)}
                lines.append(line if name is None else line | {"name": name})
        _write(folder / "files.jsonl", lines)
        _write(folder / "head.json", [{"root": Tree(leaves).root(len(leaves)).hex(), "size": len(leaves)}])
        for name, octets in self.heads.items():
            (folder / "heads" / name).write_bytes(octets)

    def make_heads_anew(self, kept: list[int], sealing) -> None:
        """Every nightly head with the root that the log has now, sealed again.

        - kept: for every leaf, its index before the change.
        - sealing: key and certificate; None leaves heads without a seal.
        """
        tree, earlier, heads = Tree(self.octets), None, {}
        for name, octets in sorted(self.heads.items(), key=lambda pair: size_of(pair[1])):
            size = sum(index < size_of(octets) for index in kept)
            if size and size != earlier:
                heads[name] = remake(octets, tree, size, earlier, sealing)
                earlier = size
        self.heads = heads


def size_of(head: bytes) -> int:
    return int(re.search(rb'<TreeHead size="(\d+)"', head)[1])


def remake(head: bytes, tree: Tree, size: int, earlier: int | None, sealing) -> bytes:
    """A head's notice with another head in it."""
    notice = re.sub(rb"<ds:Signature .*</ds:Signature>", b"", head, flags=re.DOTALL)
    old_root = re.search(rb'<TreeHead size="\d+" root="(\w+)"', notice)[1]
    notice = notice.replace(old_root, tree.root(size).hex().encode())
    notice = re.sub(rb'<TreeHead size="\d+"', b'<TreeHead size="%d"' % size, notice)
    consistency = b""
    if earlier:
        path = text(b"".join(tree.consistency(earlier, size)))
        consistency = f'<Consistency size="{earlier}" root="{tree.root(earlier).hex()}" path="{path}"/>'.encode()
    notice = re.sub(rb"<Consistency [^>]*/>", consistency, notice)
    return seal.make(notice, *sealing, "2026-05-04T06:00:00Z") if sealing else notice


def package_hash(files: list[tuple[str | None, bytes]], form: str) -> str:
    if not files:
        return _digest(b"")
    if form != "folder":
        return _digest(files[0][1])
    return _digest("".join(f"{_digest(octets)} {len(octets)} {name}\n" for name, octets in files).encode())


def day(at: int) -> str:
    return str((dt.datetime.fromtimestamp(at / 1000, dt.UTC) + exports.BAKU).date())


def text(octets: bytes) -> str:
    return base64.b64encode(octets).decode()


def _digest(octets: bytes) -> str:
    return hashlib.sha256(octets).hexdigest()


def _json(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().split("\n")[:-1]]


def _write(path: Path, values: list[dict]) -> None:
    path.write_bytes(b"".join(exports.written(value) + b"\n" for value in values))

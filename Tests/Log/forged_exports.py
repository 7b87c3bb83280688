"""Ways to tamper with an export: by hand, or as a forger does who keeps all of it consistent and has the court's seal."""

from __future__ import annotations

import copy
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import forms
from books import Books, Fields, size_of

Ways = dict[str, Callable[[], str | None]]


@dataclass
class Tamperer:
    """Works on a copy of a sound export. Every way gives what was done; None where the export has nothing to do it to."""

    sound: Path
    folder: Path
    sealing: tuple | None
    random: random.Random

    def __post_init__(self):
        self.books = Books.read(self.sound)
        # What a witness knows of.
        self.witnessed = max(map(size_of, self.books.heads.values()), default=0)

    @property
    def by_hand(self) -> Ways:
        return {
            "changed byte": self.changed_byte,
            "removed line": self.removed_line,
            "doubled line": self.doubled_line,
            "swapped lines": self.swapped_lines,
            "removed file": self.removed_file,
            "added file": self.added_file,
        }

    @property
    def forged(self) -> Ways:
        return {
            "back-dated arrival": lambda: self.forge(self.back_dated(forms.ARRIVAL)),
            "back-dated registration": lambda: self.forge(self.back_dated("Registration")),
            "back-dated event": lambda: self.forge(self.back_dated(None)),
            "removed arrival": lambda: self.forge(self.removed_arrival),
            "removed end": lambda: self.forge(self.removed_end),
            "added arrival": lambda: self.forge(self.added_arrival),
            "swapped arrivals": lambda: self.forge(self.swapped_arrivals),
            "swapped events": lambda: self.forge(self.swapped_events),
            "changed package": lambda: self.forge(self.changed_package),
            "changed entry": lambda: self.forge(self.changed_entry),
            "changed decision": lambda: self.forge(self.changed_decision),
        }

    # By hand

    def fresh(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.sound, self.folder)

    def some_file(self, pattern: str = "*") -> Path | None:
        self.fresh()
        files = sorted(path for path in self.folder.rglob(pattern) if path.is_file() and path.stat().st_size)
        return self.random.choice(files) if files else None

    def changed_byte(self) -> str:
        path = self.some_file()
        octets = bytearray(path.read_bytes())
        place = self.random.randrange(len(octets))
        octets[place] ^= 1 << self.random.randrange(8)
        path.write_bytes(octets)
        return f"octet {place} of {path.relative_to(self.folder)}"

    def lines(self, least: int) -> tuple[Path, list[bytes]] | None:
        path = self.some_file("*.jsonl")
        lines = path.read_bytes().splitlines(keepends=True) if path else []
        return (path, lines) if len(lines) >= least else None

    def removed_line(self) -> str | None:
        if not (found := self.lines(1)):
            return None
        place = self.random.randrange(len(found[1]))
        del found[1][place]
        found[0].write_bytes(b"".join(found[1]))
        return f"line {place + 1} of {found[0].name}"

    def doubled_line(self) -> str | None:
        if not (found := self.lines(1)):
            return None
        place = self.random.randrange(len(found[1]))
        found[1].insert(place, found[1][place])
        found[0].write_bytes(b"".join(found[1]))
        return f"line {place + 1} of {found[0].name}"

    def swapped_lines(self) -> str | None:
        if not (found := self.lines(2)):
            return None
        one, two = self.random.sample(range(len(found[1])), 2)
        found[1][one], found[1][two] = found[1][two], found[1][one]
        found[0].write_bytes(b"".join(found[1]))
        return f"lines {one + 1} and {two + 1} of {found[0].name}"

    def removed_file(self) -> str:
        path = self.some_file()
        path.unlink()
        return str(path.relative_to(self.folder))

    def added_file(self) -> str:
        self.fresh()
        folder = self.random.choice(sorted(path for path in self.folder.rglob("*") if path.is_dir()))
        path = folder / self.random.choice(["99", "more.xml", ".hidden"])
        path.write_bytes(self.random.randbytes(9))
        return str(path.relative_to(self.folder))

    # As a forger who has the seal

    def forge(self, change: Callable[[Books], str | None]) -> str | None:
        """Changes the books and makes everything anew that hangs on them, the nightly heads too, or leaves those out."""
        books = copy.deepcopy(self.books)
        for index, leaf in enumerate(books.leaves):
            leaf.append(("kept", str(index)))
        if (done := change(books)) is None:
            return None
        kept = [int(leaf.pop()[1]) for leaf in books.leaves]
        books.settle()
        if self.random.random() < 0.5:
            books.make_heads_anew(kept, self.sealing)
            done += "; heads made anew"
        else:
            same = next(
                (at for at, (old, new) in enumerate(zip(self.books.octets, books.octets)) if old != new),
                min(len(books.leaves), len(self.books.leaves)),
            )
            books.heads = {name: head for name, head in books.heads.items() if size_of(head) <= same}
            done += f"; {len(books.heads)} heads kept"
        books.write(self.folder)
        return done

    def some_leaf(self, books: Books, is_wanted: Callable[[Fields], bool]) -> Fields | None:
        found = [leaf for leaf in books.leaves[: self.witnessed] if is_wanted(leaf)]
        return self.random.choice(found) if found else None

    def back_dated(self, event: str | None) -> Callable[[Books], str | None]:
        def change(books: Books) -> str | None:
            if not (leaf := self.some_leaf(books, lambda leaf: event in {None, leaf["event"]})):
                return None
            by = self.random.choice([1, 60_000, 86_400_000])
            leaf["at"] = int(leaf["at"]) - by
            return f"leaf {leaf['index']}, {leaf['event']}, by {by} ms"

        return change

    def removed_arrival(self, books: Books) -> str | None:
        precedents = {leaf["precedent"] for leaf in books.leaves} - {None}
        bound = {leaf["package"] for leaf in books.leaves if leaf["number"] in precedents}
        arrival = self.some_leaf(books, lambda leaf: leaf["event"] == forms.ARRIVAL and leaf["package"] not in bound)
        if not arrival:
            return None
        package = arrival["package"]
        books.leaves = [leaf for leaf in books.leaves if leaf["package"] != package]
        return f"package {package}"

    def removed_end(self, books: Books) -> str | None:
        if not self.witnessed:
            return None
        size = self.random.randrange(max(1, self.witnessed - 5), self.witnessed)
        del books.leaves[size:]
        return f"from leaf {size} on"

    def added_arrival(self, books: Books) -> str | None:
        if not (arrival := self.some_leaf(books, lambda leaf: leaf["event"] == forms.ARRIVAL)):
            return None
        place = next(place for place, leaf in enumerate(books.leaves) if leaf is arrival)
        added = Fields(arrival)
        added["package"] = "added"
        books.files["added"] = [(name, octets + b"!") for name, octets in books.files.get(arrival["package"], [])]
        books.leaves.insert(place, added)
        return f"before leaf {place}"

    def swapped_arrivals(self, books: Books) -> str | None:
        places = [at for at, leaf in enumerate(books.leaves[: self.witnessed]) if leaf["event"] == forms.ARRIVAL]
        pairs = [
            (one, two)
            for one, two in zip(places, places[1:])
            if books.leaves[one]["package"] not in {leaf["package"] for leaf in books.leaves[one + 1 : two]}
        ]
        return self.swap(books, self.random.choice(pairs)) if pairs else None

    def swapped_events(self, books: Books) -> str | None:
        def can_swap(at: int) -> bool:
            one, two = books.leaves[at], books.leaves[at + 1]
            kinds = {one["event"], two["event"]}
            if one["package"] == two["package"] or kinds == {forms.ARRIVAL}:
                return False
            return not (one["number"] and two["precedent"] or two["number"] and one["precedent"])

        pairs = [(at, at + 1) for at in range(self.witnessed - 1) if can_swap(at)]
        return self.swap(books, self.random.choice(pairs)) if pairs else None

    def swap(self, books: Books, pair: tuple[int, int]) -> str:
        """The order changes; the times still follow one another."""
        one, two = pair
        leaves = books.leaves
        leaves[one]["at"], leaves[two]["at"] = leaves[two]["at"], leaves[one]["at"]
        leaves[one], leaves[two] = leaves[two], leaves[one]
        return f"leaves {one} and {two}"

    def changed_package(self, books: Books) -> str | None:
        arrival = self.some_leaf(
            books,
            lambda leaf: (
                leaf["event"] == forms.ARRIVAL and any(octets for _, octets in books.files.get(leaf["package"], []))
            ),
        )
        if not arrival:
            return None
        files = books.files[arrival["package"]]
        place = self.random.choice([place for place, (_, octets) in enumerate(files) if octets])
        octets = bytearray(files[place][1])
        octets[self.random.randrange(len(octets))] ^= 1 << self.random.randrange(8)
        files[place] = (files[place][0], bytes(octets))
        return f"package {arrival['package']}, file {place}"

    def changed_entry(self, books: Books) -> str | None:
        if not (leaf := self.some_leaf(books, lambda leaf: leaf["event"] == "Registration")):
            return None
        entry = next(entry for entry in books.entries if entry["number"] == leaf["number"])
        first = [name for name, _ in entry].index("content") + 1
        place = self.random.randrange(first, len(entry))
        name, value = list(entry)[place]
        list.__setitem__(entry, place, (name, value + "1"))
        return f"{name} of {leaf['number']}"

    def changed_decision(self, books: Books) -> str | None:
        names = ["finding.severity", "addressee", "sender-item-id", "finding.line", "reason", "value", "person"]
        leaf = self.some_leaf(books, lambda leaf: any(leaf[name] for name in names))
        if not leaf:
            return None
        name = self.random.choice([name for name in names if leaf[name]])
        leaf[name] = {"error": "warning", "warning": "info", "info": "error"}.get(leaf[name], leaf[name] + "1")
        return f"{name} of leaf {leaf['index']}"

"""A small court that never was: its log, its entries, its nightly heads, and the receipts of its filings."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

import forms
import seal
from books import Books, Fields, day, package_hash, text
from merkle import Tree

START = 1_777_874_400_000


def utc(at: int) -> str:
    return f"{dt.datetime.fromtimestamp(at // 1000, dt.UTC):%Y-%m-%dT%H:%M:%S}.{at % 1000:03}Z"


def times(at: int) -> str:
    return f'utc="{utc(at)}" local="{utc(at + 4 * 3_600_000)[:-1]}+04:00"'


class Court:
    def __init__(self, seed: int = 1, key=None):
        self.random = random.Random(seed)
        self.books, self.at = Books(), START
        self.key = key or ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Bakı Məhkəməsi")])
        self.certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self.key.public_key())
            .serial_number(7)
            .not_valid_before(dt.datetime(2026, 1, 1))
            .not_valid_after(dt.datetime(2036, 1, 1))
            .sign(self.key, hashes.SHA256())
        )
        self.sealing = (self.key, self.certificate)

    # The books

    def tick(self) -> int:
        self.at += self.random.randrange(1, 90_000)
        return self.at

    def leaf(self, event: str, package: int, *fields: tuple[str, object]) -> Fields:
        hashed = next((leaf["sha256"] for leaf in self.books.leaves if leaf["package"] == str(package)), None)
        values = [
            ("index", len(self.books.leaves)),
            ("at", self.tick()),
            ("event", event),
            ("package", package),
            ("sha256", hashed or package_hash(self.books.files[str(package)], dict(fields)["form"])),
        ]
        leaf = Fields((name, str(value)) for name, value in [*values, *fields] if value is not None)
        self.books.leaves.append(leaf)
        return leaf

    def arrive(self) -> int:
        package = len(self.books.files) + 1
        is_folder = self.random.random() < 0.3
        names = sorted(f"sənəd-{place}.pdf" for place in range(self.random.randrange(1, 4))) if is_folder else [None]
        files = [(name, self.random.randbytes(self.random.randrange(1, 300))) for name in names]
        self.books.files[str(package)] = files
        self.leaf(
            forms.ARRIVAL,
            package,
            ("channel", self.random.choice(["participants", "court-103"])),
            ("name", f"ərizə {package}.xml"),
            ("form", "folder" if is_folder else "xml"),
            ("size", sum(len(octets) for _, octets in files)),
        )
        return package

    def decide(self, package: int) -> None:
        hashed = self.random.randbytes(32).hex()
        said = [("item", 1), ("signer", f"FIN:{package:07}"), ("message-id", f"m-{package}\n"), ("content", hashed)]
        choice = self.random.random()
        if choice < 0.55:
            self.register(package, said)
        elif choice < 0.65 and self.books.entries:
            self.leaf("Duplicate", package, *said, ("precedent", self.books.entries[-1]["number"]))
        elif choice < 0.75:
            self.leaf("Deferral", package, ("item", 1))
        else:
            finding = [
                ("finding", "FEE_PAID_SHORT"),
                ("finding.severity", "error"),
                ("finding.line", 26),
                ("finding.argument.missing", "7.04"),
            ]
            self.leaf("SubmissionRejection", package, *said, *finding)

    def register(self, package: int, said: list[tuple[str, object]]) -> None:
        leaf = self.leaf("Registration", package, *said, ("number", ""), ("entry", 0), ("entry-hash", ""))
        # Settled with the rest; the number is as good as any that is its own.
        leaf["number"] = f"103/2026/{len(self.books.entries) + 1:06}"
        entry = [
            ("previous", ""),
            ("id", 0),
            ("number", leaf["number"]),
            ("registered-at", leaf["at"]),
            ("registered-day", day(int(leaf["at"]))),
            ("received-at", 0),
            ("channel", ""),
            ("package", ""),
        ]
        entry += [*said[1:], ("document-type", "appeal"), ("title", f"Şikayət {package}")]
        self.books.entries.append(Fields((name, str(value)) for name, value in entry))

    def correct(self, entry: Fields, package: int, value: str) -> None:
        self.leaf(
            forms.CORRECTION,
            package,
            ("item", 1),
            ("number", entry["number"]),
            ("field", "title"),
            ("was", entry["title"]),
            ("value", value),
            ("person", "Həsənova A."),
            ("reason", "səhv yazılıb"),
        )

    def work(self, packages: int) -> Court:
        """A day: packages arrive, are decided, and the night's head is made."""
        waiting = [self.arrive() for _ in range(packages)]
        for package in waiting:
            known = len(self.books.entries)
            self.decide(package)
            if len(self.books.entries) > known and self.random.random() < 0.3:
                self.correct(self.books.entries[-1], package, f"Apellyasiya şikayəti {package}")
            if self.random.random() < 0.3:
                self.leaf(
                    "ContentConsignment", package, ("item", 1), ("content", "0" * 64), ("addressee", "FIN:5TEST01")
                )
        self.books.settle()
        self.make_head()
        return self

    # What it sends out

    def sealed(self, notice: str) -> bytes:
        return seal.make(notice.encode(), *self.sealing, "2026-05-04T06:00:00Z")

    def make_head(self) -> None:
        tree, size, count = Tree(self.books.octets), len(self.books.leaves), len(self.books.heads)
        consistency = ""
        if count:
            old = int(list(self.books.heads)[-1].split("-")[0])
            path = text(b"".join(tree.consistency(old, size)))
            consistency = f'<Consistency size="{old}" root="{tree.root(old).hex()}" path="{path}"/>'
        self.books.heads[f"{size:06}-head.xml"] = self.sealed(
            f'{START_OF_NOTICE} Id="N-{900 + count:09}-head" kind="head">\n{EVIDENCE}'
            f'<TreeHead size="{size}" root="{tree.root(size).hex()}" {times(self.tick())}/>{consistency}</Evidence>\n'
            f'<Text xml:lang="az">Jurnal: {tree.root(size).hex()}\n</Text>\n</Notification>\n'
        )

    def receipt(self, index: int, previous: tuple[str, str] | None = None) -> bytes:
        """The notice of an event, as it must be for arrivals and final decisions."""
        leaf = self.books.leaves[index]
        arrival = next(other for other in self.books.leaves if other["package"] == leaf["package"])
        tree, size = Tree(self.books.octets), index + 1
        kinds = {forms.ARRIVAL: "received", "Registration": "registered", "SubmissionRejection": "rejected"}
        kind = kinds.get(leaf["event"], leaf["event"].lower())
        leaves = [arrival] if leaf is arrival else [arrival, leaf]
        evidence = EVIDENCE + f'<TreeHead size="{size}" root="{tree.root(size).hex()}" {times(int(leaf["at"]))}/>\n'
        for other in leaves:
            path = text(b"".join(tree.inclusion(int(other["index"]), size)))
            octets = text(forms.write(forms.LEAF, other))
            evidence += f'<Leaf index="{other["index"]}" path="{path}">{octets}</Leaf>\n'
        if previous:
            evidence += f'<Previous notice="{previous[0]}" sha256="{previous[1]}"/>\n'
        return self.sealed(
            f'{START_OF_NOTICE} Id="N-{size:09}-{kind}" kind="{kind}">\n<About>\n<Channel>{arrival["channel"]}</Channel>\n'
            f'<Package form="{arrival["form"]}" size="{arrival["size"]}" sha256="{arrival["sha256"]}">{arrival["name"]}'
            f"</Package>\n<ReceivedAt {times(int(arrival['at']))}/>\n</About>\n{self._outcome(leaf, arrival)}"
            f'{evidence}</Evidence>\n<Text xml:lang="en">Read "this" &amp; keep it.\n</Text>\n</Notification>\n'
        )

    def _outcome(self, leaf: Fields, arrival: Fields) -> str:
        if leaf is arrival:
            return ""
        findings = ""
        if leaf["finding"]:
            findings = f'<Finding code="{leaf["finding"]}" severity="{leaf["finding.severity"]}"></Finding>\n'
        decided = f"<DecidedAt {times(int(leaf['at']))}/>\n"
        if leaf["event"] != "Registration":
            return f'<Outcome state="">\n{decided}{findings}</Outcome>\n'
        number = f"<RegistrationNumber>{leaf['number']}</RegistrationNumber>\n"
        return (
            f'<Outcome state="REGISTERED">\n{decided}{number}</Outcome>\n'
            f'<Receipt xmlns="urn:court-intake:receipt:1" version="1.0">\n{number}<RegisteredAt {times(int(leaf["at"]))}/>\n'
            f'<ReceivedAt {times(int(arrival["at"]))}/>\n<Entry number="{leaf["entry"]}" content="{leaf["content"]}" '
            f'package="{leaf["sha256"]}" hash="{leaf["entry-hash"]}"/>\n</Receipt>\n'
        )


START_OF_NOTICE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<Notification xmlns="urn:court-intake:notification:1" version="1.0"'
)
EVIDENCE = '<Evidence xmlns="urn:court-intake:evidence:1" version="1.0">\n'


def make(folder: Path, seed: int = 1) -> Court:
    """Three days of it, as an export."""
    court = Court(seed)
    for packages in [5, 7, 6]:
        court.work(packages)
    court.leaf("Deferral", court.arrive(), ("item", 1))
    court.books.settle()
    court.books.write(folder)
    return court

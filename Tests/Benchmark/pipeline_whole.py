#!/usr/bin/env python3
"""The Python peer that does all that court-intake does with a package:

    VENV/bin/python Tests/Benchmark/pipeline_whole.py BENCH WORK

As pipeline.py, and beside: the octets are kept, durable before they are looked at; arrival and registration are leaves of a
Merkle tree (RFC 9162); entries are chained by their hashes; participants, signature and events have rows, and the words of an
entry are found by FTS5; the notice says in both languages what ours says, with both leaves, their proofs and the head, and its
octets are kept before they go out. Written to be fast as such a script goes: plain text instead of a tree of elements, hashes
of the tree in memory, and no more than five syncs a package: the octets, the arrival, the notice, the entry with the notice,
and the delivery, which is noted with the next arrival. Prints one JSON object.
"""

from __future__ import annotations

import base64
import hashlib
import os
import sys
import time
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree
from pipeline import NS, Pipeline, main

COURT = "Masallı Rayon Məhkəməsi"
COURT_EN = "Masalli District Court"
TEXT = """<Notification xmlns="urn:court-intake:notification:1" version="1.0" Id="N-{id:09}-registered" kind="registered">
<About>
<Channel>integrators</Channel>
<Package form="xml" size="{size}" sha256="{sha256}">{name}</Package>
<ReceivedAt utc="{arrived}" local="{arrived}"/>
<MessageId>{message}</MessageId>
</About>
<Outcome state="REGISTERED">
<DecidedAt utc="{now}" local="{now}"/>
<RegistrationNumber>{number}</RegistrationNumber>
<Court code="{court}" az="{court_az}" en="{court_en}"/>
<Case><New/></Case>
<DocumentType>statement-of-claim</DocumentType>
<Title>{title}</Title>
<Fee act="valued-claim" currency="AZN" assessed="{duty}" declared="{duty}" paid="{duty}"/>
</Outcome>
<Receipt xmlns="urn:court-intake:receipt:1" version="1.0">
<RegistrationNumber>{number}</RegistrationNumber>
<RegisteredAt utc="{now}" local="{now}"/>
<ReceivedAt utc="{arrived}" local="{arrived}"/>
<OfficialFilingDate>{day}</OfficialFilingDate>
<Channel>integrators</Channel>
<MessageId>{message}</MessageId>
<Court code="{court}" az="{court_az}" en="{court_en}"/>
<Case><New/></Case>
<Procedure>civil</Procedure>
<DocumentType>statement-of-claim</DocumentType>
<Title>{title}</Title>
<Filer standing="filer">{filer}</Filer>
{documents}
<Signature indication="TOTAL-PASSED" level="XMLDSig"><Signer>{filer}</Signer><Issuer>{issuer}</Issuer>
<SerialNumber>{serial}</SerialNumber></Signature>
<Fee act="valued-claim" currency="AZN" assessed="{duty}" declared="{duty}" paid="{duty}" tariff="2021-08-01"/>
<Payment channel="bank" operationNumber="{operation}" amount="{duty}" currency="AZN" paidOn="2026-05-04"/>
<Entry number="{entry}" disposition="accepted" content="{content}" package="{sha256}" previous="{previous}" hash="{hash}"/>
</Receipt>
<Evidence xmlns="urn:court-intake:evidence:1" version="1.0">
<TreeHead size="{tree}" root="{root}" utc="{now}" local="{now}"/>
{leaves}
</Evidence>
<Text xml:lang="az">Müraciət qeydiyyata alındı: {number}

Müraciətiniz məhkəmədə elektron qeydiyyata alındı. Bu bildiriş müraciətin alınmasının təsdiqidir.

Qeydiyyat nömrəsi: {number}
Qeydiyyat vaxtı: {now}
Təqdimetmə tarixi: {day}
Məhkəmə: {court_az} ({court})
İş: yeni iş
Sənədin növü: İddia ərizəsi
Başlıq: {title}
Müraciət edən: {filer}
{files}
Dövlət rüsumu: hesablanıb {duty} AZN, bəyan edilib {duty} AZN, ödənilib {duty} AZN
Daxilolma vaxtı: {arrived}
Göndəriş nömrəniz: {message}
Paket: {name} (kanal: integrators)

Bundan sonra:
Hazırda heç nə etmək lazım deyil. Bu bildirişi saxlayın və bütün yazışmalarda qeydiyyat nömrəsini göstərin.

Bildiriş: N-{id:09}-registered
Jurnal: məhkəmə jurnalında qeyd № {tree}, kök {root}. Bu faylı dəyişdirmədən saxlayın.
</Text>
<Text xml:lang="en">Filing registered: {number}

Your filing was registered at the court. This notice is the confirmation of receipt.

Registration number: {number}
Registered: {now}
Official filing date: {day}
Court: {court_en} ({court})
Case: new case
Document type: Statement of claim
Title: {title}
Filed by: {filer}
{files}
State duty: assessed {duty} AZN, declared {duty} AZN, paid {duty} AZN
Received: {arrived}
Your message id: {message}
Package: {name} (channel: integrators)

What comes next:
You need do nothing now. Keep this notice, and quote the registration number in all correspondence.

Notice: N-{id:09}-registered
Log: entry {tree} of the court's log, root {root}. Keep this file as it is.
</Text>
</Notification>
"""


class Tree:
    """The Merkle tree of a log, with the hashes of its full subtrees level by level."""

    def __init__(self) -> None:
        self.levels: list[list[bytes]] = [[]]

    def append(self, octets: bytes) -> bytes:
        hash_ = hashlib.sha256(b"\0" + octets).digest()
        level = 0
        node = hash_
        while True:
            self.levels[level].append(node)
            if len(self.levels[level]) % 2:
                return hash_
            node = self.join(self.levels[level][-2], node)
            level += 1
            if level == len(self.levels):
                self.levels.append([])

    @staticmethod
    def join(left: bytes, right: bytes) -> bytes:
        return hashlib.sha256(b"\1" + left + right).digest()

    @property
    def size(self) -> int:
        return len(self.levels[0])

    def root(self, start: int, end: int) -> bytes:
        count = end - start
        level = (count - 1).bit_length()
        if count == 1 << level:
            return self.levels[level][start >> level]
        middle = start + (1 << (level - 1))
        return self.join(self.root(start, middle), self.root(middle, end))

    def path(self, leaf: int, start: int, end: int) -> list[bytes]:
        if end - start == 1:
            return []
        middle = start + (1 << ((end - start - 1).bit_length() - 1))
        if leaf < middle:
            return [*self.path(leaf, start, middle), self.root(middle, end)]
        return [*self.path(leaf, middle, end), self.root(start, middle)]


class WholePipeline(Pipeline):
    """Keeps, logs, indexes and proves, too."""

    def __init__(self, trust: Path, work: Path) -> None:
        super().__init__(trust, work)
        self.packs = [open(work / name, "xb") for name in ("packages.pack", "notices.pack")]
        self.tree = Tree()
        self.previous = bytes(32)
        self.entries = 0
        self.notice: int | None = None
        self.database.executescript(
            """
            CREATE TABLE package (
              id INTEGER PRIMARY KEY, name TEXT, form TEXT, channel TEXT, arrived INTEGER, size INTEGER, hash BLOB,
              offset INTEGER, claim TEXT UNIQUE, items INTEGER);
            CREATE TABLE item (
              id INTEGER PRIMARY KEY, package INTEGER, ordinal INTEGER, state TEXT, decided INTEGER, signer TEXT,
              message TEXT, hash BLOB, entry INTEGER, UNIQUE (package, ordinal));
            CREATE TABLE event (id INTEGER PRIMARY KEY, at INTEGER, package INTEGER, kind TEXT, leaf BLOB);
            CREATE INDEX event_package ON event (package);
            CREATE TABLE chain (entry INTEGER PRIMARY KEY, number TEXT UNIQUE, previous BLOB, hash BLOB);
            CREATE TABLE participant (entry INTEGER, ordinal INTEGER, role TEXT, number TEXT, name TEXT);
            CREATE INDEX participant_number ON participant (number, entry);
            CREATE TABLE signature (entry INTEGER, signer TEXT, issuer TEXT, serial TEXT, level TEXT);
            CREATE VIRTUAL TABLE words USING fts5 (text, content = '', tokenize = 'unicode61');
            CREATE TABLE notice (id INTEGER PRIMARY KEY, item INTEGER, name TEXT, hash BLOB, offset INTEGER, delivered INTEGER);
            """
        )

    def store(self, pack: int, octets: bytes) -> tuple[bytes, int]:
        """Durable when it returns; the hash, and where it is."""
        file = self.packs[pack]
        digest = hashlib.sha256(octets).digest()
        file.write(b"PACK" + len(octets).to_bytes(8, "little") + digest)
        offset = file.tell()
        file.write(octets)
        file.flush()
        os.fdatasync(file.fileno())
        return digest, offset

    def log(self, kind: str, *facts: object) -> tuple[int, bytes]:
        """Inside a transaction."""
        index, now = self.tree.size, int(time.time() * 1000)
        lines = [f"log leaf 1\nindex {index}\nat {now}\nevent {kind}\n", *(f"{len(str(fact))} {fact}\n" for fact in facts)]
        octets = "".join(lines).encode()
        leaf = self.tree.append(octets)
        self.database.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?)", (index + 1, now, self.package, kind, leaf))
        return index, octets

    def keep(self, name: str, octets: bytes) -> None:
        digest, offset = self.store(0, octets)
        self.arrived = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        self.name, self.size, self.digest = name, len(octets), digest
        run = self.database.execute
        run("BEGIN IMMEDIATE")
        run("UPDATE notice SET delivered = ? WHERE id = ?", (int(time.time() * 1000), self.notice))
        self.package = run(
            "INSERT INTO package VALUES (NULL, ?, 'xml', 'integrators', ?, ?, ?, ?, ?, NULL)",
            (name, int(time.time() * 1000), len(octets), digest, offset, f"{time.time_ns()}-{name}"),
        ).lastrowid
        self.arrival = self.log("SubmissionAcceptance", self.package, digest.hex(), "integrators", name, "xml", len(octets))
        run("COMMIT")

    def enter(self, number: str, filing: etree._Element, signer: str, due: Decimal, documents: list) -> None:
        run = self.database.execute
        content = hashlib.sha256(etree.tostring(filing, method="c14n", exclusive=True)).digest()
        self.entries += 1
        message = filing.findtext("c:MessageId", namespaces=NS)
        title = filing.findtext("c:Title", namespaces=NS)
        people = [
            (element.findtext("c:Role", namespaces=NS), element[1][0].text, " ".join(part.text for part in element[1][1:]))
            for element in filing.iterfind("c:Participants/c:Participant", NS)
        ]
        form = "\n".join([number, signer, message, content.hex(), str(due), title, *map(str, people)])
        self.hash = hashlib.sha256(self.previous + form.encode()).digest()
        run("INSERT INTO chain VALUES (?, ?, ?, ?)", (self.entries, number, self.previous, self.hash))
        self.before, self.previous = self.previous, self.hash
        run("UPDATE package SET items = 1 WHERE id = ?", (self.package,))
        self.item = run(
            "INSERT INTO item VALUES (NULL, ?, 1, 'REGISTERED', ?, ?, ?, ?, ?)",
            (self.package, int(time.time() * 1000), signer, message, content, self.entries),
        ).lastrowid
        for ordinal, person in enumerate(people):
            run("INSERT INTO participant VALUES (?, ?, ?, ?, ?)", (self.entries, ordinal, *person))
        run("INSERT INTO signature VALUES (?, ?, 'Demo ID Card CA', ?, 'XMLDSig')", (self.entries, signer, self.digest.hex()[:40]))
        words = " ".join([number, message, title, *(f"{key} {name}" for _, key, name in people)])
        run("INSERT INTO words (rowid, text) VALUES (?, ?)", (self.entries, words))
        self.content, self.filer = content, people[0][2]
        self.decision = self.log(
            "Registration", self.package, self.digest.hex(), 1, signer, message, content.hex(), number, self.hash.hex())
        self.octets = self.render(number, filing, due, documents)
        digest, offset = self.store(1, self.octets)
        self.notice = run(
            "INSERT INTO notice VALUES (NULL, ?, ?, ?, ?, NULL)", (self.item, number, digest, offset)
        ).lastrowid

    def render(self, number: str, filing: etree._Element, due: Decimal, documents: list) -> bytes:
        size = self.tree.size
        root = self.tree.root(0, size).hex()
        leaves = "\n".join(
            f'<Leaf index="{index}" path="{base64.b64encode(b"".join(self.tree.path(index, 0, size))).decode()}">'
            f"{base64.b64encode(octets).decode()}</Leaf>"
            for index, octets in (self.arrival, self.decision)
        )
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        return TEXT.format(
            id=self.entries, size=self.size, sha256=self.digest.hex(), name=escape(self.name), arrived=self.arrived, now=now,
            message=escape(filing.findtext("c:MessageId", namespaces=NS)), number=number, court=number[:3], court_az=COURT,
            court_en=COURT_EN, title=escape(filing.findtext("c:Title", namespaces=NS)), duty=due, day=now[:10],
            filer=escape(self.filer), issuer="Demo ID Card CA", serial=self.digest.hex()[:40],
            operation=escape(filing.findtext("c:Fee/c:Payment/c:OperationNumber", namespaces=NS)), entry=self.entries,
            content=self.content.hex(), previous=self.before.hex(), hash=self.hash.hex(), tree=size, root=root, leaves=leaves,
            documents="\n".join(
                f'<Document mediaType="{media}" size="{length}" sha256="{digest.hex()}"><Name>{escape(name)}</Name></Document>'
                for name, media, length, digest in documents
            ),
            files="\n".join(f"  {place}. {escape(name)}, {length}" for place, (name, _, length, _) in enumerate(documents, 1)),
        ).encode()

    def notify(self, number: str, filing: etree._Element) -> None:
        self.deliver(number, self.octets)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]), WholePipeline)

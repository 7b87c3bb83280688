#!/usr/bin/env python3
"""The Python peer: what a careful script would do with the same packages, on the same machine.

    VENV/bin/python Tests/Benchmark/pipeline.py BENCH WORK

BENCH is a folder made by make_packages.py; WORK is a new folder for the database and the notifications. One process,
one package after the other, each durable before the next: lxml parse and XSD, xmlsec with the certificate chain,
signer against filer, document size and hash, duty against the payment, one SQLite transaction (WAL,
synchronous=FULL), one notification file, synced and renamed. It forgets the octets that came, and proves nothing to anyone.
`pipeline_whole.py` does that as well. Prints one JSON object.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import sqlite3
import sys
import time
from decimal import Decimal
from pathlib import Path

import xmlsec
from cryptography import x509
from cryptography.x509.oid import NameOID
from lxml import etree

NS = {"c": "urn:court-intake:submission:1", "ds": "http://www.w3.org/2000/09/xmldsig#"}
SCHEMA = Path(__file__).parents[2] / "Sources" / "CFilingSchemas" / "submission-1.xsd"
BRACKETS = [
    (Decimal(1000), Decimal(30), Decimal(0), Decimal(0)),
    (Decimal(10000), Decimal(30), Decimal("0.01"), Decimal(1000)),
    (Decimal(100000), Decimal(120), Decimal("0.003"), Decimal(10000)),
    (Decimal(1000000), Decimal(390), Decimal("0.001"), Decimal(100000)),
    (None, Decimal(1290), Decimal("0.0005"), Decimal(1000000)),
]


class Refused(Exception):
    """The filing is defective."""


class Pipeline:
    def __init__(self, trust: Path, work: Path) -> None:
        self.schema = etree.XMLSchema(etree.parse(SCHEMA))
        self.parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        self.keys = xmlsec.KeysManager()
        for pem in sorted(trust.glob("*.pem")):
            kind = xmlsec.KeyDataType.TRUSTED if pem.stem == "demo-root" else xmlsec.KeyDataType.NONE
            self.keys.load_cert(str(pem), xmlsec.KeyFormat.PEM, kind)
        (work / "new").mkdir(parents=True)
        (work / "tmp").mkdir()
        self.work = work
        self.database = sqlite3.connect(work / "register.db", isolation_level=None)
        self.database.executescript(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            CREATE TABLE counter (court TEXT, year INTEGER, last INTEGER, PRIMARY KEY (court, year));
            CREATE TABLE entry (
              number TEXT PRIMARY KEY, signer TEXT, message TEXT, hash BLOB, duty TEXT, registered TEXT,
              UNIQUE (signer, message));
            CREATE TABLE document (number TEXT, name TEXT, media TEXT, size INTEGER, hash BLOB);
            CREATE TABLE payment (operation TEXT PRIMARY KEY, number TEXT);
            """
        )

    def process(self, path: Path) -> None:
        octets = path.read_bytes()
        self.keep(path.name, octets)
        root = etree.fromstring(octets, self.parser)
        if not self.schema.validate(root):
            raise Refused(self.schema.error_log.last_error)
        signer = self.verify(root)
        filing = root[0]
        filer = filing.find("c:Filer", NS).get("participant")
        person = filing.xpath("c:Participants/c:Participant[@Id = $id]/c:Person/c:FIN", namespaces=NS, id=filer)[0].text
        if signer != f"PNOAZ-{person}":
            raise Refused("signer is not the filer")
        documents = [self.document(element) for element in filing.xpath("c:LeadDocument|c:Attachment", namespaces=NS)]
        due = duty(Decimal(filing.findtext("c:ClaimValue", namespaces=NS)))
        paid = sum(Decimal(amount.text) for amount in filing.findall("c:Fee/c:Payment/c:Amount", NS))
        if paid < due:
            raise Refused("paid short")
        number = self.register(filing, person, octets, due, documents)
        self.notify(number, filing)

    def keep(self, name: str, octets: bytes) -> None:
        """What is done with the octets before they are looked at."""

    def enter(self, number: str, filing: etree._Element, signer: str, due: Decimal, documents: list) -> None:
        """What is written of an entry beside the entry itself, in its transaction."""

    def verify(self, root: etree._Element) -> str:
        signature = root.find("c:Signatures/ds:Signature", NS)
        reference = signature.findall("ds:SignedInfo/ds:Reference", NS)
        if len(reference) != 1 or reference[0].get("URI") != f"#{root[0].get('Id')}":
            raise Refused("the content is not what was signed")
        xmlsec.tree.add_ids(root, ["Id"])
        context = xmlsec.SignatureContext(self.keys)
        context.verify(signature)
        text = signature.findtext("ds:KeyInfo/ds:X509Data/ds:X509Certificate", namespaces=NS)
        certificate = x509.load_der_x509_certificate(base64.b64decode(text))
        return certificate.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)[0].value

    def document(self, element: etree._Element) -> tuple[str, str, int, bytes]:
        data = base64.b64decode(element.findtext("c:Content", namespaces=NS))
        digest = hashlib.sha256(data)
        if len(data) != int(element.findtext("c:Size", namespaces=NS)):
            raise Refused("size differs")
        if digest.hexdigest() != element.findtext("c:SHA256", namespaces=NS):
            raise Refused("hash differs")
        media = element.findtext("c:MediaType", namespaces=NS)
        if media != "application/pdf" or not data.startswith(b"%PDF-") or b"%%EOF" not in data[-1024:]:
            raise Refused("media type differs")
        return element.findtext("c:Name", namespaces=NS), media, len(data), digest.digest()

    def register(self, filing, signer: str, octets: bytes, due: Decimal, documents: list) -> str:
        court = filing.findtext("c:Destination/c:Court", namespaces=NS)
        now = time.gmtime()
        run = self.database.execute
        run("BEGIN IMMEDIATE")
        try:
            last = run(
                "INSERT INTO counter VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last",
                (court, now.tm_year),
            ).fetchone()[0]
            number = f"{court}/{now.tm_year}/{last:06}"
            run(
                "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)",
                (
                    number,
                    signer,
                    filing.findtext("c:MessageId", namespaces=NS),
                    hashlib.sha256(octets).digest(),
                    str(due),
                    time.strftime("%Y-%m-%dT%H:%M:%SZ", now),
                ),
            )
            for entry in documents:
                run("INSERT INTO document VALUES (?, ?, ?, ?, ?)", (number, *entry))
            for operation in filing.findall("c:Fee/c:Payment/c:OperationNumber", NS):
                run("INSERT INTO payment VALUES (?, ?)", (operation.text, number))
            self.enter(number, filing, signer, due, documents)
            run("COMMIT")
        except sqlite3.IntegrityError as error:
            run("ROLLBACK")
            raise Refused(str(error)) from error
        return number

    def notify(self, number: str, filing: etree._Element) -> None:
        root = etree.Element("Notification", kind="registered")
        etree.SubElement(root, "MessageId").text = filing.findtext("c:MessageId", namespaces=NS)
        etree.SubElement(root, "Number").text = number
        etree.SubElement(root, "Text", lang="az").text = f"Müraciətiniz {number} nömrəsi ilə qeydiyyata alınıb."
        etree.SubElement(root, "Text", lang="en").text = f"Your filing is registered as {number}."
        self.deliver(number, etree.tostring(root, xml_declaration=True, encoding="UTF-8"))

    def deliver(self, number: str, octets: bytes) -> None:
        name = number.replace("/", "-") + ".xml"
        with open(self.work / "tmp" / name, "xb") as file:
            file.write(octets)
            file.flush()
            os.fsync(file.fileno())
        os.rename(self.work / "tmp" / name, self.work / "new" / name)


def duty(value: Decimal) -> Decimal:
    for limit, base, rate, over in BRACKETS:
        if limit is None or value <= limit:
            return min(base + rate * (value - over), Decimal(50000)).quantize(Decimal("0.01"))
    raise AssertionError("the last bracket has no end")


def main(bench: Path, work: Path, kind: type[Pipeline] = Pipeline) -> None:
    pipeline = kind(bench / "demo" / "trust", work)
    packages = sorted((bench / "packages").iterdir())
    refused = 0
    start, used = time.perf_counter(), time.process_time()
    for package in packages:
        try:
            pipeline.process(package)
        except (Refused, xmlsec.Error, etree.XMLSyntaxError) as error:
            refused += 1
            print(f"{package.name}: {error}", file=sys.stderr)
    seconds, processor = time.perf_counter() - start, time.process_time() - used
    print(
        json.dumps(
            {
                "pipeline": kind.__name__,
                "packages": len(packages),
                "registered": len(packages) - refused,
                "seconds": round(seconds, 3),
                "cpuSeconds": round(processor, 3),
                "perSecond": round(len(packages) / seconds, 1),
            }
        )
    )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""Builds the content element of a package, in the order that the schema wants."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree
from signing import NS

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".tif": "image/tiff",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".xml": "application/xml",
}


@dataclass
class Person:
    surname: str
    given: str
    fin: str | None = None
    voen: str | None = None
    patronymic: str | None = None


@dataclass
class Organisation:
    name: str
    voen: str | None = None


@dataclass
class Party:
    role: str
    identity: Person | Organisation
    address: str | None = None


@dataclass
class Document:
    name: str
    data: bytes
    title: str | None = None
    pages: int | None = None
    media_type: str | None = None
    identifier: str | None = None
    # Beside submission.xml instead of inside it.
    beside: bool = False
    # What the package states, where it shall differ from the octets that are delivered.
    stated: bytes | None = None
    # Base64 in lines of 76 instead of one line.
    wrapped: bool = True


@dataclass
class Payment:
    number: str
    amount: str
    channel: str = "bank"
    paid_on: str = "2026-04-28"
    payer: Person | Organisation | None = None
    bin: str | None = None
    currency: str = "AZN"


@dataclass
class Relief:
    ground: str
    evidence: str | None = None


@dataclass
class Fee:
    act: str
    amount: str
    payments: list[Payment] = field(default_factory=list)
    exemption: Relief | None = None
    discount: Relief | None = None


@dataclass
class Submission:
    message: str
    document_type: str
    title: str
    parties: list[Party]
    lead: Document
    identifier: str = "submission-1"
    court: str = "050"
    channel: str | None = None
    case: str | None = None
    procedure: str = "civil"
    filer: int = 1
    representative: tuple[Person | Organisation, tuple[str, str, str] | None] | None = None
    value: str | None = None
    attachments: list[Document] = field(default_factory=list)
    fee: Fee | None = None


@dataclass
class ScanItem:
    identifier: str
    document_type: str
    title: str
    pages: int
    files: list[Document]
    case: str | None = None


@dataclass
class ScanBatch:
    message: str
    items: list[ScanItem]
    identifier: str = "batch-1"
    court: str = "103"
    channel: str | None = "court-103"
    operator: str = "Nümunə Operator, xidməti № 17"
    scanner: str = "demo-skaner-2"


def build(content: Submission | ScanBatch) -> etree._Element:
    """The unsigned package, indented; after signing nothing may be reformatted."""
    root = etree.Element(f"{{{NS}}}SubmissionPackage", nsmap={None: NS})
    if isinstance(content, Submission):
        _submission(root, content)
    else:
        _batch(root, content)
    etree.indent(root, "  ")
    root[0].tail = "\n  "
    return root


def write_files(content: Submission | ScanBatch, folder: Path) -> None:
    """Puts the documents that lie beside submission.xml into the package folder."""
    if isinstance(content, Submission):
        documents = [content.lead, *content.attachments]
    else:
        documents = [document for item in content.items for document in item.files]
    for document in documents:
        if document.beside:
            (folder / document.name).write_bytes(document.data)


def add(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NS}}}{tag}", attributes)
    element.text = text
    return element


def _optional(parent: etree._Element, tag: str, text: object | None) -> None:
    if text is not None:
        add(parent, tag, str(text))


def _amount(parent: etree._Element, tag: str, text: str, currency: str = "AZN") -> None:
    add(parent, tag, text, currency=currency)


def _submission(root: etree._Element, filing: Submission) -> None:
    element = add(root, "Submission", Id=filing.identifier)
    add(element, "MessageId", filing.message)
    add(element, "SentAt", "2026-05-04T09:30:00+04:00")
    _destination(element, filing.court, filing.channel)
    _case(element, filing.case)
    add(element, "Procedure", filing.procedure)
    add(element, "DocumentType", filing.document_type)
    add(element, "Title", filing.title)
    participants = add(element, "Participants")
    for number, party in enumerate(filing.parties, start=1):
        participant = add(participants, "Participant", Id=f"p{number}")
        add(participant, "Role", party.role)
        _identity(participant, party.identity)
        _optional(participant, "Address", party.address)
    add(element, "Filer", participant=f"p{filing.filer}")
    if filing.representative:
        identity, power = filing.representative
        representative = add(element, "Representative")
        _identity(representative, identity)
        if power:
            attorney = add(representative, "PowerOfAttorney")
            for tag, text in zip(("Number", "IssuedOn", "ValidUntil"), power, strict=True):
                add(attorney, tag, text)
    if filing.value:
        _amount(element, "ClaimValue", filing.value)
    _document(element, "LeadDocument", filing.lead)
    for attachment in filing.attachments:
        _document(element, "Attachment", attachment)
    if filing.fee:
        _fee(element, filing.fee)


def _batch(root: etree._Element, batch: ScanBatch) -> None:
    element = add(root, "ScanBatch", Id=batch.identifier)
    add(element, "MessageId", batch.message)
    add(element, "ScannedAt", "2026-05-04T09:15:00+04:00")
    _destination(element, batch.court, batch.channel)
    add(element, "Operator", batch.operator)
    add(element, "Scanner", batch.scanner)
    for scanned in batch.items:
        item = add(element, "Item", Id=scanned.identifier)
        _case(item, scanned.case)
        add(item, "DocumentType", scanned.document_type)
        add(item, "Title", scanned.title)
        add(item, "Pages", str(scanned.pages))
        for document in scanned.files:
            _document(item, "File", document)


def _destination(parent: etree._Element, court: str, channel: str | None) -> None:
    destination = add(parent, "Destination")
    add(destination, "Court", court)
    _optional(destination, "Channel", channel)


def _case(parent: etree._Element, number: str | None) -> None:
    case = add(parent, "Case")
    if number is None:
        add(case, "New")
    else:
        add(case, "Number", number)


def _identity(parent: etree._Element, identity: Person | Organisation) -> None:
    if isinstance(identity, Person):
        person = add(parent, "Person")
        _optional(person, "FIN", identity.fin)
        _optional(person, "VOEN", identity.voen)
        add(person, "Surname", identity.surname)
        add(person, "GivenName", identity.given)
        _optional(person, "Patronymic", identity.patronymic)
    else:
        organisation = add(parent, "Organisation")
        _optional(organisation, "VOEN", identity.voen)
        add(organisation, "Name", identity.name)


def _document(parent: etree._Element, tag: str, document: Document) -> None:
    stated = document.data if document.stated is None else document.stated
    element = add(parent, tag)
    if document.identifier:
        element.set("Id", document.identifier)
    add(element, "Name", document.name)
    _optional(element, "Title", document.title)
    add(element, "MediaType", document.media_type or MEDIA_TYPES[Path(document.name).suffix])
    _optional(element, "Pages", document.pages)
    if document.beside:
        add(element, "File", document.name)
    add(element, "Size", str(len(stated)))
    add(element, "SHA256", hashlib.sha256(stated).hexdigest())
    if not document.beside:
        encode = base64.encodebytes if document.wrapped else base64.b64encode
        text = encode(document.data).decode()
        add(element, "Content", "\n" + text if document.wrapped else text)


def _fee(parent: etree._Element, declared: Fee) -> None:
    fee = add(parent, "Fee")
    add(fee, "Act", declared.act)
    _amount(fee, "Amount", declared.amount)
    for payment in declared.payments:
        element = add(fee, "Payment")
        add(element, "Channel", payment.channel)
        add(element, "OperationNumber", payment.number)
        _amount(element, "Amount", payment.amount, payment.currency)
        add(element, "PaidOn", payment.paid_on)
        if payment.payer:
            _identity(add(element, "Payer"), payment.payer)
        _optional(element, "CardBIN", payment.bin)
    for tag, relief in (("Exemption", declared.exemption), ("Discount", declared.discount)):
        if relief:
            granted = add(fee, tag)
            add(granted, "Ground", relief.ground)
            if relief.evidence:
                add(granted, "Evidence", document=relief.evidence)

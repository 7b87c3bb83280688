"""Samples in signature containers (ASiC-E, EN 319 162-1), and an archive that is none."""

from __future__ import annotations

import io
import zipfile

from documents import pdf
from good import claim, label
from packages import Document, Submission, build
from people import AYSEL, DEBTOR, LEYLA, RASHAD, Cast
from pki import Signer
from sample import Outcome, Sample, registered, rejected, serialised
from signing import detached_with_xmlsec1

MIMETYPE = "application/vnd.etsi.asic-e+zip"
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
# An archive's times are the local ones of whoever packed it.
PACKED_AT = (2026, 5, 4, 9, 30, 0)


def samples(cast: Cast) -> list[Sample]:
    return [_signed(cast), _changed(cast), _archive()]


def _signed(cast: Cast) -> Sample:
    filing = _claim(60, AYSEL)
    return Sample(
        "container",
        "Bir konteynerdə göndərilmiş iddia (ASiC-E)",
        "Claim in one signed container (ASiC-E)",
        "submission.xml and its documents in one file, as signing programs make it: one detached XAdES signature over all.",
        "xmlsec1",
        packed(_files(filing), cast.aysel),
        registered("70.00"),
        drop="package.asice",
    )


def _changed(cast: Cast) -> Sample:
    filing = _claim(61, LEYLA)
    signed = packed(_files(filing), cast.leyla)
    other = pdf("Əlavə", "Borc: 9000.00 AZN", "Nümunə № 61")
    return Sample(
        "container-document-replaced",
        "Konteynerdə imzadan sonra dəyişdirilmiş sənəd",
        "Document in a container replaced after signing",
        "The signature covers submission.xml and every document by its digest; another document has another digest.",
        "xmlsec1",
        _with(signed, "elave.pdf", other),
        rejected("DOCUMENT_HASH_MISMATCH", "SIGNATURE_HASH_FAILURE"),
        drop="package.asice",
    )


def _archive() -> Sample:
    octets = io.BytesIO()
    with zipfile.ZipFile(octets, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "erize.pdf", pdf("Ərizə", f"İddiaçı: {label(RASHAD)}", "Nümunə № 62"))
    return Sample(
        "archive-of-documents",
        "Sadəcə sənədlərdən ibarət arxiv",
        "Archive with nothing but documents",
        "Nothing in it says what is filed, by whom and where: it is kept, and the sender is told what a package is.",
        "none",
        octets.getvalue(),
        [Outcome("QUARANTINED", ["PACKAGE_NOT_XML"], item="1")],
        drop="package.zip",
    )


def _claim(number: int, person) -> Submission:
    annex = Document(
        "elave.pdf", pdf("Əlavə", "Borc: 5000.00 AZN", f"Nümunə № {number}"), "Borc haqqında arayış", 1, beside=True
    )
    lead = Document(
        "iddia.pdf",
        pdf("İddia ərizəsi", f"İddiaçı: {label(person)}", f"Cavabdeh: {label(DEBTOR)}", f"Nümunə № {number}"),
        "İddia ərizəsi",
        1,
        beside=True,
    )
    return claim(number, person, lead=lead, attachments=[annex])


def _files(filing: Submission) -> dict[str, bytes]:
    documents = {document.name: document.data for document in [filing.lead, *filing.attachments]}
    return {"submission.xml": serialised(build(filing)), **documents}


def packed(files: dict[str, bytes], signer: Signer) -> bytes:
    """The container of the files with one signature over all of them."""
    octets = io.BytesIO()
    with zipfile.ZipFile(octets, "w", zipfile.ZIP_DEFLATED) as archive:
        # First and not compressed, so that the file can be known from its first octets (EN 319 162-1 A.1).
        _add(archive, "mimetype", MIMETYPE.encode(), zipfile.ZIP_STORED)
        for name, data in files.items():
            _add(archive, name, data)
        _add(archive, "META-INF/manifest.xml", _manifest(files))
        _add(archive, "META-INF/signatures0.xml", detached_with_xmlsec1(files, signer))
    return octets.getvalue()


def _manifest(files: dict[str, bytes]) -> bytes:
    entries = [("/", MIMETYPE)]
    entries += [(name, "application/pdf" if name.endswith(".pdf") else "application/xml") for name in files]
    lines = [f'  <m:file-entry m:full-path="{path}" m:media-type="{kind}"/>' for path, kind in entries]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<m:manifest xmlns:m="{MANIFEST}" m:version="1.2">'
    return "\n".join([head, *lines, "</m:manifest>\n"]).encode()


def _add(archive: zipfile.ZipFile, name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED) -> None:
    entry = zipfile.ZipInfo(name, PACKED_AT)
    entry.compress_type = method
    archive.writestr(entry, data)


def _with(container: bytes, name: str, data: bytes) -> bytes:
    """The same container with other octets in one entry."""
    octets = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(container)) as old, zipfile.ZipFile(octets, "w") as new:
        for entry in old.infolist():
            _add(new, entry.filename, data if entry.filename == name else old.read(entry), entry.compress_type)
    return octets.getvalue()

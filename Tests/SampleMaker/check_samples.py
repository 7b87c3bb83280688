#!/usr/bin/env python3
"""Looks at inbox-samples/ with tools that are not ours: libxml2's XSD (through lxml), xmlsec1, qpdf and Pillow.

    VENV/bin/python Tests/SampleMaker/check_samples.py inbox-samples

Says of each sample whether it is valid against the published schema, what xmlsec1 thinks of its signatures (chain
included, at the sample's clock), and whether its documents are sound; exits 1 where that is not what the sample's
findings let expect. xmlsec1 1.2 knows neither RSA-PSS nor Ed25519 nor coverage: those samples it cannot judge.
"""

from __future__ import annotations

import base64
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from lxml import etree
from PIL import Image
from signing import DS, NS, XADES

SCHEMA = Path(__file__).parents[2] / "Sources" / "CFilingSchemas" / "submission-1.xsd"
UNKNOWN_TO_XMLSEC1 = ("rsa-MGF1", "eddsa-ed25519")
REFUSED_BY_XMLSEC1 = {
    "SIGNATURE_HASH_FAILURE",
    "SIGNATURE_CRYPTO_FAILURE",
    "SIGNATURE_MISSING",
    "SIGNATURE_IDS_NOT_UNIQUE",
    "CERTIFICATE_EXPIRED",
    "CERTIFICATE_CHAIN_NOT_FOUND",
}
NOT_PARSED = {"XML_MALFORMED", "XML_ENCODING_INVALID", "XML_DOCTYPE_FORBIDDEN", "PACKAGE_NOT_XML"}
DAMAGED = {
    "DOCUMENT_ENCRYPTED",
    "DOCUMENT_TRUNCATED",
    "DOCUMENT_MEDIA_TYPE_MISMATCH",
    "DOCUMENT_MEDIA_TYPE_NOT_ACCEPTED",
}


def signatures_verify(
    package: Path, root: etree._Element, trust: Path, clock: str, folder: str | None = None
) -> bool | None:
    """Whether xmlsec1 accepts every signature; None where it does not know the algorithm."""
    found = root.findall(f".//{{{DS}}}Signature")
    methods = [method.get("Algorithm") for method in root.iter(f"{{{DS}}}SignatureMethod")]
    if any(method.endswith(UNKNOWN_TO_XMLSEC1) for method in methods):
        return None
    command = ["xmlsec1", "--verify", "--verification-time", clock.replace("T", " ").removesuffix("Z")]
    for pem in sorted(trust.glob("*.pem")):
        command += ["--trusted-pem" if pem.stem == "demo-root" else "--untrusted-pem", str(pem)]
    for namespace, tag in (
        (NS, "Submission"),
        (NS, "ScanBatch"),
        (NS, "LeadDocument"),
        (XADES, "SignedProperties"),
        (DS, "Signature"),
        (DS, "KeyInfo"),
    ):
        command += ["--id-attr:Id", f"{namespace}:{tag}"]
    results = [
        subprocess.run([*command, "--node-id", signature.get("Id"), str(package)], capture_output=True, cwd=folder).returncode
        for signature in found
    ]
    return bool(results) and not any(results)


def documents(root: etree._Element, folder: Path) -> list[tuple[str, bytes]]:
    listed = []
    for media in root.iter(f"{{{NS}}}MediaType"):
        entry = media.getparent()
        embedded = entry.findtext(f"{{{NS}}}Content")
        data = base64.b64decode(embedded) if embedded else (folder / entry.findtext(f"{{{NS}}}File")).read_bytes()
        listed.append((media.text, data))
    return listed


def sound(media_type: str, data: bytes) -> bool:
    if media_type == "application/pdf":
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(data)
            file.flush()
            return subprocess.run(["qpdf", "--check", file.name], capture_output=True).returncode == 0
    if media_type == "application/xml":
        return etree.fromstring(data) is not None
    try:
        with Image.open(io.BytesIO(data)) as image:
            for frame in range(getattr(image, "n_frames", 1)):
                image.seek(frame)
                image.load()
            return Image.MIME[image.format] == media_type
    except (OSError, SyntaxError):
        return False


def container_complaints(drop: Path, codes: set[str], trust: Path, clock: str) -> list[str]:
    """What xmlsec1 thinks of a container's signature over the files as they lie in it."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["unzip", "-q", drop.resolve(), "-d", folder], check=True)
        signatures = Path(folder) / "META-INF" / "signatures0.xml"
        if not signatures.exists():
            return [] if codes & NOT_PARSED else ["has no signature"]
        root = etree.parse(signatures).getroot()
        # References name files relative to the container's root.
        verified = signatures_verify(signatures, root, trust.resolve(), clock, folder)
        return ["xmlsec1: " + ("accepts" if verified else "refuses")] if verified == bool(codes & REFUSED_BY_XMLSEC1) else []


def main(samples: Path) -> int:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    wrong = 0
    for file in sorted(samples.glob("[0-9][0-9]-*/expected.json")):
        expected = json.loads(file.read_text(encoding="utf-8"))
        codes = {code for item in expected["items"] for code in item["findings"]}
        drop = file.parent / expected["drop"]
        if drop.suffix in {".asice", ".zip"}:
            complaints = container_complaints(drop, codes, samples / "demo" / "trust", expected["clock"])
            wrong += bool(complaints)
            print(f"{'WRONG' if complaints else 'ok':5} {file.parent.name} {'; '.join(complaints)}")
            continue
        package = drop / "submission.xml" if drop.is_dir() else drop
        complaints = []
        try:
            root = etree.parse(package, etree.XMLParser(resolve_entities=False, huge_tree=True)).getroot()
        except (etree.XMLSyntaxError, OSError) as error:
            root = None
            if not codes & NOT_PARSED:
                complaints.append(f"does not parse: {error}")
        if root is not None and "PACKAGE_ROOT_UNKNOWN" not in codes:
            # A bank's statement has a schema of its own.
            is_filing = root.tag.startswith(f"{{{NS}}}")
            if is_filing and schema.validate(root) == any(code.startswith("SCHEMA_") for code in codes):
                complaints.append(f"schema: {schema.error_log}")
            verified = signatures_verify(package, root, samples / "demo" / "trust", expected["clock"])
            is_refused = bool(codes & REFUSED_BY_XMLSEC1) or "STATEMENT_NOT_PROVEN" in codes
            if verified is not None and verified == is_refused:
                complaints.append(f"xmlsec1: {'accepts' if verified else 'refuses'}")
            if all(sound(*document) for document in documents(root, drop)) == bool(codes & DAMAGED):
                complaints.append("documents are not what the findings say")
        wrong += bool(complaints)
        print(f"{'WRONG' if complaints else 'ok':5} {file.parent.name} {'; '.join(complaints)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))

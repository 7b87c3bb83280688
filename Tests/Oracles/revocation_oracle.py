#!/usr/bin/env python3
"""What OpenSSL says of every revocation list and OCSP answer in the corpora.

    revocation_oracle.py CORPORA FOLDER

takes the files of pki/crl and pki/ocsp and what XAdES signatures in dss and asic-openeid carry, also in containers, and
writes to FOLDER for each of them NAME.der, the certificates that may have signed it in NAME.pem, and in oracle.tsv a row of

    name  kind (crl, ocsp)  form (file, full, basic)  parses (0, 1)  signature (OK, BAD, NONE)  where

NONE: no certificate of the signer is at hand. Needs only Python and the openssl command.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

VALUE = re.compile(
    rb"(EncapsulatedOCSPValue|EncapsulatedCRLValue|EncapsulatedX509Certificate|X509Certificate)\b([^<>]{0,200})>"
    rb"([^<]+)</")
PEM_TEXT = re.compile(r"-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----\n")
PEM = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END", re.S)


def openssl(*arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        ["openssl", *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def decoded(text: bytes) -> bytes | None:
    try:
        return base64.b64decode(re.sub(rb"\s|&#1?[0-9xXaAdD]*;", b"", text))
    except ValueError:
        return None


def der(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(octets)]) + octets + content


def is_full(answer: bytes) -> bool:
    """An OCSPResponse begins with an ENUMERATED, a BasicOCSPResponse with a SEQUENCE."""
    if len(answer) < 2:
        return False
    start = 2 + (answer[1] & 0x7F if answer[1] & 0x80 else 0)
    return answer[start:start + 1] == b"\x0a"


def wrapped(basic: bytes) -> bytes:
    kind = bytes.fromhex("06092b0601050507300101")
    return der(0x30, b"\x0a\x01\x00" + der(0xA0, der(0x30, kind + der(0x04, basic))))


class Collection:
    def __init__(self) -> None:
        self.objects: dict[bytes, dict] = {}
        self.certificates: dict[bytes, bytes] = {}

    def certificate(self, octets: bytes) -> bytes:
        key = hashlib.sha256(octets).digest()
        self.certificates[key] = octets
        return key

    def add(self, octets: bytes, kind: str, form: str, where: str, certificates: set[bytes]) -> None:
        known = self.objects.setdefault(
            hashlib.sha256(octets).digest(),
            {"octets": octets, "kind": kind, "form": form, "where": where, "certificates": set()})
        known["certificates"] |= certificates

    def document(self, text: bytes, where: str) -> None:
        values = [(kind, decoded(value)) for kind, _, value in VALUE.findall(text)]
        certificates = {self.certificate(octets) for kind, octets in values if octets and b"Cert" in kind}
        for kind, octets in values:
            if not octets or b"Cert" in kind:
                continue
            if kind == b"EncapsulatedCRLValue":
                self.add(octets, "crl", "file", where, certificates)
            else:
                self.add(octets, "ocsp", "full" if is_full(octets) else "basic", where, certificates)

    def file(self, octets: bytes, where: str) -> None:
        if octets[:2] == b"PK":
            try:
                with zipfile.ZipFile(io.BytesIO(octets)) as container:
                    for entry in container.infolist():
                        if entry.filename.endswith(".xml") and entry.file_size < 10_000_000:
                            self.file(container.read(entry), f"{where}!{entry.filename}")
            except Exception:  # broken on purpose
                return
        elif b"Encapsulated" in octets or b"X509Certificate" in octets:
            self.document(octets, where)


def pem_blocks(octets: bytes) -> list[bytes]:
    if b"-----BEGIN" not in octets:
        return [octets]
    return [base64.b64decode(re.sub(rb"\s", b"", body)) for _, body in PEM.findall(octets)]


def listed(path: Path, certificates: Path) -> str:
    _, output = openssl(
        "crl", "-inform", "DER", "-in", str(path), "-noout", "-verify", "-CAfile", str(certificates))
    return "OK" if "verify OK" in output else "NONE" if "issuer certificate" in output else "BAD"


def judged(folder: Path, name: str, item: dict, readable: dict[bytes, str], everyone: str) -> str:
    path = folder / f"{name}.der"
    path.write_bytes(item["octets"])
    local = "".join(readable[key] for key in sorted(item["certificates"]) if key in readable)
    signature, parses = "NONE", 0
    for certificates in (local, everyone):
        file = folder / f"{name}.pem"
        file.write_text(certificates)
        if item["kind"] == "crl":
            status, _ = openssl("crl", "-inform", "DER", "-in", str(path), "-noout")
            parses = int(status == 0)
            if certificates:
                signature = listed(path, file)
            if signature == "BAD":
                # OpenSSL looks at the first certificate of the issuer's name alone; there may be several.
                for certificate in PEM_TEXT.findall(certificates):
                    file.write_text(certificate)
                    if signature != "OK" and listed(path, file) == "OK":
                        signature = "OK"
                file.write_text(certificates)
        else:
            whole = path
            if item["form"] == "basic":
                whole = folder / f"{name}.wrapped"
                whole.write_bytes(wrapped(item["octets"]))
            status, output = openssl("ocsp", "-respin", str(whole), "-resp_text", "-noverify")
            parses = int(status == 0 and "Cert Status" in output)
            # OpenSSL takes a responder for trusted only where the file has its certificate.
            embedded = "".join(PEM_TEXT.findall(output))
            if parses and (certificates or embedded):
                file.write_text(embedded + certificates)
                _, output = openssl("ocsp", "-respin", str(whole), "-VAfile", str(file))
                signature = (
                    "OK" if "Response verify OK" in output else "NONE" if "signer certificate not found" in output
                    else "BAD")
            whole.unlink() if whole != path else None
        if not parses or signature == "OK":
            break
    return "\t".join([name, item["kind"], item["form"], str(parses), signature, item["where"]])


def main() -> None:
    corpora, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    found = Collection()
    for corpus in ("dss", "asic-openeid"):
        for path in sorted((corpora / corpus).rglob("*")):
            if path.is_file() and path.stat().st_size < 20_000_000:
                octets = path.read_bytes()
                if path.suffix in (".crt", ".cer", ".pem", ".der"):
                    for block in pem_blocks(octets):
                        found.certificate(block)
                else:
                    found.file(octets, str(path.relative_to(corpora)))
    for path in sorted((corpora / "pki/certs").glob("*")):
        for block in pem_blocks(path.read_bytes()):
            found.certificate(block)
    for path in sorted((corpora / "pki/crl").glob("*")):
        for block in pem_blocks(path.read_bytes()):
            found.add(block, "crl", "file", str(path.relative_to(corpora)), set())
    for path in sorted((corpora / "pki/ocsp").glob("*")):
        octets = path.read_bytes()
        found.add(octets, "ocsp", "full" if is_full(octets) else "basic", str(path.relative_to(corpora)), set())

    def readable(item: tuple[bytes, bytes]) -> tuple[bytes, str] | None:
        done = subprocess.run(
            ["openssl", "x509", "-inform", "DER"], input=item[1], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            check=False)
        return (item[0], done.stdout.decode()) if done.returncode == 0 else None

    with ThreadPoolExecutor(4) as pool:
        known = dict(filter(None, pool.map(readable, sorted(found.certificates.items()))))
        everyone = "".join(known[key] for key in sorted(known))
        rows = list(
            pool.map(
                lambda item: judged(folder, item[0].hex()[:16], item[1], known, everyone),
                sorted(found.objects.items())))
    (folder / "oracle.tsv").write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()

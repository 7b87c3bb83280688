#!/usr/bin/env python3
"""Finds seeds for the fuzz targets, and writes for each target a list that libFuzzer reads.

    seeds.py FOLDER SAMPLES [CORPORA]

Files of the corpora are named in the lists where they stand. What stands encoded inside signatures (certificates, lists,
answers, time-stamps) is written to FOLDER, which is part of a build.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

MOST_SEEDS = 400
CONTAINERS = {".asice", ".sce", ".asics", ".scs", ".bdoc", ".adoc", ".edoc", ".zip"}
# Which elements hold what (XMLDSig 1.1 §4.5.4.1, EN 319 132-1 §5.4 and §5.5).
ENCODED = {
    "certificate": rb"X509Certificate|EncapsulatedX509Certificate",
    "crl": rb"EncapsulatedCRLValue|X509CRL",
    "ocsp": rb"EncapsulatedOCSPValue",
    "cms": rb"EncapsulatedTimeStamp",
}
LONGEST = {"tree": 32, "signature": 64, "certificate": 8, "crl": 16, "ocsp": 16, "cms": 24, "zip": 64}


def encoded(octets: bytes) -> Iterator[tuple[str, bytes]]:
    for target, names in ENCODED.items():
        for found in re.finditer(rb"<(?:\w+:)?(?:" + names + rb")\b[^<>]*>([^<>]+)</", octets):
            try:
                yield target, base64.b64decode(re.sub(rb"&#13;|\s", b"", found[1]))
            except binascii.Error:
                continue


def documents(path: Path, octets: bytes) -> Iterator[bytes]:
    """The file itself, and the signature files of a container."""
    yield octets
    if path.suffix in CONTAINERS:
        try:
            with zipfile.ZipFile(path) as archive:
                for entry in archive.infolist():
                    if entry.filename.startswith("META-INF/") and entry.file_size < 1 << 20:
                        yield archive.read(entry)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
            return


def target_of(path: Path, octets: bytes) -> Iterator[str]:
    if path.suffix in CONTAINERS:
        yield "zip"
    elif path.suffix == ".xml" or octets.lstrip().startswith(b"<"):
        yield "tree"
        if b"http://www.w3.org/2000/09/xmldsig#" in octets:
            yield "signature"
    elif path.suffix == ".crl":
        yield "crl"
    elif path.suffix in {".crt", ".cer", ".der", ".pem"}:
        yield "certificate"
    elif path.suffix in {".tst", ".tsr"}:
        yield "cms"
    elif "ocsp" in str(path):
        yield "ocsp"


def main() -> None:
    folder, *sources = map(Path, sys.argv[1:])
    seeds: dict[str, dict[bytes, tuple[int, Path]]] = {target: {} for target in LONGEST}

    def add(target: str, octets: bytes, path: Path | None = None) -> None:
        digest = hashlib.sha256(octets).digest()
        if not 0 < len(octets) <= LONGEST[target] << 10 or digest in seeds[target] or "," in str(path):
            return
        if path is None:
            path = folder / target / digest.hex()[:16]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(octets)
        seeds[target][digest] = (len(octets), path)

    for source in sources:
        for path in sorted(source.rglob("*")):
            if not path.is_file() or path.stat().st_size > 1 << 20:
                continue
            octets = path.read_bytes()
            for target in target_of(path, octets):
                add(target, octets, path.resolve())
            for document in documents(path, octets):
                for target, value in encoded(document):
                    add(target, value)
    for target, found in seeds.items():
        # Every size has its place, and the small ones are quick.
        ordered = [path for _, path in sorted(found.values())]
        step = max(1, -(-len(ordered) // MOST_SEEDS))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{target}.list").write_text(",".join(map(str, ordered[::step])))
        print(f"{target}: {len(ordered[::step])} seeds of {len(ordered)}")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Makes one large signed package and a twin whose last content octet differs.

    VENV/bin/python Tests/Benchmark/make_large.py OUT MEGABYTES [--lines]

OUT gets `large.xml`, `twin.xml` and `demo/` (trust folder, issuer profiles, courts). The package holds one PDF of
about 3/4 of MEGABYTES as one run of base64, or in lines of 76 with --lines. The twin's base64 is as valid as the
original's, its digest is not. Nothing is held in memory but one block. Independent opinion:

    xmlsec1 --verify --id-attr:Id urn:court-intake:submission:1:Submission \\
      --trusted-pem OUT/demo/trust/demo-root.pem --untrusted-pem OUT/demo/trust/demo-id-card-ca.pem OUT/large.xml
"""

from __future__ import annotations

import base64
import hashlib
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "SampleMaker"))

from demo_data import write_demo_data
from make_packages import CONTENT, PACKAGE, SIGNED_INFO, bench_trust
from signing import DS, NS, algorithm, sign_octets

# A whole number of base64 lines: 57 octets make 76 characters.
BLOCK = 57 * 16384
MARK = "@CONTENT@"


def document(length: int) -> Iterator[bytes]:
    """A PDF of exactly `length` octets whose one stream is noise; a multiple of 57, so base64 needs no padding."""
    head = (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n"
    )
    offsets = [head.index(b"%d 0 obj" % number) for number in (1, 2, 3)] + [len(head)]
    # The stream's length is written with a fixed width, so the sizes are known beforehand.
    opening, closing = b"4 0 obj\n<< /Length %012d >>\nstream\n", b"\nendstream\nendobj\n"
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    tail = table + b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%012d\n%%%%EOF\n"
    noise_length = length - len(head) - len(opening % 0) - len(closing) - len(tail % 0)
    yield head + opening % noise_length
    noise = random.Random(length)
    for start in range(0, noise_length, BLOCK):
        yield noise.randbytes(min(BLOCK, noise_length - start))
    yield closing + tail % (length - len(tail % 0))


def encoded(length: int, lines: bool) -> Iterator[bytes]:
    encode = base64.encodebytes if lines else base64.b64encode
    pending = b""
    for piece in document(length):
        pending += piece
        whole = len(pending) // 57 * 57
        yield encode(pending[:whole])
        pending = pending[whole:]
    assert not pending


def main(out: Path, megabytes: int, lines: bool = False) -> None:
    trust = bench_trust()
    signer = trust.id_card_holder("Sınaqov", "Rəşad", "BEN0000")
    out.mkdir(parents=True, exist_ok=True)
    write_demo_data(out / "demo", trust, {})
    length = megabytes * 1_000_000 * 3 // 4 // 57 * 57
    hashed = hashlib.sha256()
    for piece in document(length):
        hashed.update(piece)
    content = CONTENT.format(
        declaration="", number=1, fin="BEN0000", size=length, sha256=hashed.hexdigest(), content=MARK
    )
    before, after = (text.encode() for text in content.split(MARK))
    apex = before.replace(b"<Submission ", f'<Submission xmlns="{NS}" '.encode(), 1)
    digest = hashlib.sha256(apex)
    for piece in encoded(length, lines):
        digest.update(piece)
    digest.update(after)
    info = {"digest": base64.b64encode(digest.digest()).decode(), "method": algorithm(signer)}
    value = sign_octets(signer, SIGNED_INFO.format(declaration=f' xmlns:ds="{DS}"', **info).encode())
    package = PACKAGE.format(
        content=content,
        signed_info=SIGNED_INFO.format(declaration="", **info),
        value=base64.b64encode(value).decode(),
        certificate=base64.b64encode(signer.certificate_der).decode(),
    )
    head, tail = (text.encode() for text in package.split(MARK))
    with open(out / "large.xml", "wb") as file:
        file.write(head)
        for piece in encoded(length, lines):
            file.write(piece)
        last = file.tell() - (2 if lines else 1)
        file.write(tail)
    shutil.copyfile(out / "large.xml", out / "twin.xml")
    with open(out / "twin.xml", "r+b") as file:
        file.seek(last)
        letter = file.read(1)
        file.seek(last)
        file.write(b"B" if letter == b"A" else b"A")
    print(f"{(out / 'large.xml').stat().st_size} octets in {out / 'large.xml'}")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4) or sys.argv[3:] not in ([], ["--lines"]):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), int(sys.argv[2]), lines=len(sys.argv) == 4)

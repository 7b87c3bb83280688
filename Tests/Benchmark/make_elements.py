#!/usr/bin/env python3
"""Makes one signed package of many small elements and a twin whose last content octet differs.

    VENV/bin/python Tests/Benchmark/make_elements.py OUT THOUSANDS

OUT gets `elements.xml`, `twin.xml` and `demo/` as make_large.py's. Each element has one attribute and a little text and
stands on a line of its own, 43 octets in all: three nodes and an attribute of the tree for each.
"""

from __future__ import annotations

import base64
import hashlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "SampleMaker"))

from demo_data import write_demo_data
from make_packages import PACKAGE, SIGNED_INFO, bench_trust
from signing import DS, NS, algorithm, sign_octets

OPENING, CLOSING = "<Submission{declaration} Id=\"s\">\n", "</Submission>"


def main(out: Path, thousands: int) -> None:
    trust = bench_trust()
    signer = trust.id_card_holder("Sınaqov", "Rəşad", "BEN0000")
    out.mkdir(parents=True, exist_ok=True)
    write_demo_data(out / "demo", trust, {})
    numbers = range(1_000_000, 1_000_000 + thousands * 1000)
    elements = "".join(f'<Entry no="{number}">Entry {number}.</Entry>\n' for number in numbers)
    # Exclusive canonicalization writes the namespace where the element is the apex.
    apex = OPENING.format(declaration=f' xmlns="{NS}"') + elements + CLOSING
    digest = base64.b64encode(hashlib.sha256(apex.encode()).digest()).decode()
    info = {"digest": digest, "method": algorithm(signer)}
    value = sign_octets(signer, SIGNED_INFO.format(declaration=f' xmlns:ds="{DS}"', **info).encode())
    package = PACKAGE.format(
        content=OPENING.format(declaration="") + elements + CLOSING,
        signed_info=SIGNED_INFO.format(declaration="", **info),
        value=base64.b64encode(value).decode(),
        certificate=base64.b64encode(signer.certificate_der).decode(),
    )
    (out / "elements.xml").write_text(package)
    last = package.rindex(".</Entry>")
    (out / "twin.xml").write_text(package[:last] + "," + package[last + 1 :])
    print(f"{len(package.encode())} octets in {out / 'elements.xml'}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), int(sys.argv[2]))

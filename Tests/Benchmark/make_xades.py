#!/usr/bin/env python3
"""Makes one signed package of about 4 KB: XAdES-B-B, ECDSA P-256, the signer's certificate inside, its CA's in the trust.

    VENV/bin/python Tests/Benchmark/make_xades.py OUT

OUT gets `xades.xml`, `twin.xml` whose title differs in one letter, and `demo/` as make_large.py's.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "SampleMaker"))

from demo_data import write_demo_data
from lxml import etree
from make_packages import CONTENT, bench_trust
from signing import NS, with_lxml


def main(out: Path) -> None:
    trust = bench_trust()
    signer = trust.id_card_holder("Sınaqov", "Rəşad", "BEN0000")
    out.mkdir(parents=True, exist_ok=True)
    write_demo_data(out / "demo", trust, {})
    content = CONTENT.format(declaration="", number=1, fin="BEN0000", size=3, sha256="0" * 64, content="UERG")
    root = etree.fromstring(f'<SubmissionPackage xmlns="{NS}">\n  {content}\n</SubmissionPackage>')
    package = etree.tostring(with_lxml(root, signer, xades=True), xml_declaration=True, encoding="UTF-8")
    (out / "xades.xml").write_bytes(package)
    twin = package.replace(b"<Title>Borc ", b"<Title>Bors ", 1)
    assert twin != package
    (out / "twin.xml").write_bytes(twin)
    print(f"{len(package)} octets in {out / 'xades.xml'}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))

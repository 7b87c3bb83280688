#!/usr/bin/env python3
"""Makes the samples of inbox-samples/.

    python3 -m venv VENV && VENV/bin/pip install -r Tests/requirements.txt
    apt-get install xmlsec1 fonts-dejavu-core
    VENV/bin/python Tests/SampleMaker/make_samples.py inbox-samples

What is in OUT is replaced: `NN-name/` with `expected.json` and the drop (`package.xml`, `package.asice` or the folder `package/`), and
`demo/` with the trust folder, issuer profiles, courts and treasury that the samples need. Every run makes a fresh PKI and forgets
its keys, so all samples are made together or not at all. Files:

    make_samples.py   this script: writes samples and demo data
    check_samples.py  looks at the result with other tools: libxml2's XSD, xmlsec1, qpdf
    good.py, batches.py, refused.py, containers.py   the samples themselves, one function each or a group
    payments.py       statements of the bank, and filings that they do not bear out
    people.py         parties and their certificates
    demo_data.py      trust folder, issuer profiles, courts, treasury
    sample.py, packages.py, statements.py, signing.py, documents.py, pki.py   how they are built

`order` in expected.json is the place in the whole run: later samples repeat message ids and payments of earlier ones, and
the first is the statement that shows the payments of all others.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import batches
import containers
import good
import payments
import refused
from demo_data import write_demo_data, write_treasury
from people import Cast


def main(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for old in [*out.glob("[0-9][0-9]-*"), out / "demo"]:
        if old.exists():
            shutil.rmtree(old)
    cast = Cast()
    filings = [
        *good.samples(cast),
        *batches.samples(cast),
        *refused.samples(cast),
        *containers.samples(cast),
        *payments.samples(cast),
    ]
    samples = [payments.statement(cast, filings), *filings]
    for number, sample in enumerate(samples):
        sample.write(out, number)
    write_demo_data(out / "demo", cast.trust, cast.seals())
    write_treasury(out / "demo", cast.bank)
    print(f"{len(samples)} samples in {out}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))

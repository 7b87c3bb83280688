#!/usr/bin/env python3
"""Checks what a court's intake says of its log, without a line of the intake's own code.

    verify_log.py receipt FILE… [--certificate PEM]      what a notice proves; several are a chain
    verify_log.py heads OLD… NEW [--certificate PEM]     that each nightly head goes on from the one before it
    verify_log.py export FOLDER [--witness HEAD]… [--receipt FILE]… [--certificate PEM]

The certificate is that of the court's seal, or of its issuer. Ends with 0 when all is proven, with 1 when there is a fault,
with 2 when it cannot be asked. Needs Python 3.11 and the package cryptography.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from cryptography import x509

import exports
import forms
import notices
from report import Report


def time(milliseconds: int) -> str:
    moment = dt.datetime.fromtimestamp(milliseconds // 1000, dt.UTC)
    return f"{moment:%Y-%m-%d %H:%M:%S}.{milliseconds % 1000:03} UTC"


def sealed(notice: notices.Notice, certificate: x509.Certificate | None) -> str:
    if notice.signer is None:
        return "it has no seal: anybody can have written it"
    if certificate is None:
        return f"it was not changed since {notice.signer} sealed it; whether that is the court is not known: give --certificate"
    return f"{notice.signer} sealed it, and it was not changed since"


def told(leaf: forms.Leaf) -> str:
    item = f", item {leaf.item}" if leaf.item else ""
    facts = ", ".join(f"{name} {value!r}" for name, value in leaf.facts.items())
    findings = "".join(f", {severity} {code}" for code, severity in leaf.findings)
    return f"leaf {leaf.index}: {leaf.event} at {time(leaf.at)}, package {leaf.package}{item}: {facts}{findings}"


def check_receipts(paths: list[Path], certificate: x509.Certificate | None, report: Report) -> None:
    receipts = [notice for path in paths if (notice := notices.read(path, certificate, report))]
    by_id = {receipt.id: receipt for receipt in receipts}
    for receipt in receipts:
        if receipt.kind == "head":
            report.fault(receipt.place, "it is a nightly head, not a receipt")
            continue
        prove = lambda line, place=receipt.place: report.proven.append(f"{place}: {line}")  # noqa: E731
        prove(sealed(receipt, certificate))
        for proven in receipt.leaves:
            prove(
                f"{told(proven.leaf)}; it stands in the log of {receipt.head.size} leaves with the root {receipt.head.root.hex()}"
            )
        if receipt.previous:
            name, digest = receipt.previous
            if name not in by_id:
                prove(f"{name}, sha256 {digest}, was sent before it; it was not given here")
            elif notices.hash_of(by_id[name]) != digest:
                report.fault(receipt.place, f"{by_id[name].place} is not the notice before it, octet by octet")
            else:
                prove(f"{name} was sent before it, as it stands in {by_id[name].place}")


def check_heads(paths: list[Path], certificate: x509.Certificate | None, report: Report) -> None:
    heads = [notice for path in paths if (notice := notices.read(path, certificate, report))]
    for head in heads:
        if head.kind != "head":
            report.fault(head.place, "it is no nightly head")
        notices.check_consistency(head, report)
        report.proven.append(f"{head.place}: {sealed(head, certificate)}")
    for old, new in zip(heads, heads[1:]):
        notices.check_follows(old, new, report)
        report.proven.append(
            f"the log of {new.head.size} leaves of {time(new.head.at)} begins with all {old.head.size} leaves of "
            f"{time(old.head.at)}, unchanged and in the same order"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    receipt = commands.add_parser("receipt")
    receipt.add_argument("files", type=Path, nargs="+")
    heads = commands.add_parser("heads")
    heads.add_argument("files", type=Path, nargs="+")
    export = commands.add_parser("export")
    export.add_argument("folder", type=Path)
    export.add_argument("--witness", type=Path, action="append", default=[])
    export.add_argument("--receipt", type=Path, action="append", default=[])
    for command in [receipt, heads, export]:
        command.add_argument("--certificate", type=Path)
    options = parser.parse_args()
    if options.command == "heads" and len(options.files) < 2:
        parser.error("heads are compared two by two: give the older first")
    report = Report()
    try:
        certificate = options.certificate and x509.load_pem_x509_certificate(options.certificate.read_bytes())
        if options.command == "receipt":
            check_receipts(options.files, certificate, report)
        elif options.command == "heads":
            check_heads(options.files, certificate, report)
        else:
            exports.check(options.folder, certificate, options.witness, options.receipt, report)
    except (OSError, ValueError) as error:
        print(f"verify_log.py: {error}", file=sys.stderr)
        return 2
    return report.print()


if __name__ == "__main__":
    sys.exit(main())

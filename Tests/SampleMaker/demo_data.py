"""The data that an operator would keep beside the intake, for the demo: trust folder, issuer profiles, courts, treasury."""

from __future__ import annotations

from pathlib import Path

import yaml
from pki import DemoTrust, Signer
from statements import iban

COURTS = [
    ("102", "Azərbaycan Respublikasının Ali Məhkəməsi", "Supreme Court of the Republic of Azerbaijan", "supreme"),
    ("103", "Bakı Apellyasiya Məhkəməsi", "Baku Court of Appeal", "appeal"),
    ("106", "Şirvan Apellyasiya Məhkəməsi", "Shirvan Court of Appeal", "appeal"),
    ("107", "Şəki Apellyasiya Məhkəməsi", "Sheki Court of Appeal", "appeal"),
    ("050", "Masallı Rayon Məhkəməsi", "Masalli District Court", "district"),
]

# What duties are paid into: one account for all courts, and one that is a court's own; into a third nobody should pay.
DUTIES_ACCOUNT = iban("CTRB00000000000000002026")
SHIRVAN_ACCOUNT = iban("CTRB00000000000000001062")
DOLLAR_ACCOUNT = iban("CTRB00000000000000008400")

COMMON_NAME = "2.5.4.3"
SERIAL_NUMBER = "2.5.4.5"
ORGANIZATION_IDENTIFIER = "2.5.4.97"
MODELLED = (
    "Modelled for the demo: the issuer has not published which subject attribute carries what. "
    "Compare with a real certificate before use."
)

PROFILES = {
    "id-card": {
        "name": "id-card",
        "issuer": [{"oid": COMMON_NAME, "pattern": "Demo ID Card CA"}],
        "personalNumber": {"oid": SERIAL_NUMBER, "pattern": "PNOAZ-{FIN}"},
        "note": MODELLED,
    },
    "asan-imza": {
        "name": "asan-imza",
        "issuer": [{"oid": COMMON_NAME, "pattern": "Demo ASXM ASAN Imza CA"}],
        "personalNumber": {"oid": SERIAL_NUMBER, "pattern": "PNOAZ-{FIN}"},
        "taxNumber": {"oid": ORGANIZATION_IDENTIFIER, "pattern": "VATAZ-{VOEN}"},
        "note": MODELLED,
    },
    "e-imza": {
        "name": "e-imza",
        "issuer": [{"oid": COMMON_NAME, "pattern": "Demo MSXM e-Imza CA"}],
        "personalNumber": {"oid": SERIAL_NUMBER, "pattern": "{FIN}"},
        "taxNumber": {"oid": ORGANIZATION_IDENTIFIER, "pattern": "VATAZ-{VOEN}"},
        "note": MODELLED,
    },
}


def write_demo_data(demo: Path, trust: DemoTrust, seals: dict[str, list[str]]) -> None:
    (demo / "trust").mkdir(parents=True)
    for file, pem in trust.files().items():
        (demo / "trust" / file).write_bytes(pem)
    (demo / "issuers").mkdir()
    for name, profile in PROFILES.items():
        write_yaml(demo / "issuers" / f"{name}.yaml", profile)
    courts = [
        {"code": code, "name": {"az": az, "en": en}, "kind": kind, "seals": seals.get(code, [])}
        for code, az, en, kind in COURTS
    ]
    write_yaml(demo / "courts.yaml", {"courts": courts})


def write_treasury(demo: Path, bank: Signer) -> None:
    """Payments are taken on the bank's word."""
    accounts = [
        {"number": DUTIES_ACCOUNT, "certificates": [bank.fingerprint], "purposes": ["Dövlət rüsumu", "142110"]},
        {"number": SHIRVAN_ACCOUNT, "certificates": [bank.fingerprint], "courts": ["106"]},
        {"number": DOLLAR_ACCOUNT, "certificates": [bank.fingerprint]},
    ]
    fees = {"amounts": ["3.00"], "words": ["Xidmət haqqı"]}
    write_yaml(
        demo / "treasury.yaml", {"evidence": "statement", "term": "5d", "accounts": accounts, "serviceFees": fees}
    )


def write_yaml(path: Path, data: object) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")

"""A root of a court that scans: its seal, the certificate in courts.yaml, and `scans:` in the settings."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

CHANNEL = "court-103"
SCANS = """
scans:
  court-103:
    court: "103"
    operator: Skan otağı
    scanner: skaner-1
    seal: {{key: {key}, certificate: {certificate}}}
    index: {{columns: {{file: fayl, case: iş, kind: növ, title: başlıq, pages: səhifə}}}}
"""


class ScanningCourt:
    def __init__(self, program: Path, folder: Path):
        self.program, self.root = program, folder / "root"
        self.run("init", self.root)
        key, certificate = folder / "seal.key", folder / "seal.pem"
        fingerprint = _seal(key, certificate, self.root / "trust/seal-authority.pem")
        self._change("courts.yaml", 'code: "103"', "seals: []", f'seals: ["{fingerprint}"]')
        settings = self.root / "intake.yaml"
        settings.write_text(settings.read_text() + SCANS.format(key=key, certificate=certificate))

    @property
    def share(self) -> Path:
        return self.root / "scans" / CHANNEL

    def run(self, *arguments: object, expected: int = 0) -> list[dict]:
        """What the program answers in JSON lines."""
        command = [self.program, *map(str, arguments)]
        result = subprocess.run(command, capture_output=True, text=True)
        if result.returncode != expected:
            raise SystemExit(f"{' '.join(map(str, command))} ended with {result.returncode}:\n{result.stdout}{result.stderr}")
        return [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]

    def take_in(self) -> list[dict]:
        return self.run("run", "--once", "--json", "--root", self.root)

    def stacks(self) -> list[dict]:
        return self.run("stacks", "list", "--json", "--root", self.root)

    def decide(self, stack: str, *arguments: str) -> None:
        by = ("--person", "A. Karguzar", "--reason", "Kağıza baxdım")
        self.run("stacks", *arguments, "--stack", stack, *by, "--json", "--root", self.root)

    def _change(self, name: str, after: str, old: str, new: str) -> None:
        file = self.root / name
        before, rest = file.read_text().split(after, 1)
        file.write_text(before + after + rest.replace(old, new, 1))


def _seal(key_file: Path, certificate_file: Path, authority_file: Path) -> str:
    """Writes a key with its certificate, and the authority's; the certificate's fingerprint."""
    authority, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Seal Test CA")])
    root = _certificate(issuer, authority, issuer, authority, is_authority=True)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Court 103 Seal")])
    certificate = _certificate(subject, key, issuer, authority, is_authority=False)
    key_file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    key_file.chmod(0o600)
    certificate_file.write_bytes(certificate.public_bytes(Encoding.PEM))
    authority_file.write_bytes(root.public_bytes(Encoding.PEM))
    return certificate.fingerprint(hashes.SHA256()).hex()


def _certificate(subject, key, issuer, issuer_key, is_authority: bool) -> x509.Certificate:
    now = dt.datetime.now(dt.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=365))
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .add_extension(x509.KeyUsage(not is_authority, not is_authority, *[False] * 3, *[is_authority] * 2, False, False), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    return builder.sign(issuer_key, hashes.SHA256())

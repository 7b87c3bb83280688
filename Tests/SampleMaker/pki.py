"""A throw-away public key infrastructure for the samples.

CA keys live in this process's memory and are never written anywhere: when the script ends nobody can issue another
certificate under the demo root. Names and numbers are fictitious.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import NameOID

UTC = dt.UTC
LONG_AGO = dt.datetime(2025, 1, 1, tzinfo=UTC)
FAR_AHEAD = dt.datetime(2035, 1, 1, tzinfo=UTC)


def new_key(kind: str) -> Any:
    """A private key: `P-256`, `P-384`, `RSA-2048` or `Ed25519`."""
    if kind == "P-256":
        return ec.generate_private_key(ec.SECP256R1())
    if kind == "P-384":
        return ec.generate_private_key(ec.SECP384R1())
    if kind == "RSA-2048":
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)
    if kind == "Ed25519":
        return ed25519.Ed25519PrivateKey.generate()
    raise ValueError(kind)


def name(common_name: str, organisation: str | None = None, **attributes: str) -> x509.Name:
    """A distinguished name from the country down; keys of `attributes` are names of `NameOID`."""
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "AZ")]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    parts += [x509.NameAttribute(getattr(NameOID, key), value) for key, value in attributes.items()]
    parts.append(x509.NameAttribute(NameOID.COMMON_NAME, common_name))
    return x509.Name(parts)


@dataclass
class Signer:
    """A holder of a certificate. The key dies with the process."""

    key: Any
    certificate: x509.Certificate
    issuer: x509.Certificate

    @property
    def certificate_pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def issuer_pem(self) -> bytes:
        return self.issuer.public_bytes(serialization.Encoding.PEM)

    @property
    def certificate_der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def key_pem(self) -> bytes:
        return self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )

    @property
    def fingerprint(self) -> str:
        return self.certificate.fingerprint(hashes.SHA256()).hex()


class Authority:
    """A certification authority: the root when `parent` is None, otherwise an intermediate below it."""

    def __init__(self, subject: x509.Name, parent: Authority | None = None, kind: str = "P-256") -> None:
        self._key = new_key(kind)
        self.subject = subject
        issuer_key = parent._key if parent else self._key
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(parent.subject if parent else subject)
            .public_key(self._key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(dt.datetime(2015, 1, 1, tzinfo=UTC))
            .not_valid_after(dt.datetime(2045, 1, 1, tzinfo=UTC))
            .add_extension(x509.BasicConstraints(ca=True, path_length=None if parent is None else 0), critical=True)
            .add_extension(_key_usage(certificate_authority=True), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self._key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        )
        self.certificate = builder.sign(issuer_key, hashes.SHA384() if issuer_key.key_size == 384 else hashes.SHA256())

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def issue(
        self,
        subject: x509.Name,
        kind: str = "P-256",
        valid: tuple[dt.datetime, dt.datetime] = (LONG_AGO, FAR_AHEAD),
    ) -> Signer:
        """A leaf certificate for signing, with a new key."""
        key = new_key(kind)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(valid[0])
            .not_valid_after(valid[1])
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_key_usage(certificate_authority=False), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
            .sign(self._key, hashes.SHA256())
        )
        return Signer(key, certificate, self.certificate)


def _key_usage(certificate_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificate_authority,
        content_commitment=not certificate_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificate_authority,
        crl_sign=certificate_authority,
        encipher_only=False,
        decipher_only=False,
    )


class DemoTrust:
    """The demo root and one intermediate for each modelled issuer."""

    def __init__(self, root_kind: str = "P-384", root_name: str = "court-intake demo root") -> None:
        nobody = "Nümunə üçündür, etibar edilmir (demo, not to be trusted)"
        self.root = Authority(name(root_name, nobody), kind=root_kind)
        self.id_card = Authority(name("Demo ID Card CA", "Demo şəxsiyyət vəsiqəsi sertifikat mərkəzi"), self.root)
        self.asan = Authority(name("Demo ASXM ASAN Imza CA", "Demo ASAN Sertifikat Xidmətləri Mərkəzi"), self.root)
        self.e_imza = Authority(name("Demo MSXM e-Imza CA", "Demo Milli Sertifikat Xidmətləri Mərkəzi"), self.root)
        self.seals = Authority(name("Demo Court Seals CA", "Demo məhkəmə möhürləri mərkəzi"), self.root)

    def files(self) -> dict[str, bytes]:
        """Anchor and intermediates by file name, as they go to a trust folder."""
        return {
            "demo-root.pem": self.root.pem,
            "demo-id-card-ca.pem": self.id_card.pem,
            "demo-asan-imza-ca.pem": self.asan.pem,
            "demo-e-imza-ca.pem": self.e_imza.pem,
            "demo-court-seals-ca.pem": self.seals.pem,
        }

    def id_card_holder(self, surname: str, given: str, fin: str, **options: Any) -> Signer:
        return self.id_card.issue(_person(surname, given, f"PNOAZ-{fin}"), **options)

    def asan_citizen(self, surname: str, given: str, fin: str, **options: Any) -> Signer:
        return self.asan.issue(_person(surname, given, f"PNOAZ-{fin}"), **options)

    def asan_business(self, surname: str, given: str, fin: str, company: str, voen: str, **options: Any) -> Signer:
        subject = name(
            f"{surname} {given}",
            company,
            ORGANIZATION_IDENTIFIER=f"VATAZ-{voen}",
            SURNAME=surname,
            GIVEN_NAME=given,
            SERIAL_NUMBER=f"PNOAZ-{fin}",
        )
        return self.asan.issue(subject, **options)

    def e_imza_citizen(self, surname: str, given: str, fin: str, **options: Any) -> Signer:
        return self.e_imza.issue(_person(surname, given, fin), **options)

    def e_imza_legal_person(self, company: str, voen: str, **options: Any) -> Signer:
        subject = name(company, company, ORGANIZATION_IDENTIFIER=f"VATAZ-{voen}")
        return self.e_imza.issue(subject, **options)

    def court_seal(self, court: str, **options: Any) -> Signer:
        return self.seals.issue(name(f"{court} (demo möhür)", court), **options)


def _person(surname: str, given: str, serial_number: str) -> x509.Name:
    return name(f"{surname} {given}", SURNAME=surname, GIVEN_NAME=given, SERIAL_NUMBER=serial_number)

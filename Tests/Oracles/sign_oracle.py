#!/usr/bin/env python3
"""Documents signed by xmlsec1 and by Python signxml, for a comparison of verdicts.

    sign_oracle.py FOLDER

RSA-PSS is signxml's part: xmlsec1 of Debian 12 does not have it.

writes NAME.xml for each tool, key and digest, root.pem (the anchor), and manifest.json: {name: {"key": PEM file}}.
The keys live in FOLDER, which the caller throws away.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from lxml import etree
from signxml import CanonicalizationMethod, DigestAlgorithm, SignatureConstructionMethod, SignatureMethod, XMLSigner
from signxml.xades import XAdESSigner

DS = "http://www.w3.org/2000/09/xmldsig#"
MORE = "http://www.w3.org/2001/04/xmldsig-more#"
ENC = "http://www.w3.org/2001/04/xmlenc#"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
DIGESTS = {"sha256": ENC + "sha256", "sha384": MORE + "sha384", "sha512": ENC + "sha512"}
DOCUMENT = (
    '<p:Package xmlns:p="urn:test" xmlns:u="urn:unused"><p:Claim kind="new" no="1"><p:Name>Əliyev &amp; Co</p:Name>'
    "<Amount currency='AZN'>100.00</Amount><Empty/></p:Claim></p:Package>"
)


def name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def certificate(subject: str, key, issuer: str, issuer_key, is_authority: bool) -> x509.Certificate:
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(name(subject))
        .issuer_name(name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .sign(issuer_key, hashes.SHA256())
    )


def pem(key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


class Oracle:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest: dict[str, dict[str, str]] = {}
        root_key = ec.generate_private_key(ec.SECP256R1())
        root = certificate("Oracle Root", root_key, "Oracle Root", root_key, True)
        (folder / "root.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
        self.keys = {
            "rsa": rsa.generate_private_key(public_exponent=65537, key_size=2048),
            "p256": ec.generate_private_key(ec.SECP256R1()),
            "p384": ec.generate_private_key(ec.SECP384R1()),
        }
        self.certificates = {}
        for name, key in self.keys.items():
            signer = certificate(f"Oracle {name}", key, "Oracle Root", root_key, False)
            self.certificates[name] = signer.public_bytes(serialization.Encoding.PEM)
            (folder / f"{name}.pem").write_bytes(self.certificates[name])
            (folder / f"{name}.key").write_bytes(pem(key))

    def write(self, name: str, key: str, octets: bytes) -> None:
        (self.folder / f"{name}.xml").write_bytes(octets)
        self.manifest[name] = {"key": f"{key}.pem"}

    def with_xmlsec1(self, key: str, digest: str, method: str, canonicalization: str, label: str) -> None:
        root = etree.fromstring(DOCUMENT)
        text = (
            f'<ds:Signature xmlns:ds="{DS}"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="{canonicalization}"/>'
            f'<ds:SignatureMethod Algorithm="{method}"/><ds:Reference URI=""><ds:Transforms>'
            f'<ds:Transform Algorithm="{DS}enveloped-signature"/><ds:Transform Algorithm="{canonicalization}"/>'
            f'</ds:Transforms><ds:DigestMethod Algorithm="{DIGESTS[digest]}"/><ds:DigestValue/></ds:Reference>'
            "</ds:SignedInfo><ds:SignatureValue/><ds:KeyInfo><ds:X509Data/></ds:KeyInfo></ds:Signature>"
        )
        root.append(etree.fromstring(text))
        template = self.folder / "template.xml"
        template.write_bytes(etree.tostring(root))
        key_files = f"{self.folder / key}.key,{self.folder / key}.pem"
        command = ["xmlsec1", "--sign", "--privkey-pem", key_files, str(template)]
        done = subprocess.run(command, check=True, capture_output=True)
        self.write(f"xmlsec1-{label}", key, done.stdout)

    def with_signxml(self, key: str, digest: str, method: SignatureMethod, xades: bool) -> None:
        kind = XAdESSigner if xades else XMLSigner
        # For the signed properties signxml uses this algorithm but writes no transform, so that only Canonical XML 1.0,
        # which holds where nothing is written, gives signatures that xmlsec1 accepts, too.
        method_name = "EXCLUSIVE_XML_CANONICALIZATION_1_0" if not xades else "CANONICAL_XML_1_0"
        signer = kind(
            method=SignatureConstructionMethod.enveloped,
            signature_algorithm=method,
            digest_algorithm=DigestAlgorithm[digest.upper()],
            c14n_algorithm=CanonicalizationMethod[method_name],
        )
        certificates = [self.certificates[key].decode()]
        signed = signer.sign(etree.fromstring(DOCUMENT), key=self.keys[key], cert=certificates)
        label = f"signxml-{'xades' if xades else 'xmldsig'}-{method.name.lower()}"
        self.write(label, key, etree.tostring(signed))

    def run(self) -> None:
        for digest in DIGESTS:
            for method in (EXCLUSIVE, "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"):
                short = "exclusive" if method == EXCLUSIVE else "inclusive"
                for key in self.keys:
                    algorithm = f"{MORE}{'rsa' if key == 'rsa' else 'ecdsa'}-{digest}"
                    self.with_xmlsec1(key, digest, algorithm, method, f"{key}-{digest}-{short}")
            for xades in (False, True):
                upper = digest.upper()
                self.with_signxml("rsa", digest, SignatureMethod[f"RSA_{upper}"], xades)
                self.with_signxml("rsa", digest, SignatureMethod[f"{upper}_RSA_MGF1"], xades)
                key = "p384" if digest == "sha384" else "p256"
                self.with_signxml(key, digest, SignatureMethod[f"ECDSA_{upper}"], xades)
        (self.folder / "manifest.json").write_text(json.dumps(self.manifest))


if __name__ == "__main__":
    Oracle(Path(sys.argv[1])).run()

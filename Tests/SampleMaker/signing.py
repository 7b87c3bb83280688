"""Signatures by three independent tools.

- `with_xmlsec1`: the xmlsec1 program fills a template.
- `with_signxml`: Python signxml, XAdES-B-B with SigningCertificateV2.
- `with_lxml`: lxml and cryptography alone; it also makes what the other two refuse to make (Ed25519, a signature over a
  part, a signature in the wrong place).

All take the package's root element and return it signed. Nothing may be reformatted afterwards.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import subprocess
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils
from lxml import etree
from pki import Signer
from signxml import SignatureConstructionMethod
from signxml.algorithms import CanonicalizationMethod, SignatureMethod
from signxml.xades import XAdESDataObjectFormat, XAdESSigner

NS = "urn:court-intake:submission:1"
DS = "http://www.w3.org/2000/09/xmldsig#"
XADES = "http://uri.etsi.org/01903/v1.3.2#"
ASIC = "http://uri.etsi.org/02918/v1.2.1#"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
SIGNED_PROPERTIES = "http://uri.etsi.org/01903#SignedProperties"
SIGNED_AT = dt.datetime(2026, 5, 4, 5, 30, tzinfo=dt.UTC)


def content(root: etree._Element) -> etree._Element:
    """The one content element of a package."""
    return root[0]


def slot(root: etree._Element) -> etree._Element:
    """The `Signatures` element, made if it is not there yet."""
    existing = root.find(f"{{{NS}}}Signatures")
    if existing is None:
        existing = etree.SubElement(root, f"{{{NS}}}Signatures")
        existing.tail = "\n"
    return existing


def algorithm(signer: Signer) -> str:
    """The signature method that fits the signer's key."""
    key = signer.key
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return f"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha{256 if key.curve.key_size == 256 else 384}"
    if isinstance(key, rsa.RSAPrivateKey):
        return "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519"
    raise TypeError(key)


def _text(parent: etree._Element, namespace: str, tag: str, text: str | None = None, **attributes: str):
    element = etree.SubElement(parent, f"{{{namespace}}}{tag}", attributes)
    element.text = text
    return element


def _reference(
    signed_info: etree._Element, uri: str, transforms: list[str], digest: str | None = None, kind: str | None = None
) -> etree._Element:
    reference = _text(signed_info, DS, "Reference", None, **({"Type": kind} if kind else {}), URI=uri)
    listed = _text(reference, DS, "Transforms")
    for transform in transforms:
        _text(listed, DS, "Transform", None, Algorithm=transform)
    _text(reference, DS, "DigestMethod", None, Algorithm=SHA256)
    return _text(reference, DS, "DigestValue", digest)


def _skeleton(parent: etree._Element, signer: Signer, identifier: str) -> tuple[etree._Element, etree._Element]:
    """An empty ds:Signature below `parent`, and its SignedInfo."""
    signature = etree.SubElement(parent, f"{{{DS}}}Signature", nsmap={"ds": DS}, Id=identifier)
    signed_info = _text(signature, DS, "SignedInfo")
    _text(signed_info, DS, "CanonicalizationMethod", None, Algorithm=EXCLUSIVE)
    _text(signed_info, DS, "SignatureMethod", None, Algorithm=algorithm(signer))
    return signature, signed_info


def _qualifying_properties(signature: etree._Element, signer: Signer, identifier: str) -> etree._Element:
    """The XAdES properties that EN 319 132-1 asks of level B-B; returns SignedProperties."""
    container = _text(signature, DS, "Object")
    qualifying = etree.SubElement(
        container, f"{{{XADES}}}QualifyingProperties", nsmap={"xades": XADES}, Target=f"#{identifier}"
    )
    signed = _text(qualifying, XADES, "SignedProperties", None, Id=f"{identifier}-properties")
    properties = _text(signed, XADES, "SignedSignatureProperties")
    _text(properties, XADES, "SigningTime", SIGNED_AT.strftime("%Y-%m-%dT%H:%M:%SZ"))
    certificate = _text(_text(properties, XADES, "SigningCertificateV2"), XADES, "Cert")
    digest = _text(certificate, XADES, "CertDigest")
    _text(digest, DS, "DigestMethod", None, Algorithm=SHA256)
    _text(digest, DS, "DigestValue", base64.b64encode(hashlib.sha256(signer.certificate_der).digest()).decode())
    return signed


def with_xmlsec1(
    root: etree._Element,
    signer: Signer,
    *,
    lone: bool = False,
    xades: bool = False,
    chain: bool = False,
    identifier: str = "signature-1",
) -> etree._Element:
    """Signs with the xmlsec1 program: the content by "#Id", or the whole document with a lone enveloped signature."""
    signature, signed_info = _skeleton(root if lone else slot(root), signer, identifier)
    if lone:
        signature.tail = "\n"
        _reference(signed_info, "", [ENVELOPED, EXCLUSIVE])
    else:
        _reference(signed_info, f"#{content(root).get('Id')}", [EXCLUSIVE])
    if xades:
        _reference(signed_info, f"#{identifier}-properties", [EXCLUSIVE], kind=SIGNED_PROPERTIES)
    _text(signature, DS, "SignatureValue")
    _text(_text(_text(signature, DS, "KeyInfo"), DS, "X509Data"), DS, "X509Certificate")
    if xades:
        _qualifying_properties(signature, signer, identifier)

    return _filled_by_xmlsec1(root, signer, identifier=identifier, chain=chain)


def _filled_by_xmlsec1(
    root: etree._Element,
    signer: Signer,
    *,
    identifier: str = "signature-1",
    chain: bool = False,
    files: dict[str, bytes] | None = None,
) -> etree._Element:
    """The template with everything that the xmlsec1 program fills in; `files` are what references name."""
    # The program reads keys from files only; a leaf key is on disk for as long as it runs.
    with tempfile.TemporaryDirectory() as folder:
        keys = {"key.pem": signer.key_pem, "leaf.pem": signer.certificate_pem, "issuer.pem": signer.issuer_pem}
        for name, data in (keys | (files or {})).items():
            (Path(folder) / name).write_bytes(data)
        (Path(folder) / "in.xml").write_bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
        pems = ",".join(list(keys)[: 3 if chain else 2])
        subprocess.run(
            [
                "xmlsec1",
                "--sign",
                "--privkey-pem",
                pems,
                "--output",
                "out.xml",
                "--id-attr:Id",
                f"{NS}:Submission",
                "--id-attr:Id",
                f"{NS}:ScanBatch",
                "--id-attr:Id",
                f"{XADES}:SignedProperties",
                "--node-id",
                identifier,
                "--id-attr:Id",
                f"{DS}:Signature",
                "in.xml",
            ],
            check=True,
            capture_output=True,
            cwd=folder,
        )
        return etree.parse(f"{folder}/out.xml").getroot()


def detached_with_xmlsec1(files: dict[str, bytes], signer: Signer, identifier: str = "signature-1") -> bytes:
    """A signature file of a container (EN 319 162-1, 4.4.3.2): one XAdES signature over files, made by the xmlsec1 program."""
    root = etree.Element(f"{{{ASIC}}}XAdESSignatures", nsmap={"asic": ASIC})
    signature, signed_info = _skeleton(root, signer, identifier)
    for name in files:
        _reference(signed_info, name, [])
    _reference(signed_info, f"#{identifier}-properties", [EXCLUSIVE], kind=SIGNED_PROPERTIES)
    _text(signature, DS, "SignatureValue")
    _text(_text(_text(signature, DS, "KeyInfo"), DS, "X509Data"), DS, "X509Certificate")
    _qualifying_properties(signature, signer, identifier)
    return etree.tostring(_filled_by_xmlsec1(root, signer, files=files), xml_declaration=True, encoding="UTF-8") + b"\n"


def with_signxml(
    root: etree._Element, signer: Signer, *, lone: bool = False, pss: bool = False, exclusive: bool = False
) -> etree._Element:
    """Signs with signxml's XAdESSigner.

    signxml digests KeyInfo and SignedProperties with the signer's own canonicalization but writes no transform for
    them, so a verifier uses Canonical XML 1.0: only that algorithm gives signatures that others accept. The sample
    that shows the trap is made with `exclusive`.
    """
    method = SignatureMethod.SHA256_RSA_MGF1 if pss else SignatureMethod(algorithm(signer))
    xades = XAdESSigner(
        method=SignatureConstructionMethod.enveloped,
        signature_algorithm=method,
        c14n_algorithm=CanonicalizationMethod(EXCLUSIVE if exclusive else INCLUSIVE),
        data_object_format=XAdESDataObjectFormat("Göndəriş paketi", "application/xml"),
    )
    # The annotator that writes SigningTime takes the machine's clock; the samples have a day of their own.
    xades.signed_signature_properties_annotators[0] = _fixed_signing_time
    if not lone:
        etree.SubElement(slot(root), f"{{{DS}}}Signature", nsmap={"ds": DS}, Id="placeholder")
    return xades.sign(
        root,
        key=signer.key,
        cert=[signer.certificate],
        reference_uri=None if lone else f"#{content(root).get('Id')}",
        always_add_key_value=False,
    )


def _fixed_signing_time(properties: etree._Element, sig_root: etree._Element, signing_settings: object) -> None:
    _text(properties, XADES, "SigningTime", SIGNED_AT.strftime("%Y-%m-%dT%H:%M:%SZ"))


def with_lxml(
    root: etree._Element,
    signer: Signer,
    *,
    target: etree._Element | None = None,
    xades: bool = False,
    identifier: str = "signature-1",
) -> etree._Element:
    """Signs with lxml's canonicalization and cryptography's keys: the content, or another element with an Id."""
    target = content(root) if target is None else target
    signature, signed_info = _skeleton(slot(root), signer, identifier)
    value = _text(signature, DS, "SignatureValue")
    x509_data = _text(_text(signature, DS, "KeyInfo"), DS, "X509Data")
    _text(x509_data, DS, "X509Certificate", base64.b64encode(signer.certificate_der).decode())
    properties = _qualifying_properties(signature, signer, identifier) if xades else None
    _reference(signed_info, f"#{target.get('Id')}", [EXCLUSIVE], _digest(target))
    if properties is not None:
        _reference(signed_info, f"#{properties.get('Id')}", [EXCLUSIVE], _digest(properties), kind=SIGNED_PROPERTIES)
    value.text = base64.b64encode(sign_octets(signer, canonical(signed_info))).decode()
    return root


def canonical(element: etree._Element) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True, with_comments=False)


def _digest(element: etree._Element) -> str:
    return base64.b64encode(hashlib.sha256(canonical(element)).digest()).decode()


def sign_octets(signer: Signer, octets: bytes) -> bytes:
    """The signature value as XMLDSig writes it: ECDSA as r and s of fixed width (XMLDSig 1.1, 6.4.3)."""
    key = signer.key
    if isinstance(key, ec.EllipticCurvePrivateKey):
        width = (key.curve.key_size + 7) // 8
        digest = hashes.SHA256() if width == 32 else hashes.SHA384()
        r, s = utils.decode_dss_signature(key.sign(octets, ec.ECDSA(digest)))
        return r.to_bytes(width, "big") + s.to_bytes(width, "big")
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(octets, padding.PKCS1v15(), hashes.SHA256())
    return key.sign(octets)

"""The court's seal: a XAdES-B-B signature over the whole notice, the last child of its root (EN 319 132-1)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import secrets

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils
from cryptography.hazmat.primitives.serialization import Encoding

from notice_xml import Element, NotANotice, canonical, parse

DS = "http://www.w3.org/2000/09/xmldsig#"
XADES = "http://uri.etsi.org/01903/v1.3.2#"
MORE = "http://www.w3.org/2001/04/xmldsig-more#"
ENC = "http://www.w3.org/2001/04/xmlenc#"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
EDDSA = "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519"
DIGESTS = {ENC + "sha256": "sha256", MORE + "sha384": "sha384", ENC + "sha512": "sha512"}
HASHES = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
# By curve: the digest that is as strong, and how long each half of a signature is.
CURVES = {"secp256r1": ("sha256", 32), "secp384r1": ("sha384", 48), "secp521r1": ("sha512", 66)}

# A seal as it is written, with every part of it that varies.
FORM = (
    '<ds:Signature xmlns:ds="{DS}" Id="{id}"><ds:SignedInfo>'
    '<ds:CanonicalizationMethod Algorithm="{EXCLUSIVE}"></ds:CanonicalizationMethod>'
    '<ds:SignatureMethod Algorithm="{method}"></ds:SignatureMethod>'
    '<ds:Reference Id="{id}-content" URI=""><ds:Transforms>'
    '<ds:Transform Algorithm="{DS}enveloped-signature"></ds:Transform>'
    '<ds:Transform Algorithm="{EXCLUSIVE}"></ds:Transform></ds:Transforms>'
    '<ds:DigestMethod Algorithm="{digest}"></ds:DigestMethod><ds:DigestValue>{content}</ds:DigestValue></ds:Reference>'
    '<ds:Reference Type="http://uri.etsi.org/01903#SignedProperties" URI="#{id}-properties"><ds:Transforms>'
    '<ds:Transform Algorithm="{EXCLUSIVE}"></ds:Transform></ds:Transforms>'
    '<ds:DigestMethod Algorithm="{digest}"></ds:DigestMethod><ds:DigestValue>{properties}</ds:DigestValue></ds:Reference>'
    '</ds:SignedInfo><ds:SignatureValue Id="{id}-value">{value}</ds:SignatureValue>'
    "<ds:KeyInfo><ds:X509Data>{certificates}</ds:X509Data></ds:KeyInfo><ds:Object>"
    '<xades:QualifyingProperties xmlns:xades="{XADES}" Target="#{id}"><xades:SignedProperties Id="{id}-properties">'
    "<xades:SignedSignatureProperties><xades:SigningTime>{time}</xades:SigningTime>"
    "<xades:SigningCertificateV2><xades:Cert><xades:CertDigest>"
    '<ds:DigestMethod Algorithm="{digest}"></ds:DigestMethod><ds:DigestValue>{signer}</ds:DigestValue>'
    "</xades:CertDigest></xades:Cert></xades:SigningCertificateV2></xades:SignedSignatureProperties>"
    '<xades:SignedDataObjectProperties><xades:DataObjectFormat ObjectReference="#{id}-content">'
    "<xades:MimeType>application/xml</xades:MimeType></xades:DataObjectFormat></xades:SignedDataObjectProperties>"
    "</xades:SignedProperties></xades:QualifyingProperties></ds:Object></ds:Signature>"
)
CERTIFICATE = "<ds:X509Certificate>{}</ds:X509Certificate>"


class Broken(Exception):
    """A seal that proves nothing, and why."""


def check(text: str, root: Element, given: x509.Certificate | None) -> str | None:
    """Who sealed a notice; None where there is no seal.

    `given` is the certificate of the signer or of its issuer; without it a seal only shows that nothing was changed since it
    was made, by whomever.
    """
    signature = root.maybe("Signature", DS)
    if signature is None:
        if given:
            raise Broken("there is no seal")
        return None
    if root.children[-1] is not signature and root.children[-1] != "\n" or signature not in root.children[-2:]:
        raise Broken("something stands after the seal")
    parts = _parts(text[signature.start : signature.end])
    digest = DIGESTS.get(parts["digest"])
    if digest is None:
        raise Broken(f"its digest is none that a seal is made with: {parts['digest']}")
    chain = [_certificate(octets) for octets in re.findall(CERTIFICATE.format("([^<]*)"), parts["certificates"])]
    if hashlib.new(digest, chain[0][1]).digest() != octets_of(parts["signer"]):
        raise Broken("it names another certificate than it holds (SigningCertificateV2)")
    if hashlib.new(digest, canonical(root, without=signature)).digest() != octets_of(parts["content"]):
        raise Broken("the notice was changed after it was sealed")
    properties = signature.only("Object").only("QualifyingProperties", XADES).only("SignedProperties")
    if hashlib.new(digest, canonical(properties)).digest() != octets_of(parts["properties"]):
        raise Broken("its signed properties were changed")
    certificates = [certificate for certificate, _ in chain]
    _verify(
        certificates[0].public_key(),
        parts["method"],
        octets_of(parts["value"]),
        canonical(signature.only("SignedInfo")),
    )
    for place, certificate in enumerate(certificates[1:], 1):
        if not any(_is_issuer(certificate, other) for other in certificates[:place]):
            raise Broken("a certificate beside the signer's is not of its issuer")
    if given and certificates[0] != given and not _is_issuer(given, certificates[0]):
        raise Broken("the seal is of someone else than the certificate given")
    return certificates[0].subject.rfc4514_string()


def octets_of(text: str) -> bytes:
    """Base64 in its one form."""
    try:
        octets = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise NotANotice("has base64 that is none") from None
    if base64.b64encode(octets).decode() != text:
        raise NotANotice("has base64 that is not in its canonical form")
    return octets


def _parts(text: str) -> dict[str, str]:
    """What varies in a seal; the rest must stand as it is written."""
    patterns = {
        "id": "[A-Za-z0-9-]+",
        "method": '[^"<&]+',
        "digest": '[^"<&]+',
        "content": "[^<&]+",
        "properties": "[^<&]+",
        "value": "[^<&]+",
        "time": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ",
        "signer": "[^<&]+",
        "certificates": f"(?:{CERTIFICATE.format('[^<&]+')})+",
    }
    seen: set[str] = set()

    def group(found: re.Match[str]) -> str:
        name = found[1].replace("\\", "")
        if name in {"DS", "EXCLUSIVE", "XADES"}:
            return re.escape(globals()[name])
        if name in seen:
            return f"(?P={name})"
        seen.add(name)
        return f"(?P<{name}>{patterns[name]})"

    found = re.fullmatch(re.sub(r"\\\{(\w+)\\\}", group, re.escape(FORM)), text)
    if not found:
        raise Broken("it is not written as seals are")
    return found.groupdict()


def _certificate(text: str) -> tuple[x509.Certificate, bytes]:
    octets = octets_of(text)
    try:
        return x509.load_der_x509_certificate(octets), octets
    except ValueError as error:
        raise Broken(f"it holds a certificate that is none: {error}") from None


def _is_issuer(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        if not issuer.extensions.get_extension_for_class(x509.BasicConstraints).value.ca:
            return False
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
        return False
    return True


def _method(key) -> tuple[str, str]:
    """The algorithm that a key signs by, and its digest."""
    match key:
        case ec.EllipticCurvePublicKey() if key.curve.name in CURVES:
            digest = CURVES[key.curve.name][0]
            return f"{MORE}ecdsa-{digest}", digest
        case rsa.RSAPublicKey():
            return f"{MORE}rsa-sha256", "sha256"
        case ed25519.Ed25519PublicKey():
            return EDDSA, ""
    raise Broken("its key is of a kind that seals are not made with")


def _verify(key, method: str, value: bytes, octets: bytes) -> None:
    try:
        match key:
            case rsa.RSAPublicKey() if found := re.fullmatch(re.escape(MORE) + "rsa-(sha256|sha384|sha512)", method):
                return key.verify(value, octets, padding.PKCS1v15(), HASHES[found[1]])
            case rsa.RSAPublicKey() if found := re.fullmatch(
                r"http://www\.w3\.org/2007/05/xmldsig-more#(sha256|sha384|sha512)-rsa-MGF1", method
            ):
                digest = HASHES[found[1]]
                return key.verify(value, octets, padding.PSS(padding.MGF1(digest), digest.digest_size), digest)
            case ed25519.Ed25519PublicKey() if method == EDDSA:
                return key.verify(value, octets)
            case ec.EllipticCurvePublicKey() if method == _method(key)[0]:
                digest, half = CURVES[key.curve.name]
                if len(value) == 2 * half:
                    r, s = int.from_bytes(value[:half]), int.from_bytes(value[half:])
                    return key.verify(utils.encode_dss_signature(r, s), octets, ec.ECDSA(HASHES[digest]))
    except InvalidSignature:
        pass
    raise Broken("its signature value is not that of its certificate's key")


def make(notice: bytes, key, certificate: x509.Certificate, time: str) -> bytes:
    """Seals a notice, as the court does or whoever has its key."""
    end = b"</Notification>\n"
    if not notice.endswith(end):
        raise ValueError("only notices are sealed")
    encoded = certificate.public_bytes(Encoding.DER)
    method, digest = _method(key.public_key())
    parts = {
        "DS": DS,
        "EXCLUSIVE": EXCLUSIVE,
        "XADES": XADES,
        "id": "signature-" + secrets.token_hex(16),
        "method": method,
        "digest": ENC + "sha256",
        "time": time,
        "certificates": CERTIFICATE.format(_text(encoded)),
        "signer": _text(hashlib.sha256(encoded).digest()),
        "properties": "",
        "value": "",
        "content": _text(hashlib.sha256(canonical(parse(notice)[1])).digest()),
    }

    def sealed() -> tuple[bytes, Element]:
        octets = notice[: -len(end)] + FORM.format(**parts).encode() + end
        return octets, parse(octets)[1].only("Signature", DS)

    properties = sealed()[1].only("Object").only("QualifyingProperties", XADES).only("SignedProperties")
    parts["properties"] = _text(hashlib.sha256(canonical(properties)).digest())
    signed = canonical(sealed()[1].only("SignedInfo"))
    match key:
        case ec.EllipticCurvePrivateKey():
            half = CURVES[key.curve.name][1]
            r, s = utils.decode_dss_signature(key.sign(signed, ec.ECDSA(HASHES[digest])))
            value = r.to_bytes(half) + s.to_bytes(half)
        case rsa.RSAPrivateKey():
            value = key.sign(signed, padding.PKCS1v15(), HASHES[digest])
        case _:
            value = key.sign(signed)
    parts["value"] = _text(value)
    return sealed()[0]


def _text(octets: bytes) -> str:
    return base64.b64encode(octets).decode()

#!/usr/bin/env python3
"""Signatures that the library made, before xmlsec1 and Python signxml; and signatures of those two, added to the library's.

    signed_oracle.py verify MANIFEST         checks documents; writes the answers beside the manifest as answers.json
    signed_oracle.py add TOOL IN OUT KEY CERTIFICATE
                                             adds a signature over the content, last in the slot of a package

MANIFEST is JSON: [{"file", "certificate", "tools": ["xmlsec1", "signxml"], "index": number of the signature in the file,
"references": how many, "files": folder with detached files or null}]. An answer is {"file", "index", "tool", "error": text
or null}. XAdES structure is held against the schema that signxml ships.
"""

from __future__ import annotations

import importlib.resources
import json
import subprocess
import sys
import tempfile
import urllib.parse
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from lxml import etree
from signxml import CanonicalizationMethod, DigestAlgorithm, SignatureConfiguration, SignatureConstructionMethod
from signxml.algorithms import SignatureMethod
from signxml.xades import XAdESSigner, XAdESVerifier

DS = "http://www.w3.org/2000/09/xmldsig#"
XADES = "http://uri.etsi.org/01903/v1.3.2#"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"


class Verifier(XAdESVerifier):
    """One of several signatures of a document."""

    index = 0

    def _get_signature(self, root):
        return [element for element in root.iter(f"{{{DS}}}Signature")][self.index]


def with_signxml(case: dict) -> None:
    verifier = Verifier()
    verifier.index = case["index"]
    octets = Path(case["file"]).read_bytes()
    digests = frozenset({DigestAlgorithm.SHA256, DigestAlgorithm.SHA384, DigestAlgorithm.SHA512})
    config = SignatureConfiguration(
        require_x509=True, expect_references=case["references"], digest_algorithms=digests, location=".//"
    )
    resolver = None
    if case.get("files"):
        resolver = lambda uri: (Path(case["files"]) / urllib.parse.unquote(uri)).read_bytes()
    certificate = x509.load_pem_x509_certificate(Path(case["certificate"]).read_bytes())
    verifier.verify(octets, x509_cert=certificate, expect_config=config, uri_resolver=resolver)
    folder = importlib.resources.files("signxml") / "xades" / "schemas"
    schema = etree.XMLSchema(etree.parse(str(folder / "XAdES01903v132-201601.xsd")))
    properties = verifier._get_signature(etree.fromstring(octets)).find(f".//{{{XADES}}}QualifyingProperties")
    schema.assertValid(etree.fromstring(etree.tostring(properties)))


def with_xmlsec1(case: dict) -> None:
    root = etree.parse(case["file"]).getroot()
    names = {etree.QName(element) for element in root.iter(etree.Element) if element.get("Id")}
    command = ["xmlsec1", "--verify", "--pubkey-cert-pem", case["certificate"]]
    for name in sorted(names, key=str):
        command += ["--id-attr:Id", f"{name.namespace}:{name.localname}" if name.namespace else name.localname]
    command += ["--node-xpath", f"(//*[local-name()='Signature' and namespace-uri()='{DS}'])[{case['index'] + 1}]"]
    done = subprocess.run(command + [case["file"]], capture_output=True, text=True, cwd=case.get("files"))
    if done.returncode != 0:
        raise ValueError((done.stdout + done.stderr)[:2000])


TOOLS = {"xmlsec1": with_xmlsec1, "signxml": with_signxml}


def verify(manifest: Path) -> None:
    answers = []
    for case in json.loads(manifest.read_text()):
        for tool in case["tools"]:
            try:
                TOOLS[tool](case)
                error = None
            except Exception as problem:  # noqa: BLE001: whatever it is, it is the answer
                error = f"{type(problem).__name__}: {problem}"
            answers.append({"file": Path(case["file"]).name, "index": case["index"], "tool": tool, "error": error})
    (manifest.parent / "answers.json").write_text(json.dumps(answers))


def slot(root: etree._Element) -> etree._Element:
    tag = f"{{{etree.QName(root).namespace}}}Signatures"
    found = root.find(tag)
    return etree.SubElement(root, tag) if found is None else found


def add_with_xmlsec1(root: etree._Element, key: Path, certificate: Path) -> etree._Element:
    """By a template, as programs that build on xmlsec do."""
    method = "ecdsa-sha256" if is_ec(key) else "rsa-sha256"
    text = (
        f'<ds:Signature xmlns:ds="{DS}" Id="by-xmlsec1"><ds:SignedInfo>'
        f'<ds:CanonicalizationMethod Algorithm="{EXCLUSIVE}"/>'
        f'<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#{method}"/>'
        f'<ds:Reference URI="#{root[0].get("Id")}"><ds:Transforms><ds:Transform Algorithm="{EXCLUSIVE}"/></ds:Transforms>'
        '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue/></ds:Reference>'
        "</ds:SignedInfo><ds:SignatureValue/><ds:KeyInfo><ds:X509Data/></ds:KeyInfo></ds:Signature>"
    )
    slot(root).append(etree.fromstring(text))
    name = etree.QName(root[0])
    with tempfile.NamedTemporaryFile(suffix=".xml") as template:
        Path(template.name).write_bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
        command = ["xmlsec1", "--sign", "--privkey-pem", f"{key},{certificate}", "--id-attr:Id"]
        command += [f"{name.namespace}:{name.localname}", "--id-attr:Id", f"{DS}:Signature", "--node-id", "by-xmlsec1"]
        done = subprocess.run(command + [template.name], check=True, capture_output=True)
    return etree.fromstring(done.stdout)


def is_ec(key: Path) -> bool:
    loaded = serialization.load_pem_private_key(key.read_bytes(), None)
    return isinstance(loaded, ec.EllipticCurvePrivateKey)


def add_with_signxml(root: etree._Element, key: Path, certificate: Path) -> etree._Element:
    method = SignatureMethod.ECDSA_SHA256 if is_ec(key) else SignatureMethod.RSA_SHA256
    # It digests the signed properties with this algorithm but writes no transform, so only Canonical XML 1.0 fits.
    signer = XAdESSigner(
        method=SignatureConstructionMethod.enveloped,
        signature_algorithm=method,
        c14n_algorithm=CanonicalizationMethod.CANONICAL_XML_1_0,
    )
    etree.SubElement(slot(root), f"{{{DS}}}Signature", nsmap={"ds": DS}, Id="placeholder")
    return signer.sign(
        root,
        key=serialization.load_pem_private_key(key.read_bytes(), None),
        cert=[certificate.read_text()],
        reference_uri=f"#{root[0].get('Id')}",
        always_add_key_value=False,
    )


def add(tool: str, source: str, target: str, key: str, certificate: str) -> None:
    root = etree.parse(source).getroot()
    signed = {"xmlsec1": add_with_xmlsec1, "signxml": add_with_signxml}[tool](root, Path(key), Path(certificate))
    Path(target).write_bytes(etree.tostring(signed, xml_declaration=True, encoding="UTF-8"))


if __name__ == "__main__":
    if sys.argv[1] == "verify":
        verify(Path(sys.argv[2]))
    else:
        add(*sys.argv[2:])

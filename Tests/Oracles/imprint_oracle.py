"""SHA-256 message imprints of XAdES time-stamps, computed with lxml: imprint_oracle.py DOCUMENT OUTPUT

OUTPUT gets a line "ID<TAB>HEX" for each time-stamp of the document's only signature. References must be to elements by
"#id", without transforms or with one canonicalisation, or with the base64 transform.
"""

import base64
import hashlib
import sys

from lxml import etree

DS = "{http://www.w3.org/2000/09/xmldsig#}"
X = "{http://uri.etsi.org/01903/v1.3.2#}"
X141 = "{http://uri.etsi.org/01903/v1.4.1#}"
INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"


def canonical(element, method):
    """The element as the root of a document of its own, with all namespaces that are in scope."""
    root = etree.Element(element.tag, dict(element.attrib), nsmap=element.nsmap)
    root.text = element.text
    for child in etree.fromstring(etree.tostring(element, with_tail=False)):
        root.append(child)
    return etree.tostring(root, method="c14n", exclusive=method == EXCLUSIVE, with_comments=False)


def target(tree, uri):
    (found,) = [e for e in tree.iter() if isinstance(e.tag, str) and e.get("Id") == uri[1:]]
    return found


def referenced(tree, reference, method):
    element = target(tree, reference.get("URI"))
    transforms = [t.get("Algorithm") for t in reference.iter(DS + "Transform")]
    if transforms and transforms[0].endswith("#base64"):
        return base64.b64decode("".join(element.itertext()))
    return canonical(element, transforms[0] if transforms else method)


def octets(tree, stamp):
    signature = next(tree.iter(DS + "Signature"))
    value = signature.find(DS + "SignatureValue")
    method = stamp.find(DS + "CanonicalizationMethod")
    method = INCLUSIVE if method is None else method.get("Algorithm")
    includes = stamp.findall(X + "Include")
    name = etree.QName(stamp).localname
    if name == "AllDataObjectsTimeStamp":
        references = signature.find(DS + "SignedInfo").findall(DS + "Reference")
        return b"".join(
            referenced(tree, r, method) for r in references if not (r.get("Type") or "").endswith("#SignedProperties")
        )
    if name == "IndividualDataObjectsTimeStamp":
        return b"".join(
            referenced(tree, target(tree, i.get("URI")), method)
            if i.get("referencedData") == "true"
            else canonical(target(tree, i.get("URI")), method)
            for i in includes
        )
    if name == "SignatureTimeStamp":
        return canonical(value, method)
    if includes:
        return b"".join(canonical(target(tree, i.get("URI")), method) for i in includes)
    version2 = name.endswith("V2")
    names = [
        X141 + "CompleteCertificateRefsV2" if version2 else X + "CompleteCertificateRefs",
        X + "CompleteRevocationRefs",
        X141 + "AttributeCertificateRefsV2" if version2 else X + "AttributeCertificateRefs",
        X + "AttributeRevocationRefs",
    ]
    parts = []
    if name.startswith("SigAndRefs"):
        names.append(X + "SignatureTimeStamp")
        parts.append(value)
    for sibling in stamp.getparent():
        if sibling is stamp:
            break
        if sibling.tag in names:
            parts.append(sibling)
    return b"".join(canonical(part, method) for part in parts)


tree = etree.parse(sys.argv[1])
with open(sys.argv[2], "w", encoding="ascii") as output:
    for stamp in tree.iter("{*}*"):
        if "TimeStamp" in stamp.tag and stamp.find(X + "EncapsulatedTimeStamp") is not None:
            output.write(f"{stamp.get('Id')}\t{hashlib.sha256(octets(tree, stamp)).hexdigest()}\n")

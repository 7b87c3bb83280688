#!/usr/bin/env python3
"""Makes many small signed packages, fast, for measuring throughput.

    VENV/bin/python Tests/Benchmark/make_packages.py OUT COUNT [SIGNERS]

OUT gets `packages/` (about 8 KB each: XAdES-free XMLDSig by "#Id", ECDSA P-256, one PDF of 3 KB, message id and payment
of their own) and `demo/` with the trust folder, issuer profiles and courts that verify them. The certificates belong to
SIGNERS different people (default 50). All keys are forgotten at the end.

The content is written in canonical form, so that its digest needs no parser; the first and the last package are
checked against lxml's canonicalization before anything is reported as made.
"""

from __future__ import annotations

import base64
import hashlib
import sys
from pathlib import Path

from lxml import etree

sys.path.insert(0, str(Path(__file__).parents[1] / "SampleMaker"))

from demo_data import write_demo_data
from pki import DemoTrust, Signer
from signing import DS, EXCLUSIVE, NS, SHA256, algorithm, canonical, sign_octets

CONTENT = """<Submission{declaration} Id="s">
    <MessageId>bench-{number:07}</MessageId>
    <SentAt>2026-05-04T09:30:00+04:00</SentAt>
    <Destination>
      <Court>050</Court>
    </Destination>
    <Case>
      <New></New>
    </Case>
    <Procedure>civil</Procedure>
    <DocumentType>statement-of-claim</DocumentType>
    <Title>Borc müqaviləsi üzrə pul tələbi № {number:07}</Title>
    <Participants>
      <Participant Id="p1">
        <Role>claimant</Role>
        <Person>
          <FIN>{fin}</FIN>
          <Surname>Sınaqov</Surname>
          <GivenName>{fin}</GivenName>
          <Patronymic>Demo oğlu</Patronymic>
        </Person>
        <Address>Masallı şəhəri, Nümunə küçəsi {number}</Address>
      </Participant>
      <Participant Id="p2">
        <Role>respondent</Role>
        <Organisation>
          <VOEN>9990000011</VOEN>
          <Name>Nümunə Ticarət MMC</Name>
        </Organisation>
      </Participant>
    </Participants>
    <Filer participant="p1"></Filer>
    <ClaimValue currency="AZN">5000.00</ClaimValue>
    <LeadDocument>
      <Name>iddia-erizesi.pdf</Name>
      <Title>İddia ərizəsi</Title>
      <MediaType>application/pdf</MediaType>
      <Pages>1</Pages>
      <Size>{size}</Size>
      <SHA256>{sha256}</SHA256>
      <Content>{content}</Content>
    </LeadDocument>
    <Fee>
      <Act>valued-claim</Act>
      <Amount currency="AZN">70.00</Amount>
      <Payment>
        <Channel>bank</Channel>
        <OperationNumber>BN{number:08}</OperationNumber>
        <Amount currency="AZN">70.00</Amount>
        <PaidOn>2026-05-04</PaidOn>
      </Payment>
    </Fee>
  </Submission>"""

SIGNED_INFO = (
    "<ds:SignedInfo{declaration}>"
    f'<ds:CanonicalizationMethod Algorithm="{EXCLUSIVE}"></ds:CanonicalizationMethod>'
    '<ds:SignatureMethod Algorithm="{method}"></ds:SignatureMethod>'
    '<ds:Reference URI="#s"><ds:Transforms>'
    f'<ds:Transform Algorithm="{EXCLUSIVE}"></ds:Transform></ds:Transforms>'
    f'<ds:DigestMethod Algorithm="{SHA256}"></ds:DigestMethod>'
    "<ds:DigestValue>{digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>"
)

PACKAGE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<SubmissionPackage xmlns="{NS}">\n  {{content}}\n'
    f'  <Signatures><ds:Signature xmlns:ds="{DS}" Id="sig">{{signed_info}}'
    "<ds:SignatureValue>{value}</ds:SignatureValue><ds:KeyInfo><ds:X509Data>"
    "<ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature></Signatures>\n"
    "</SubmissionPackage>\n"
)


def bench_trust() -> DemoTrust:
    """A root without the demo mark, because only roots that `demo` made trust that one."""
    # OpenSSL checks P-384 ten times slower than P-256, which would burden the peer and flatter us.
    return DemoTrust(root_kind="P-256", root_name="Benchmark root")


def small_pdf(number: int) -> bytes:
    """A valid PDF of one page and about 3 KB, different for each number."""
    lines = [f"Statement of claim {number:07}, sample without legal effect, line {row:02}" for row in range(1, 34)]
    text = "".join(f"({line}) Tj T*\n" for line in lines)
    stream = f"BT /F1 9 Tf 60 780 Td 14 TL\n{text}ET\n"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}endstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, offsets = "%PDF-1.4\n", []
    for index, value in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{index} 0 obj\n{value}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    tail = f"xref\n0 6\n0000000000 65535 f \n{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + tail).encode("ascii")


def package(number: int, fin: str, signer: Signer) -> bytes:
    document = small_pdf(number)
    fields = {
        "number": number,
        "fin": fin,
        "size": len(document),
        "sha256": hashlib.sha256(document).hexdigest(),
        "content": base64.b64encode(document).decode(),
    }
    content = CONTENT.format(declaration="", **fields)
    # Exclusive canonicalization writes the namespace where the element is the apex.
    apex = content.replace("<Submission ", f'<Submission xmlns="{NS}" ', 1).encode()
    digest = base64.b64encode(hashlib.sha256(apex).digest()).decode()
    info = {"digest": digest, "method": algorithm(signer)}
    value = sign_octets(signer, SIGNED_INFO.format(declaration=f' xmlns:ds="{DS}"', **info).encode())
    return PACKAGE.format(
        content=content,
        signed_info=SIGNED_INFO.format(declaration="", **info),
        value=base64.b64encode(value).decode(),
        certificate=base64.b64encode(signer.certificate_der).decode(),
    ).encode()


def check(octets: bytes) -> None:
    """The digest by way of lxml's canonicalization equals the one in the package."""
    root = etree.fromstring(octets)
    stated = root.findtext(f".//{{{DS}}}DigestValue")
    assert stated == base64.b64encode(hashlib.sha256(canonical(root[0])).digest()).decode(), "digest differs"


def main(out: Path, count: int, signers: int = 50, trust: DemoTrust | None = None, first: int = 1) -> None:
    trust = trust or bench_trust()
    people = {fin: trust.id_card_holder("Sınaqov", fin, fin) for fin in (f"BEN{i:04}" for i in range(signers))}
    write_demo_data(out / "demo", trust, {})
    folder = out / "packages"
    folder.mkdir()
    holders = list(people.items())
    for number in range(first, first + count):
        octets = package(number, *holders[number % signers])
        if number in (first, first + count - 1):
            check(octets)
        (folder / f"bench-{number:07}.xml").write_bytes(octets)
    print(f"{count} packages of {len(octets)} octets in {folder}")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))

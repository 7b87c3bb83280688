#!/usr/bin/env python3
"""One submission package, signed by xmlsec1 and by Python signxml (XAdES).

    package_oracle.py FOLDER

writes root.pem (the anchor) and intermediate.pem, xmlsec1.xml and signxml.xml. The content element has the Id c1; its
signer is an ID card holder as the samples model one. The keys are gone when this ends.
"""

from __future__ import annotations

import base64
import sys
from pathlib import Path

from lxml import etree

sys.path.insert(0, str(Path(__file__).parent.parent / "SampleMaker"))
from pki import Authority, name  # noqa: E402
from signing import with_signxml, with_xmlsec1  # noqa: E402

PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
xref
0 4
0000000000 65535 f\x20
0000000009 00000 n\x20
0000000052 00000 n\x20
0000000101 00000 n\x20
trailer<</Size 4/Root 1 0 R>>
startxref
164
%%EOF
"""

PACKAGE = f"""<SubmissionPackage xmlns="urn:court-intake:submission:1">
<Submission Id="c1"><MessageId>MESSAGE</MessageId><Destination><Court>050</Court></Destination>
<Case><Number>2(050)-12/2026</Number></Case><Procedure>civil</Procedure><DocumentType>objection</DocumentType>
<Title>Etiraz &amp; izahat</Title><Participants><Participant Id="p1"><Role>respondent</Role><Person><FIN>5TEST01</FIN>
<Surname>Nümunəyeva</Surname><GivenName>Aysel</GivenName></Person></Participant></Participants>
<Filer participant="p1"/><LeadDocument><Name>etiraz.pdf</Name><MediaType>application/pdf</MediaType>
<Content>{base64.b64encode(PDF).decode()}</Content></LeadDocument></Submission>
</SubmissionPackage>"""


def main(folder: Path) -> None:
    root = Authority(name("Interop root"))
    issuer = Authority(name("Interop CA"), root)
    signer = issuer.issue(name("Nümunəyeva Aysel", SERIAL_NUMBER="PNOAZ-5TEST01"))
    (folder / "root.pem").write_bytes(root.pem)
    (folder / "intermediate.pem").write_bytes(issuer.pem)
    for tool, sign in {"xmlsec1": with_xmlsec1, "signxml": with_signxml}.items():
        package = etree.fromstring(PACKAGE.replace("MESSAGE", f"interop-{tool}"))
        (folder / f"{tool}.xml").write_bytes(
            etree.tostring(sign(package, signer), xml_declaration=True, encoding="UTF-8")
        )


main(Path(sys.argv[1]))

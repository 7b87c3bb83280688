"""What senders drop: the samples of the project, and packages of a person of our own in the forms that the samples lack.

A delivery is a file or folder `PHASE/CHANNEL/NAME`; the phases are those of play.py.
"""

import base64
import hashlib
import json
import os
import pathlib
import shutil
import subprocess

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
SAMPLES = REPOSITORY / "inbox-samples"
ISSUER, FIN = "Power Loss CA", "TESTF01"
# Beyond what fits into a pack segment.
LARGE = 300 << 10

PROFILE = f"""name: test
issuer:
  - {{oid: 2.5.4.3, pattern: {ISSUER}}}
personalNumber: {{oid: 2.5.4.5, pattern: "PNOAZ-{{FIN}}"}}
"""

CLAIM = """<?xml version="1.0" encoding="UTF-8"?>
<SubmissionPackage xmlns="urn:court-intake:submission:1"><Submission Id="s">
  <MessageId>{message}</MessageId><SentAt>2026-05-04T09:30:00+04:00</SentAt>
  <Destination><Court>050</Court></Destination><Case><New/></Case>
  <Procedure>civil</Procedure><DocumentType>statement-of-claim</DocumentType><Title>{title}</Title>
  <Participants>
    <Participant Id="p1"><Role>claimant</Role><Person><FIN>{fin}</FIN><Surname>Sınaqov</Surname>\
<GivenName>Rəşad</GivenName></Person></Participant>
    <Participant Id="p2"><Role>respondent</Role><Organisation><VOEN>9990000011</VOEN>\
<Name>Nümunə Ticarət MMC</Name></Organisation></Participant>
  </Participants>
  <Filer participant="p1"/><ClaimValue currency="AZN">5000.00</ClaimValue>
  <LeadDocument><Name>erize.pdf</Name><MediaType>application/pdf</MediaType><Pages>1</Pages>\
{file}<Size>{size}</Size><SHA256>{sha256}</SHA256>{content}</LeadDocument>
  <Fee><Act>valued-claim</Act><Amount currency="AZN">70.00</Amount><Payment><Channel>bank</Channel>\
<OperationNumber>OP-{message}</OperationNumber><Amount currency="AZN">70.00</Amount>\
<PaidOn>2026-05-04</PaidOn></Payment></Fee>
</Submission><Signatures></Signatures></SubmissionPackage>
"""


def document(text, padding=0):
    """A whole PDF of one page."""
    line = f"% {text}\n"
    stream = f"BT /F1 9 Tf 60 780 Td ({text}) Tj ET\n{line * (padding // len(line))}"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}endstream",
    ]
    body, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + f"xref\n0 5\n0000000000 65535 f \n{table}{trailer}").encode()


class Filer:
    """A person with a key and a certificate of an issuer that the root trusts."""

    def __init__(self, folder, program):
        self.folder, self.program = pathlib.Path(folder), program
        self.folder.mkdir()
        subject = f"/CN=SINAQOV RESAD/serialNumber=PNOAZ-{FIN}"
        key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes".split()
        (self.folder / "me.ext").write_text("keyUsage=critical,digitalSignature,nonRepudiation\n")
        self._openssl("req", "-x509", *key, "-days", "3650", "-subj", f"/CN={ISSUER}", "-keyout", "ca.key", "-out", "ca.pem")
        self._openssl("req", *key, "-subj", subject, "-keyout", "me.key", "-out", "me.csr")
        self._openssl(
            *"x509 -req -in me.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 365 -extfile me.ext -out me.pem".split())

    def trust(self, root):
        shutil.copy(self.folder / "ca.pem", root / "trust" / "test.pem")
        (root / "issuers" / "test.yaml").write_text(PROFILE)

    def claim(self, message, octets, title="Pul tələbi", file=None):
        """A signed statement of claim with its duty paid; payment and document follow from the message id."""
        content = "" if file else f"<Content>{base64.b64encode(octets).decode()}</Content>"
        (self.folder / "claim.xml").write_text(
            CLAIM.format(
                message=message, title=title, fin=FIN, size=len(octets), sha256=hashlib.sha256(octets).hexdigest(),
                file=f"<File>{file}</File>" if file else "", content=content))
        command = "sign claim.xml --force --key me.key --certificate me.pem -o signed.xml".split()
        subprocess.run([self.program, *command], cwd=self.folder, check=True, capture_output=True)
        return (self.folder / "signed.xml").read_bytes()

    def _openssl(self, *arguments):
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)


def put(path, content):
    """A file, or a folder of them; in the order of the calls one is older than the next."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, dict):
        for name, octets in content.items():
            put(path / name, octets)
    else:
        path.write_bytes(content)


def deliveries(folder, program):
    """Fills the folder with everything that senders will drop, and gives back the filer of it."""
    folder = pathlib.Path(folder)
    filer = Filer(folder.parent / "filer", program)
    samples = sorted(
        ((json.loads(path.read_text()), path.parent) for path in SAMPLES.glob("*/expected.json")),
        key=lambda sample: sample[0]["order"])
    for expected, source in samples:
        target = folder / "start" / expected["channel"] / (source.name + expected["drop"].removeprefix("package"))
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (source / expected["drop"]).is_dir() else shutil.copyfile)(source / expected["drop"], target)

    channel = folder / "start" / "integrators"
    scan = document("scan", LARGE)
    put(channel / "70-large.xml", filer.claim("large", document("large", LARGE)))
    put(channel / "71-large-folder", {"submission.xml": filer.claim("folder", scan, file="scan.pdf"), "scan.pdf": scan})
    twin = filer.claim("twin", scan, file="scan.pdf")
    put(channel / "72-same-scan", {"submission.xml": twin, "scan.pdf": scan})
    nested = document("nested")
    put(
        channel / "73-nested",
        {
            "submission.xml": filer.claim("nested", nested, file="erize.pdf"), "erize.pdf": nested,
            "more/only-copy": b"nowhere else",
        })
    (channel / "74-link.xml").symlink_to("/nowhere")
    os.mkfifo(channel / "75-pipe.xml")
    put(channel / "76-two-names.xml", b"<linked/>")
    os.link(channel / "76-two-names.xml", channel / "77-two-names.xml")
    put(channel / "78-ends-early.xml", filer.claim("early", document("early"))[:-200])

    channel = folder / "again" / "integrators"
    for name in ("01-claim-id-card.xml", "02-claim-folder", "60-container.asice"):
        source = folder / "start" / "integrators" / name
        channel.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, channel / f"again-{name}")
    put(channel / "other-large.xml", filer.claim("large", document("large", LARGE), title="Başqa"))
    put(channel / "new.xml", filer.claim("new", document("new")))
    shutil.copyfile(folder / "start/integrators/23-unsigned.xml", channel / "again-unsigned.xml")

    channel = folder / "service" / "integrators"
    for number in range(1, 4):
        put(channel / f"lone-{number}.xml", filer.claim(f"lone-{number}", document(f"lone {number}")))
    for number in range(1, 7):
        put(channel / f"together-{number}.xml", filer.claim(f"together-{number}", document(f"together {number}")))
    put(channel / "together-7", {"submission.xml": filer.claim("t7", scan, file="scan.pdf"), "scan.pdf": scan})
    put(channel / "together-8.xml", b"no XML")
    return filer

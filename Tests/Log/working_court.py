"""A root as the program itself makes it: sealed notices, a witness with a head of each of two nights, and arrivals since."""

from __future__ import annotations

import base64
import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

import made_up

sys.path.insert(0, str(Path(__file__).parents[1] / "Faults/SystemCalls"))

from office import SAMPLES, Office, sample  # noqa: E402
from shim import Shim, build  # noqa: E402

WITNESS = "bar-association"
DAY = 86_400
HOLDER = "<Person><FIN>{}</FIN><Surname>Sınaqov</Surname><GivenName>Rəşad</GivenName></Person>"
REQUEST = """<CabinetRequest Id="content"><MessageId>r-1</MessageId><Destination><Court>102</Court></Destination>
<Holder>{holder}</Holder><Open/></CabinetRequest>"""
DISPATCH = """<Dispatch Id="content"><MessageId>d-1</MessageId><Destination><Court>102</Court></Destination>
<Case><Number>2(102)-17/2026</Number></Case><Title>Qərardad</Title><OpenWithin>10</OpenWithin>
<Addressee>{holder}</Addressee><Addressee>{stranger}</Addressee>
<Document><Name>a.pdf</Name><MediaType>application/pdf</MediaType><Content>{document}</Content></Document></Dispatch>"""


class WorkingCourt:
    def __init__(self, program: Path, folder: Path):
        self.folder, self.office = folder, Office.make(program, folder / "court")
        self.root = self.office.root
        self.sealing = made_up.Court().sealing
        self._settle()
        channels = {"integrators", "court-103"}
        samples = [sample for sample in sorted(SAMPLES.glob("[0-9]*")) if self._expected(sample)["channel"] in channels]
        half, since = len(samples) // 2, len(samples) - 5
        self.shim = Shim(build(folder), self.root)
        # Each night ends with its head; what comes later on the second day has none yet.
        self._drop(samples[:half])
        self._drop_signed("request.xml", REQUEST)
        self._run(day=0)
        self._correct()
        self._drop(samples[half:since])
        self.office.drop_oddities()
        self._drop_signed("dispatch.xml", DISPATCH)
        self._run(day=1)
        self._open_what_was_served()
        self._drop(samples[since:])
        self._run(day=1)

    @property
    def heads(self) -> list[Path]:
        return sorted((self.root / "outbox" / WITNESS / "new").glob("*-head.xml"))

    @property
    def notices(self) -> list[Path]:
        return sorted(path for path in self.root.glob("outbox/*/*/*.xml") if path not in self.heads)

    def _settle(self) -> None:
        self.person = self._person()
        self._write(self.folder / "seal", self.sealing)
        settings = (self.root / "intake.yaml").read_text()
        settings = settings.replace(
            "kinds: [Submission, CabinetRequest]", "kinds: [Submission, CabinetRequest, Dispatch]"
        )
        seal = f"seal: {{key: {self.folder}/seal.key, certificate: {self.folder}/seal.pem}}"
        (self.root / "intake.yaml").write_text(f"{settings}\n{seal}\nwitnesses: [{WITNESS}]\n")
        courts = (self.root / "courts.yaml").read_text()
        courts = courts.replace("  seals: []\n", "  seals: []\n  officers: [5TEST01]\n", 1)
        (self.root / "courts.yaml").write_text(courts)

    def _person(self) -> tuple:
        """Who asks for a cabinet, and is an officer of a court too."""
        names = [("Test CA", []), ("SINAQOV RƏŞAD", [x509.NameAttribute(NameOID.SERIAL_NUMBER, "PNOAZ-5TEST01")])]
        authority, person = [
            (ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name), *more]))
            for name, more in names
        ]
        anchor = self._certificate(authority, authority, is_authority=True)
        (self.root / "trust/test-ca.pem").write_bytes(anchor.public_bytes(Encoding.PEM))
        (self.root / "issuers/test.yaml").write_text(
            "name: test\nissuer:\n  - {oid: 2.5.4.3, pattern: Test CA}\n"
            'personalNumber: {oid: 2.5.4.5, pattern: "PNOAZ-{FIN}"}\n'
        )
        identity = person[0], self._certificate(person, authority, is_authority=False)
        self._write(self.folder / "person", identity)
        return identity

    @staticmethod
    def _certificate(subject: tuple, issuer: tuple, is_authority: bool) -> x509.Certificate:
        names = ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"]
        uses = dict.fromkeys([*names, "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"], False)
        uses |= dict.fromkeys(["key_cert_sign", "crl_sign"] if is_authority else names[:2], True)
        return (
            x509.CertificateBuilder()
            .subject_name(subject[1])
            .issuer_name(issuer[1])
            .public_key(subject[0].public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(dt.datetime(2026, 1, 1))
            .not_valid_after(dt.datetime(2046, 1, 1))
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
            .add_extension(x509.KeyUsage(**uses), critical=True)
            .sign(issuer[0], hashes.SHA256())
        )

    @staticmethod
    def _write(path: Path, identity: tuple) -> None:
        key, certificate = identity
        path.with_suffix(".pem").write_bytes(certificate.public_bytes(Encoding.PEM))
        path.with_suffix(".key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        path.with_suffix(".key").chmod(0o600)

    @staticmethod
    def _expected(sample: Path) -> dict:
        return json.loads((sample / "expected.json").read_text())

    def _drop(self, samples: list[Path]) -> None:
        for chosen in samples:
            expected = self._expected(chosen)
            package = chosen / expected["drop"]
            self.office.drop(chosen.name + package.suffix, package, expected["channel"])

    def _drop_signed(self, name: str, content: str) -> None:
        document = base64.b64encode((sample("02") / "erize.pdf").read_bytes()).decode()
        content = content.format(holder=HOLDER.format("5TEST01"), stranger=HOLDER.format("8TEST04"), document=document)
        plain, signed = self.folder / f"plain-{name}", self.folder / name
        plain.write_text(
            '<?xml version="1.0" encoding="UTF-8"?>\n<SubmissionPackage xmlns="urn:court-intake:submission:1">'
            f"{content}<Signatures></Signatures></SubmissionPackage>\n"
        )
        identity = ["--key", self.folder / "person.key", "--certificate", self.folder / "person.pem"]
        self._call("sign", plain, *identity, "--output", signed)
        self.office.drop(name, signed)

    def _correct(self) -> None:
        """An entry's title, twice, a participant's name, and who may be shown a document."""
        number = self.office.ask("SELECT number FROM register_entry WHERE title IS NOT NULL ORDER BY id LIMIT 1")[0][0]
        why = ["--person", "Həsənova A.", "--reason", "səhv yazılıb", "--root", self.root]
        for field, value, *whose in [
            ("title", "Borcun tutulması"),
            ("participant-name", "Nümunəyeva Aysel", "--participant", "1"),
            ("title", "Borc haqqında"),
            ("document-access", "sealed", "--document", "1"),
        ]:
            self._call("register", "correct", number, "--field", field, "--value", value, *whose, *why)

    def _open_what_was_served(self) -> None:
        for notice in self.root.glob("outbox/cabinet-*/new/*-served.xml"):
            notice.rename(notice.parents[1] / "ack" / notice.name)

    def _run(self, day: int) -> None:
        self.shim.set_clock(DAY * day)
        result = self.office.run(self.shim)
        if result.returncode != 0:
            raise SystemExit(f"the run ended with {result.returncode}: {result.stderr}")

    def _call(self, *arguments) -> None:
        subprocess.run([self.office.program, *arguments], check=True, stdout=subprocess.DEVNULL)

"""A root as the program itself makes it: sealed notices, a witness with a head of each of two nights, and arrivals since."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from made_up import Court

sys.path.insert(0, str(Path(__file__).parents[1] / "Faults/SystemCalls"))

from office import SAMPLES, Office  # noqa: E402
from shim import Shim, build  # noqa: E402

WITNESS = "bar-association"
DAY = 86_400


class WorkingCourt:
    def __init__(self, program: Path, folder: Path):
        self.office = Office.make(program, folder / "court")
        self.root = self.office.root
        self.sealing = Court().sealing
        self._settle(folder)
        samples = [
            sample for sample in sorted(SAMPLES.glob("[0-9]*")) if self._channel(sample) in {"integrators", "court-103"}
        ]
        first, since = len(samples) // 2, len(samples) - 5
        nights = [samples[:first], samples[first:since], samples[since:]]
        shim = Shim(build(folder), self.root)
        for night, dropped in enumerate(nights):
            for sample in dropped:
                self._drop(sample)
            if night == 1:
                self.office.drop_oddities()
            # The third is of the second day, which has its head.
            shim.set_clock(DAY * min(night, 1))
            result = self.office.run(shim)
            if result.returncode not in {0, 1}:
                raise SystemExit(f"the run ended with {result.returncode}: {result.stderr}")

    @property
    def heads(self) -> list[Path]:
        return sorted((self.root / "outbox" / WITNESS / "new").glob("*-head.xml"))

    @property
    def notices(self) -> list[Path]:
        return sorted(path for path in self.root.glob("outbox/*/new/*.xml") if path not in self.heads)

    def _settle(self, folder: Path) -> None:
        key, certificate = self.sealing
        self.certificate = folder / "seal.pem"
        self.certificate.write_bytes(certificate.public_bytes(Encoding.PEM))
        (folder / "seal.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        (folder / "seal.key").chmod(0o600)
        with (self.root / "intake.yaml").open("a") as settings:
            settings.write(
                f"\nseal: {{key: {folder}/seal.key, certificate: {folder}/seal.pem}}\nwitnesses: [{WITNESS}]\n"
            )

    @staticmethod
    def _channel(sample: Path) -> str:
        return json.loads((sample / "expected.json").read_text())["channel"]

    def _drop(self, sample: Path) -> None:
        expected = json.loads((sample / "expected.json").read_text())
        package = sample / expected["drop"]
        self.office.drop(sample.name + package.suffix, package, expected["channel"])

#!/usr/bin/env python3
"""Takes out of the source, one after the other, what the promises rest on beside the syncs, and sees the tests find it.

    Tests/Faults/Mutants/run.py [NAME…] [--folder FOLDER]

Locks, compare-and-sets, checks that nothing changed between two steps, and the order of steps. What syncs do is tried by
`Tests/Faults/PowerLoss/run.py --mutants`, without building anew. Works in a copy of the tree, with a build of its own, which it keeps in
FOLDER; a mutant takes some two minutes. Ends with 1 when one of them lives.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

TREE = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Mutant:
    name: str
    # Under Sources/.
    file: str
    old: str
    new: str
    # The tests that must find it.
    tests: str

    def apply(self, tree: Path) -> str:
        """Changes the file; its text before."""
        path = tree / "Sources" / self.file
        text = path.read_text()
        if text.count(self.old) < 1:
            sys.exit(f"{self.name}: {self.file} has no “{self.old}” any more; mend the mutant")
        path.write_text(text.replace(self.old, self.new))
        return text


MUTANTS = [
    Mutant("two workers on one root", "Intake/Files/RootLock.swift", "LOCK_EX | LOCK_NB", "LOCK_SH | LOCK_NB", "ServiceCommandTests|CommandContractTests|RootTests"),
    Mutant(
        "renames replace",
        "Intake/Files/Directory+Move.swift",
        "calls.renameWithoutReplacing(number, old, target.number, new)",
        "(renameat(number, old, target.number, new) < 0 ? -errno : 0)",
        "OutboxTests|RelayTests|ClaimTests",
    ),
    Mutant(
        "a claim is not compared with what was opened",
        "Intake/Files/Channel+Claim.swift",
        "guard let status = try claims.status(of: name.fileName), drop.content.isSameInode(as: status) else {",
        "guard try claims.status(of: name.fileName) != nil else {",
        "ClaimTests",
    ),
    Mutant("what is claimed may have other names", "Intake/Files/Channel+Claim.swift", "status.links == 1, status.state == state", "status.state == state", "ClaimTests|HostileDropTests"),
    Mutant(
        "what changed since it settled is claimed",
        "Intake/Files/Channel+Claim.swift",
        "status.links == 1, status.state == state",
        "status.links == 1",
        "ClaimTests|HostileWriterTests",
    ),
    Mutant(
        "what changed while it was copied is stored",
        "Intake/Files/ByteStoreWriter.swift",
        "guard bytes.count == Int(state.size), try file.status().state == state else",
        "guard bytes.count == Int(state.size) else",
        "ByteStoreTests",
    ),
    Mutant(
        "files need not be what their list says",
        "Intake/Running/Reception.swift",
        "try writer.copy(claim, expecting: hashes)",
        "try writer.copy(claim, expecting: hashes.filter { _ in false })",
        "CompletenessTests|HostileWriterTests",
    ),
    Mutant("a list of files is not waited for", "Intake/Running/Completeness.swift", "if let missing = manifest.firstMissing(in: content)", "if let missing = manifest.firstMissing(in: content), content.isCutOff", "CompletenessTests|HostileWriterTests"),
    Mutant("what has no end is taken", "Intake/Files/Channel+Claim.swift", "claim.changed > overdue, !drop.hasDoneMarker", "claim.changed > overdue, drop.hasDoneMarker", "IntakeServiceTests|CrashWindowTests|HostileWriterTests"),
    Mutant("an attempt is not counted before the octets are opened", "FilingStore/Transactions/RegisterTransaction+Acceptance.swift", "let attempts = openedAtOnce ? 1 : 0", "let attempts = openedAtOnce ? 0 : 0", "ClerkTests|CrashWindowTests|RegistrationTests|AcceptanceTests"),
    Mutant("a failed sync counts", "Intake/Files/ByteStoreWriter.swift", "if synced < 0 {", "if synced < Int32.min + 1 {", "ByteStoreTests"),
    Mutant("damaged octets of a notice go out", "Intake/Files/NoticeBook.swift", "guard ContentHash(sha256Of: octets) == notice.hash else {", "guard !octets.isEmpty else {", "RelayTests"),
    Mutant("a failed sync of a pack counts", "Intake/Files/PackWriter.swift", "if synced < 0 {", "if synced < Int32.min + 1 {", "ByteStoreTests"),
    Mutant("a commit is not synced", "FilingStore/RegisterStore.swift", "PRAGMA synchronous = FULL", "PRAGMA synchronous = NORMAL", "FilingStoreTests"),
    Mutant("a decided item is decided again", "FilingStore/Transactions/RegisterTransaction+Registration.swift", "AND state IN ('DEFERRED', 'HELD')", "AND state <> ''", "FilingStoreTests|ClerkTests"),
    Mutant("a clerk decides what waits no more", "FilingStore/Transactions/RegisterTransaction+Clerk.swift", "AND state = 'HELD'", "AND state <> ''", "FilingStoreTests|IntakeTests.ClerkTests"),
    Mutant("what is brought over is cleared unseen", "Intake/Files/Carrier.swift", "guard try isCopied(taken) else", "guard try isCopied(taken) || true else", "ElsewhereTests"),
    Mutant("a lease is ended before its drop is gone", "Intake/Running/Carriage.swift", "if !isTaken || clear(lease, of: channel) { ended.append(lease) }", "ended.append(lease)", "ElsewhereTests"),
]


def run(words: list[str], tree: Path) -> subprocess.CompletedProcess:
    return subprocess.run(words, cwd=tree, capture_output=True, text=True, env=os.environ | {"TEST_SCHEDULES": "80"})


def is_killed(mutant: Mutant, tree: Path) -> tuple[bool, str]:
    before = mutant.apply(tree)
    try:
        if run(["swift", "build", "--build-tests"], tree).returncode:
            # What does not compile is no mutant.
            return False, "does not build"
        result = run(["swift", "test", "--skip-build", "--filter", mutant.tests], tree)
        failed = [line.split("recorded")[0].strip(" ✘") for line in result.stdout.splitlines() if "✘ Test" in line and "recorded" in line]
        return result.returncode != 0, failed[0] if failed else "ended badly" if result.returncode else "nobody saw it"
    finally:
        (tree / "Sources" / mutant.file).write_text(before)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    chosen = [mutant for mutant in MUTANTS if not options.names or mutant.name in options.names]
    folder = options.folder or Path(tempfile.mkdtemp(prefix="mutants-"))
    tree = folder / "tree"
    if not tree.exists():
        subprocess.run(["git", "clone", "--quiet", str(TREE), str(tree)], check=True)
        if (TREE.parent / "shared").exists():
            (folder / "shared").symlink_to(TREE.parent / "shared")
    if run(["swift", "build", "--build-tests"], tree).returncode:
        sys.exit("the tree does not build as it is")
    living = 0
    for number, mutant in enumerate(chosen, 1):
        start = time.monotonic()
        killed, by = is_killed(mutant, tree)
        living += not killed
        print(f"{number:2}/{len(chosen)} {'killed' if killed else 'LIVES ':7} {mutant.name}: {by} ({time.monotonic() - start:.0f} s)", flush=True)
    print(f"{len(chosen)} mutants, {len(chosen) - living} killed")
    sys.exit(1 if living else 0)


if __name__ == "__main__":
    main()

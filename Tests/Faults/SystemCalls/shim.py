"""The shim (shim.c) from the driver's side: building it, running a program under it, and proving that it sees everything."""

from __future__ import annotations

import mmap
import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent

# The order of `enum group` in shim.c.
READING, OPENING, CREATING, WRITING, SIZING, SYNCING, NAMING, REMOVING, MARKING = range(9)

STATE_SIZE = 512

# Calls that leave what lies under a root as it is. Any other that strace sees must pass through the shim: one that is in
# neither place makes the check fail, until somebody has said what it is.
HARMLESS = set(
    """access close dup dup2 dup3 epoll_ctl execve faccessat faccessat2 fadvise64 fcntl fgetxattr flock fstat fstatfs
    getcwd getdents64 getxattr inotify_add_watch lgetxattr listxattr lseek lstat newfstatat poll ppoll pread64 preadv read readlink
    readlinkat readv stat statfs statx""".split()
)
# What a shared mapping changes is SQLite's index of its log, which is made anew after a crash.
HARMLESS.add("mmap")
# A socket's name: the service makes it again at each start.
HARMLESS.update(("bind", "connect"))
# A hint for where folders lie on the disk.
HARMLESS.add("ioctl")


def build(folder: Path) -> Path:
    """Compiles the shim with whatever compiler is there."""
    compiler = shutil.which("clang") or shutil.which("cc")
    if not compiler:
        raise SystemExit("the fault suite needs a C compiler: clang comes with Swift")
    library = folder / "shim.so"
    command = [compiler, "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", library, HERE / "shim.c"]
    subprocess.run(command, check=True)
    return library


@dataclass(frozen=True, order=True)
class Fault:
    """One way for the world to fail: at which call, with what, and whether from there on."""

    at: int
    kind: str
    is_sticky: bool = False
    of_reads: bool = False

    def __str__(self) -> str:
        return f"{self.kind}{'+' if self.is_sticky else ''}@{self.at}{' of reads' if self.of_reads else ''}"


@dataclass(frozen=True)
class Call:
    """A counted call, as the trace tells it."""

    name: str
    group: int
    size: int
    place: str

    def can(self, kind: str) -> bool:
        """Whether a kernel can answer this call so; the same as `suits` in shim.c."""
        if kind == "ENOSPC":
            return CREATING <= self.group <= NAMING
        if kind == "EINTR":
            return self.group <= SYNCING
        if kind == "SHORT":
            return self.group in (WRITING, READING) and self.size > 1
        return True


class Shim:
    """The shim over one root. Its numbers are shared memory: they outlive a killed program."""

    def __init__(self, library: Path, root: Path) -> None:
        self.library, self.root = library, root.resolve()
        # Beside the root, so that it is not counted.
        self.path = root.parent / f"{root.name}.shim"
        self.path.write_bytes(bytes(STATE_SIZE))
        with open(self.path, "r+b") as file:
            self.memory = mmap.mmap(file.fileno(), STATE_SIZE)

    def _number(self, index: int) -> int:
        return int.from_bytes(self.memory[8 * index : 8 * index + 8], "little", signed=True)

    def _set(self, index: int, value: int) -> None:
        self.memory[8 * index : 8 * index + 8] = value.to_bytes(8, "little", signed=True)

    count = property(lambda self: self._number(0))
    hits = property(lambda self: self._number(1))

    @property
    def hit(self) -> str:
        """The first call that failed."""
        return self.memory[32:].split(b"\0", 1)[0].decode(errors="replace")

    def set_clock(self, seconds: float) -> None:
        """Sets the wall clock forward or back, also of a program that runs."""
        self._set(2, round(seconds * 1e9))

    def set_rate(self, share: float) -> None:
        """Lets this share of the calls fail, also of a program that runs."""
        self._set(3, round(share * 1e6))

    def restart(self) -> None:
        """Counts from the beginning, for the next run; what was hit stays."""
        self._set(0, 0)

    def environment(self, fault: Fault | None = None, trace: Path | None = None, reads: bool = False) -> dict[str, str]:
        variables = {"LD_PRELOAD": str(self.library), "FAULT_ROOT": str(self.root), "FAULT_STATE": str(self.path)}
        if fault:
            variables |= {"FAULT_AT": str(fault.at), "FAULT_KIND": fault.kind, "FAULT_STICKY": str(int(fault.is_sticky))}
        if reads or (fault and fault.of_reads):
            variables["FAULT_READS"] = "1"
        if trace:
            variables["FAULT_TRACE"] = str(trace)
        return variables

    def trace(self, command: list, environment: dict[str, str], reads: bool = False) -> list[Call]:
        """Runs a command to its end, and gives back the calls it makes."""
        with tempfile.NamedTemporaryFile("r", prefix="shim-trace-") as file:
            shimmed = environment | self.environment(trace=Path(file.name), reads=reads)
            subprocess.run(command, env=shimmed, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            lines = [line.rstrip("\n").split(" ", 3) for line in file]
        return [Call(name, int(group), int(size), place) for name, group, size, place in lines]

    def check_against_strace(self, command: list, environment: dict[str, str]) -> int:
        """Proves that no call that changes something under the root passes the shim by; the number of such calls."""
        with tempfile.TemporaryDirectory(prefix="shim-strace-") as folder:
            ours, theirs = Path(folder, "ours"), Path(folder, "theirs")
            ours.touch()
            # Variables for the program alone: strace under the shim would count itself.
            variables = [f"-E{name}={value}" for name, value in self.environment(trace=ours).items()]
            traced = ["strace", "-f", "-y", "-e", "trace=%file,%desc", "-o", theirs, *variables, *command]
            subprocess.run(traced, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            seen = Counter(line.split(" ", 1)[0] for line in ours.read_text().splitlines())
            happened = Counter()
            for line in theirs.read_text(errors="replace").splitlines():
                call = re.match(r"\d+ +([a-z0-9_]+)\(", line)
                if not call or not self._names_root(line):
                    continue
                name = call[1]
                opens = name in ("open", "openat", "openat2", "creat")
                if name in HARMLESS or (opens and not re.search(r"O_(CREAT|WRONLY|RDWR|TRUNC)", line)):
                    continue
                happened[name] += 1
        if seen != happened:
            missed = {name: (happened[name], seen[name]) for name in happened | seen if happened[name] != seen[name]}
            raise SystemExit(f"the shim does not see what strace sees (strace's count, the shim's): {missed}")
        return sum(seen.values())

    def _names_root(self, line: str) -> bool:
        return re.search(re.escape(str(self.root)) + r"[/>\"]", line) is not None


def run(command: list, environment: dict[str, str], timeout: float = 60) -> subprocess.CompletedProcess:
    """Runs to the end; a hang is an error of its own."""
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=timeout)


def plain_environment(**settings: str) -> dict[str, str]:
    """Without a wait for what nobody writes to any more, and without Swift's account of a crash, which takes seconds."""
    own = {
        "COURT_INTAKE_SETTLE_TERM": "10ms",
        "COURT_INTAKE_ATTEMPTS_BEFORE_QUARANTINE": "100",
        "SWIFT_BACKTRACE": "enable=no",
    }
    return os.environ | own | {f"COURT_INTAKE_{name.upper()}": value for name, value in settings.items()}

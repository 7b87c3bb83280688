"""A disk that remembers in which order it was changed, and can tell what it might hold after a power loss.

What a crash may leave is decided by these rules:

- Octets of a file are there once the file (or the whole file system) was synced after they were written. Any of the later ones may
  be there or not, in sectors of 512 octets; a size may have grown where the octets have not come, which then read as zeros.
- Names are there once their directory was synced after they were given, moved or taken away; syncing a file does nothing for its
  name. Any of the later changes may be there or not.
- A rename is one change, also between two directories: syncing either makes both sides last, and neither is ever without the
  other. ext4, xfs and btrfs promise that (the first two write one journal in order; btrfs commits everything when a
  directory is synced out of which something was moved). POSIX does not, and where a file system knows no renames without
  replacing, the program links and unlinks: the policy `split` lets a moved file be seen in both places until the directory that
  it came from is synced too. The program moves files from one directory to another; a name that is changed within one is
  a sender's, who renames as ever.
- Changes of the names of one inode reach the disk in their order: nothing is seen under its third name that was not moved to its
  second. So what was moved is never nowhere.
"""

import os
import random
import stat
from dataclasses import dataclass, field

ROOT = 1
SECTOR = 512

# What is kept of the changes that were not synced: of names and of octets.
POLICIES = {
    # Forgets everything that was not synced: the least that a disk may do.
    "forget": ("none", "none"),
    # Forgets nothing: the program died, the disk did not.
    "all": ("all", "all"),
    # Names without their octets: allocation is delayed until long after the journal is written.
    "names": ("all", "none"),
    # Octets without their names.
    "octets": ("none", "all"),
    # One journal of all names, written up to some point; octets come as they like.
    "journal": ("journal", "torn"),
    # Anything.
    "random": ("random", "torn"),
    # As `random`, and the rename of a file is a link and an unlink.
    "split": ("random", "torn"),
}


@dataclass
class Inode:
    number: int
    mode: int
    target: bytes = b""
    modified: int = 0
    octets: bytearray = field(default_factory=bytearray)
    names: dict = field(default_factory=dict)
    links: int = 0

    @property
    def is_folder(self):
        return stat.S_ISDIR(self.mode)

    def copy(self):
        return Inode(
            self.number, self.mode, self.target, self.modified, bytearray(self.octets), dict(self.names), self.links)


# The steps of a record. `at` is the time in nanoseconds.


@dataclass(frozen=True)
class Write:
    inode: int
    at: int
    offset: int
    octets: bytes


@dataclass(frozen=True)
class Resize:
    inode: int
    at: int
    size: int


@dataclass(frozen=True)
class Touch:
    """Mode or time of an inode; says nothing that the promises rest on, and is always there."""

    inode: int
    mode: int
    modified: int


@dataclass(frozen=True)
class Rename:
    """Any change of names that is one on the disk: (directory, name, inode before, inode after)."""

    at: int
    changes: tuple
    made: Inode | None = None

    @property
    def inodes(self):
        return {inode for _, _, *both in self.changes for inode in both if inode}


@dataclass(frozen=True)
class Sync:
    """Of a file or a directory, or (inode 0) of everything."""

    inode: int
    path: str


@dataclass(frozen=True)
class Mark:
    """What whoever drove the recording had to say."""

    text: str


class Disk:
    """Inodes with what is in them; changes by steps alone."""

    def __init__(self, inodes=None):
        self.inodes = inodes or {ROOT: Inode(ROOT, stat.S_IFDIR | 0o755, links=2)}
        # Where an inode was named last.
        self.places = {}

    def copy(self):
        return Disk({number: inode.copy() for number, inode in self.inodes.items()})

    def apply(self, step):
        match step:
            case Write(number, at, offset, octets):
                inode = self.inodes[number]
                inode.octets.extend(bytes(max(0, offset - len(inode.octets))))
                inode.octets[offset : offset + len(octets)] = octets
                inode.modified = at
            case Resize(number, at, size):
                inode = self.inodes[number]
                del inode.octets[size:]
                inode.octets.extend(bytes(size - len(inode.octets)))
                inode.modified = at
            case Touch(number, mode, modified):
                self.inodes[number].mode = mode
                self.inodes[number].modified = modified
            case Rename(at, changes, made):
                if made and made.number not in self.inodes:
                    self.inodes[made.number] = made.copy()
                for folder, name, _, after in changes:
                    self.name(folder, name, after, at)

    def name(self, folder, name, number, at):
        directory = self.inodes[folder]
        before = directory.names.pop(name, None)
        if before:
            self.inodes[before].links -= 1
        if number:
            directory.names[name] = number
            self.inodes[number].links += 1
            self.places[number] = (folder, name)
        directory.modified = at

    def path(self, number):
        parts = []
        while number != ROOT and number in self.places:
            number, name = self.places[number]
            parts.append(os.fsdecode(name))
        return "/".join(reversed(parts)) or "."

    @classmethod
    def load(cls, folder):
        """The disk that holds a copy of a folder; names of one inode stay names of one inode."""
        disk, known = cls(), {}

        def add(path, parent, name):
            status = os.lstat(path)
            number = known.get(status.st_ino)
            if not number:
                number = known[status.st_ino] = len(disk.inodes) + 1
                inode = disk.inodes[number] = Inode(number, status.st_mode, modified=status.st_mtime_ns)
                if stat.S_ISREG(status.st_mode):
                    with open(path, "rb") as file:
                        inode.octets = bytearray(file.read())
                elif stat.S_ISLNK(status.st_mode):
                    inode.target = os.readlink(path)
            disk.name(parent, name, number, status.st_mtime_ns)
            if stat.S_ISDIR(status.st_mode):
                fill(path, number)

        def fill(path, number):
            for name in sorted(os.listdir(path)):
                add(os.path.join(path, name), number, name)
            disk.inodes[number].modified = os.lstat(path).st_mtime_ns

        fill(os.fsencode(folder), ROOT)
        return disk

    def write_out(self, folder):
        """Makes the tree in an empty folder."""
        made = {}

        def write(number, path):
            inode = self.inodes[number]
            mode = stat.S_IMODE(inode.mode)
            if number in made:
                return os.link(made[number], path, follow_symlinks=False)
            made[number] = path
            if inode.is_folder:
                os.makedirs(path, exist_ok=True)
                for name, child in inode.names.items():
                    write(child, os.path.join(path, name))
            elif stat.S_ISLNK(inode.mode):
                return os.symlink(inode.target, path)
            elif stat.S_ISREG(inode.mode):
                with open(path, "wb") as file:
                    file.write(inode.octets)
            else:
                os.mknod(path, inode.mode)
            os.chmod(path, mode)
            os.utime(path, ns=(inode.modified, inode.modified))

        write(ROOT, os.fsencode(folder))


@dataclass
class Record:
    start: Disk
    steps: list

    def shown(self, end):
        """What programs see after the first `end` steps."""
        disk = self.start.copy()
        for step in self.steps[:end]:
            disk.apply(step)
        return disk

    def crash(self, end, policy, seed=0, ignored=lambda sync: False):
        """What the disk may hold when the power goes after the first `end` steps.

        `ignored` names syncs that are taken as not done: a program that lacks them.
        """
        names, octets = POLICIES[policy]
        random_source = random.Random(f"{end} {policy} {seed}")
        steps = list(self._split(end)) if policy == "split" else list(enumerate(self.steps[:end]))
        disk = self.start.copy()
        synced, synced_all = {}, -1
        for index, step in steps:
            if isinstance(step, Sync) and not ignored(step):
                if step.inode:
                    synced[step.inode] = index
                else:
                    synced_all = index
        self._name(disk, steps, end, names, synced, synced_all, random_source)
        self._fill(disk, steps, octets, synced, synced_all, random_source)
        return disk

    def _split(self, end):
        """The steps with each rename of a file as two, the new name first."""
        files = {number for number, inode in self.start.inodes.items() if stat.S_ISREG(inode.mode)}
        for index, step in enumerate(self.steps[:end]):
            if isinstance(step, Rename) and step.made and stat.S_ISREG(step.made.mode):
                files.add(step.made.number)
            if isinstance(step, Rename) and len({folder for folder, *_ in step.changes}) == 2 and step.inodes <= files:
                for change in reversed(step.changes):
                    yield index, Rename(step.at, (change,), step.made)
            else:
                yield index, step

    def _name(self, disk, steps, end, mode, synced, synced_all, random_source):
        changes = [(index, step) for index, step in steps if isinstance(step, Rename)]
        journal = random_source.randint(max([synced_all, *synced.values()]), end)
        share = random_source.random()
        kept, needed = [], set()
        # Backwards: what lasts takes the earlier names of its inodes with it.
        for index, step in reversed(changes):
            lasts = index < max(synced_all, *(synced.get(folder, -1) for folder, *_ in step.changes))
            lasts = lasts or bool(step.inodes & needed)
            match mode:
                case "all":
                    lasts = True
                case "journal":
                    lasts = lasts or index <= journal
                case "random":
                    lasts = lasts or random_source.random() < share
            if lasts:
                kept.append(step)
                needed |= step.inodes
        for _, step in changes:
            if step.made and step.made.number not in disk.inodes:
                disk.inodes[step.made.number] = step.made.copy()
        for step in reversed(kept):
            disk.apply(step)

    def _fill(self, disk, steps, mode, synced, synced_all, random_source):
        shares = {}
        for index, step in steps:
            match step:
                case Touch():
                    disk.apply(step)
                    continue
                case Write() | Resize():
                    pass
                case _:
                    continue
            if mode == "all" or index < max(synced_all, synced.get(step.inode, -1)):
                disk.apply(step)
            elif mode == "torn":
                # Of one file all that came later, nothing, or anything.
                fate = shares.setdefault(step.inode, random_source.choice(["all", "none", "torn", "torn"]))
                if fate == "all":
                    disk.apply(step)
                elif fate == "torn":
                    for part in torn(step, random_source):
                        disk.apply(part)


def torn(step, random_source):
    """What may be left of one change of a file."""
    fate = random_source.choice(["all", "none", "start", "some", "size"])
    if fate == "all":
        return [step]
    if fate == "none" or isinstance(step, Resize):
        return []
    end = step.offset + len(step.octets)
    edges = [step.offset, *range(step.offset // SECTOR * SECTOR + SECTOR, end, SECTOR), end]
    sectors = list(zip(edges, edges[1:]))
    if fate == "start":
        sectors = sectors[: random_source.randint(0, len(sectors))]
    elif fate == "some":
        sectors = [sector for sector in sectors if random_source.random() < 0.5]
    else:
        return [Write(step.inode, step.at, end, b"")]
    return [
        Write(step.inode, step.at, first, step.octets[first - step.offset : last - step.offset]) for first, last in sectors
    ]

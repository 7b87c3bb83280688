"""What other programs read in archives.

zip_oracle.py make FOLDER SEED        writes honest archives in many forms into FOLDER
zip_oracle.py read FOLDER OUT.json    what each program reads in each archive of FOLDER
"""
import hashlib
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import zipfile

NAMES = ["mimetype", "a.txt", "folder/b.bin", "META-INF/manifest.xml", "Əliyev müqavilə.pdf", "a b+c%20&d.txt", "empty"]


class Unseekable(io.RawIOBase):
    """Makes zipfile write data descriptors."""

    def __init__(self, path):
        self.file = open(path, "wb")

    def writable(self):
        return True

    def write(self, octets):
        return self.file.write(octets)

    def close(self):
        self.file.close()
        super().close()


def make(folder, seed):
    rng = random.Random(seed)
    for index in range(40):
        path = os.path.join(folder, f"python-{index:02}.zip")
        stream = Unseekable(path) if index % 4 == 3 else None
        with zipfile.ZipFile(stream or path, "w") as archive:
            for name in rng.sample(NAMES, rng.randint(1, len(NAMES))):
                method = zipfile.ZIP_DEFLATED if stream else rng.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
                content = b"" if name == "empty" else rng.randbytes(rng.choice([1, 100, 70000])) * rng.choice([1, 3])
                info = zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6))
                info.compress_type = method
                with archive.open(info, "w", force_zip64=index % 5 == 4) as out:
                    out.write(content)
            if index % 3 == 0:
                archive.comment = b"made by a test"
        if stream:
            stream.close()
    for index, options in enumerate(["zip:compression=deflate", "zip:compression=store", "zip:zip64"]):
        with tempfile.TemporaryDirectory() as work:
            os.mkdir(os.path.join(work, "folder"))
            for name in ["a.txt", "folder/b.bin", "Əliyev.txt"]:
                with open(os.path.join(work, name), "wb") as file:
                    file.write(rng.randbytes(5000) * 2)
            target = os.path.join(folder, f"bsdtar-{index}.zip")
            subprocess.run(["bsdtar", "--format=zip", "--options=" + options, "-cf", target]
                           + ["-C", work, "a.txt", "folder", "Əliyev.txt"], check=True)


def listing(names):
    shown = ((name.encode("utf-8", "backslashreplace").decode(), digest) for name, digest in names)
    return sorted([name, digest] for name, digest in shown if not name.endswith("/"))


def by_zipfile(path):
    with zipfile.ZipFile(path) as archive:
        return listing((i.filename, hashlib.sha256(archive.read(i)).hexdigest()) for i in archive.infolist())


def run(command, stdin=None):
    done = subprocess.run(command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=20)
    if done.returncode != 0:
        raise ValueError(f"status {done.returncode}")
    return done.stdout.decode("utf-8", "backslashreplace").splitlines()


def by_unzip(path):
    return listing((name, "") for name in run(["unzip", "-Z1", path]))


def by_bsdtar(path):
    return listing((name, "") for name in run(["bsdtar", "-tf", path]))


def by_bsdtar_stream(path):
    # From a pipe it cannot seek, and believes the local headers.
    with open(path, "rb") as file:
        feed = subprocess.Popen(["cat"], stdin=file, stdout=subprocess.PIPE)
        try:
            return listing((name, "") for name in run(["bsdtar", "-tf", "-"], feed.stdout))
        finally:
            feed.stdout.close()
            feed.wait()


PEERS = {"zipfile": by_zipfile, "unzip": by_unzip, "bsdtar": by_bsdtar, "bsdtar-stream": by_bsdtar_stream}


def read(folder, out):
    views = {}
    for name in sorted(os.listdir(folder)):
        views[name] = {}
        for peer, look in PEERS.items():
            try:
                views[name][peer] = look(os.path.join(folder, name))
            except Exception:
                views[name][peer] = None
    with open(out, "w") as file:
        json.dump(views, file, ensure_ascii=True)


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], int(sys.argv[3]))
    else:
        read(sys.argv[2], sys.argv[3])

"""Unpacks ZIP containers with another implementation: unpack_oracle.py OUTPUT CONTAINER...

OUTPUT/N/ gets the files of the Nth container as f0, f1, ..., and index.tsv with their names; nothing when it cannot be read.
"""

import pathlib
import sys
import zipfile

output = pathlib.Path(sys.argv[1])
for number, path in enumerate(sys.argv[2:]):
    folder = output / str(number)
    folder.mkdir(parents=True)
    names = []
    try:
        with zipfile.ZipFile(path) as container:
            for entry in container.infolist():
                if entry.is_dir():
                    continue
                (folder / f"f{len(names)}").write_bytes(container.read(entry))
                names.append(entry.filename)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        pass
    (folder / "index.tsv").write_text("".join(f"f{i}\t{name}\n" for i, name in enumerate(names)), "utf-8")

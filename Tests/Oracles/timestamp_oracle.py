"""Time-stamp tokens of a folder of corpora, and what OpenSSL says of each.

timestamp_oracle.py CORPORA OUT

Finds tokens in .tst and .tsr files and in xades:EncapsulatedTimeStamp elements, in plain files and in ZIP containers, and
writes each once as OUT/<digest>.tst, with a row in OUT/tokens.tsv. Needs nothing but the standard library and the
command openssl. A container or element that cannot be read has no tokens here: those are other tests' matter.
"""

import base64
import binascii
import concurrent.futures
import datetime
import hashlib
import io
import pathlib
import re
import subprocess
import sys
import zipfile

ELEMENT = re.compile(rb"<(?:[\w.-]+:)?EncapsulatedTimeStamp\b[^>]*>([^<]*)<")
COLUMNS = "name source parses policy hash imprint serial time accuracy ordering nonce verifies binds error signer".split()


def tokens(octets, source, depth=0):
    if octets[:2] == b"PK" and depth < 3:
        try:
            with zipfile.ZipFile(io.BytesIO(octets)) as container:
                for name in container.namelist():
                    try:
                        inner = container.read(name)
                    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
                        continue
                    yield from tokens(inner, f"{source}!{name}", depth + 1)
        except zipfile.BadZipFile:
            return
    elif source.endswith((".tst", ".tsr")):
        yield octets, source
    else:
        for match in ELEMENT.finditer(octets):
            text = re.sub(rb"\s|&#\w+;", b"", match.group(1))
            try:
                yield base64.b64decode(text, validate=True), source
            except binascii.Error:
                continue


def openssl(*arguments):
    done = subprocess.run(["openssl", *map(str, arguments)], capture_output=True)
    return done.returncode == 0, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


def hexadecimal(text):
    return re.sub(r"^0x", "", text.strip()).lower().lstrip("0") or "0"


def info(text):
    """The fields that `openssl ts -text` prints."""
    fields = dict(re.findall(r"^([A-Z][A-Za-z ]+): (.*)$", text, re.M))
    dump = re.search(r"Message data:\n((?: +[0-9a-f]{4} - .*\n)+)", text)
    imprint = "".join(
        re.sub(r"[^0-9a-f]", "", line.split(" - ", 1)[1][:48]) for line in dump.group(1).splitlines()) if dump else ""
    moment = re.match(r"(\w+ +\d+ [\d:]+)(\.\d+)? (\d+) GMT", fields.get("Time stamp", ""))
    time = ""
    if moment:
        whole = datetime.datetime.strptime(f"{moment[1]} {moment[3]} +0000", "%b %d %H:%M:%S %Y %z")
        time = repr(int(whole.timestamp()) + float(moment[2] or 0))
    parts = re.findall(r"(unspecified|0x[0-9A-F]+) (seconds|millis|micros)", fields.get("Accuracy", ""))
    accuracy = ""
    if parts:
        values = {unit: 0 if number == "unspecified" else int(number, 16) for number, unit in parts}
        accuracy = str(values["seconds"] * 1_000_000 + values["millis"] * 1_000 + values["micros"])
    nonce = fields.get("Nonce", "unspecified")
    return {
        "policy": fields.get("Policy OID", ""), "hash": fields.get("Hash Algorithm", ""), "imprint": imprint,
        "serial": hexadecimal(fields.get("Serial number", "")), "time": time, "accuracy": accuracy,
        "ordering": fields.get("Ordering", ""), "nonce": "" if nonce == "unspecified" else hexadecimal(nonce)}


def pem(file):
    return re.findall(r"-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----\n", file.read_text())


def judge(octets, source, folder):
    name = hashlib.sha256(octets).hexdigest()[:16]
    file = folder / f"{name}.tst"
    file.write_bytes(octets)
    parses, text, _ = openssl("ts", "-reply", "-token_in", "-text", "-in", file)
    row = dict.fromkeys(COLUMNS, "") | (info(text) if parses else {})
    signer = folder / f"{name}.pem"
    # The signature alone, then also what the signed attributes say of the certificate, which is trusted as it is.
    verifies, _, error = openssl(
        "cms", "-verify", "-inform", "DER", "-in", file, "-noverify", "-signer", signer, "-binary", "-out", "/dev/null")
    binds = False
    if verifies:
        # OpenSSL wants every certificate that is named to be in the path, and a path ends with the first that is trusted.
        others = folder / f"{name}.others.pem"
        openssl(
            "cms", "-verify", "-inform", "DER", "-in", file, "-noverify", "-certsout", others, "-binary", "-out", "/dev/null")
        others.write_text("".join(part for part in pem(others) if part not in pem(signer)))
        for trusted in [signer] + [others] * (others.stat().st_size > 0):
            binds, _, error = openssl(
                "cms", "-verify", "-inform", "DER", "-in", file, "-CAfile", trusted, "-partial_chain",
                "-no_check_time", "-purpose", "any", "-cades", "-binary", "-out", "/dev/null")
            if binds:
                break
        row["signer"] = hashlib.sha256(
            base64.b64decode("".join(pem(signer)[0].split("-----")[2].split()))).hexdigest()
    reasons = re.findall(r":error:[0-9A-F]+:[^:]*:[^:]*:([^:]*):", error)
    return row | {
        "name": name, "source": source, "parses": str(parses), "verifies": str(verifies), "binds": str(binds),
        "error": "" if binds else "; ".join(reasons)}


def main():
    corpora, folder = map(pathlib.Path, sys.argv[1:])
    found = {}
    for file in sorted(path for path in corpora.rglob("*") if path.is_file()):
        for octets, source in tokens(file.read_bytes(), str(file.relative_to(corpora))):
            found.setdefault(octets, source)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        rows = list(pool.map(lambda item: judge(*item, folder), found.items()))
    lines = ["\t".join(COLUMNS)] + ["\t".join(row[column] for column in COLUMNS) for row in rows]
    (folder / "tokens.tsv").write_text("\n".join(lines) + "\n")


main()

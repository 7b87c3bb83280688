#!/usr/bin/env python3
"""The verifier itself: it believes what is sound, and finds what is not. Needs xmlsec1 for a second opinion on seals."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import subprocess
import tempfile
import unittest
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

import books
import exports
import forms
import made_up
import merkle
import notices
import seal
import verify_log
from notice_xml import NotANotice, parse
from report import Report

# The entries of RFC 6962's reference log, and the roots of its first 1 to 8.
ENTRIES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


class Trees(unittest.TestCase):
    def test_roots_are_those_of_the_reference(self):
        tree = merkle.Tree([bytes.fromhex(entry) for entry in ENTRIES])
        self.assertEqual([tree.root(size).hex() for size in range(1, 9)], ROOTS)
        self.assertEqual(tree.root(0), hashlib.sha256().digest())

    def test_every_proof_proves_one_thing(self):
        tree = merkle.Tree([b"%d" % index for index in range(33)])
        for size in range(1, 34):
            root = tree.root(size)
            for index in range(size):
                leaf, path = tree.levels[0][index], tree.inclusion(index, size)
                self.assertTrue(merkle.is_included(leaf, index, size, path, root))
                self.assertFalse(merkle.is_included(leaf, index, size, [*path, leaf], root))
                self.assertFalse(merkle.is_included(leaf, index, size, path[:-1], root) if path else False)
                self.assertFalse(
                    any(merkle.is_included(leaf, other, size, path, root) for other in range(size) if other != index)
                )
            for old in range(1, size + 1):
                path = tree.consistency(old, size)
                self.assertTrue(merkle.is_consistent(old, tree.root(old), size, root, path))
                self.assertFalse(merkle.is_consistent(old, merkle.leaf_hash(b""), size, root, path))
                self.assertFalse(merkle.is_consistent(old, tree.root(old), size, merkle.leaf_hash(b""), path))
                self.assertFalse(merkle.is_consistent(old, tree.root(old), size, root, [*path, root]))


class Forms(unittest.TestCase):
    LEAF = [("index", "4"), ("at", "5"), ("event", "Hold"), ("package", "1"), ("sha256", "a" * 64), ("item", "1")]

    def test_a_value_may_hold_anything(self):
        fields = [("name", "a\nevent 4 Hold\nə 𝔸"), ("empty", "")]
        self.assertEqual(forms.read(forms.ENTRY, forms.write(forms.ENTRY, fields)), fields)

    def test_other_forms_are_refused(self):
        sound = forms.write(forms.LEAF, self.LEAF)
        forms.read_leaf(sound)
        for old, new in [
            (b"leaf 1\n", b"leaf 2\n"),
            (b"index 1 4", b"index 01 4"),
            (b"index 1 4", b"index 2 04"),
            (b"at 1 5", b"at 2 -5"),
            (b"Hold", b"Held"),
            (b"item 1 1\n", b""),
            (b"item 1 1\n", b"item 1 1\nitem 1 1\n"),
            (b"item 1 1\n", b"item 1 1"),
            (b"item 1 1\n", b"item 1 1\n\n"),
            (b"aaaa", b"AAAA"),
            (b"package 1 1", b"package 1 0"),
            (b"index 1 4\nat 1 5", b"at 1 5\nindex 1 4"),
        ]:
            with self.subTest(new), self.assertRaises(forms.Malformed):
                forms.read_leaf(sound.replace(old, new))


def certificate(subject: str, key, issuer: str, issuer_key, is_authority: bool = False) -> x509.Certificate:
    def name(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    algorithm = None if isinstance(issuer_key, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    return (
        x509.CertificateBuilder()
        .subject_name(name(subject))
        .issuer_name(name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(dt.datetime(2026, 1, 1))
        .not_valid_after(dt.datetime(2036, 1, 1))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .sign(issuer_key, algorithm)
    )


class Seals(unittest.TestCase):
    NOTICE = (
        made_up.START_OF_NOTICE
        + ' Id="N-1" kind="x">\n<A b="1" a="2 &amp; &lt;&quot;"/>\n<B xmlns="urn:b" xml:lang="az">'
        'ə "x" &gt; y</B>\n</Notification>\n'
    ).encode()

    def test_xmlsec1_believes_what_is_sealed_and_so_do_we(self):
        keys = [ec.generate_private_key(curve()) for curve in [ec.SECP256R1, ec.SECP384R1, ec.SECP521R1]]
        for key in [*keys, rsa.generate_private_key(65537, 2048)]:
            own = certificate("Court", key, "Court", key)
            sealed = seal.make(self.NOTICE, key, own, "2026-05-04T06:00:00Z")
            self.assertEqual(seal.check(*parse(sealed), own), "CN=Court")
            with tempfile.TemporaryDirectory() as folder:
                (Path(folder) / "c.pem").write_bytes(own.public_bytes(Encoding.PEM))
                (Path(folder) / "n.xml").write_bytes(sealed)
                subprocess.run(
                    [
                        "xmlsec1",
                        "--verify",
                        "--pubkey-cert-pem",
                        "c.pem",
                        "--id-attr:Id",
                        seal.XADES + ":SignedProperties",
                        "n.xml",
                    ],
                    cwd=folder,
                    check=True,
                    capture_output=True,
                )

    def test_the_certificate_given_is_the_signer_s_or_its_issuer_s(self):
        issuer_key, key = ec.generate_private_key(ec.SECP256R1()), ed25519.Ed25519PrivateKey.generate()
        issuer = certificate("CA", issuer_key, "CA", issuer_key, is_authority=True)
        sealed = parse(seal.make(self.NOTICE, key, certificate("Court", key, "CA", issuer_key), "2026-05-04T06:00:00Z"))
        self.assertEqual(seal.check(*sealed, issuer), "CN=Court")
        self.assertEqual(seal.check(*sealed, None), "CN=Court")
        for other in [
            certificate("CA", key, "CA", key, is_authority=True),
            certificate("CA", issuer_key, "CA", issuer_key),
            certificate("Court", issuer_key, "CA", issuer_key),
        ]:
            with self.assertRaises(seal.Broken):
                seal.check(*sealed, other)
        with self.assertRaises(seal.Broken):
            seal.check(*parse(self.NOTICE), issuer)


class Notations(unittest.TestCase):
    def test_xml_is_written_in_one_way(self):
        sound = Seals.NOTICE
        parse(sound)
        for old, new in [
            (b"<A", b"<!-- --><A"),
            (b"<A", b"<?a?><A"),
            (b"<A", b"<![CDATA[]]><A"),
            (b"<A ", b"<A  "),
            (b'b="1"', b"b='1'"),
            (b"\n</N", b"\r\n</N"),
            (b"&amp;", b"&#38;"),
            (b"&lt;", b"&#x3C;"),
            (b"</B>", b"</B >"),
            (b'a="2', b'b="2'),
            (b'"/>\n<B', b'" />\n<B'),
            (b"?>\n<N", b"?>\n<!DOCTYPE a>\n<N"),
            (b"?>\n", b"?>"),
            (b"UTF-8", b"utf-8"),
            (b"ication>\n", b"ication>"),
            (b"ication>\n", b"ication>\n\n"),
            (b"</B>", b"</C>"),
            (b"<B ", b"<p:B "),
        ]:
            with self.subTest(new), self.assertRaises(NotANotice):
                parse(sound.replace(old, new))
        with self.assertRaises(NotANotice):
            parse(sound.replace(b"y</B>", b"<C>" * 99 + b"</C>" * 99 + b"</B>"))


class Documents(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.court = made_up.make(self.folder / "export")
        self.heads = sorted((self.folder / "export/heads").iterdir())

    def faults(self, check, *arguments) -> list[str]:
        report = Report()
        check(*arguments, report)
        return [f"{Path(place).name}: {detail}" for place, detail in report.faults]

    def write(self, name: str, octets: bytes) -> Path:
        (self.folder / name).write_bytes(octets)
        return self.folder / name

    def receipts(self) -> list[Path]:
        events = [leaf["event"] for leaf in self.court.books.leaves]
        wanted = {forms.ARRIVAL, "Registration", "SubmissionRejection", "Duplicate"}
        return [self.write(f"{at}.xml", self.court.receipt(at)) for at, event in enumerate(events) if event in wanted]

    def test_what_is_sound_is_believed(self):
        own, receipts = self.court.certificate, self.receipts()
        self.assertEqual(self.faults(verify_log.check_receipts, receipts, own), [])
        self.assertEqual(self.faults(verify_log.check_heads, self.heads, own), [])
        self.assertEqual(self.faults(exports.check, self.folder / "export", own, self.heads, receipts), [])

    def test_a_changed_bit_of_a_receipt_is_found(self):
        source = random.Random(7)
        sound = self.court.receipt(
            max(at for at, leaf in enumerate(self.court.books.leaves) if leaf["event"] == "Registration")
        )
        for _ in range(300):
            octets = bytearray(sound)
            place = source.randrange(len(octets))
            octets[place] ^= 1 << source.randrange(8)
            changed = self.write("changed.xml", bytes(octets))
            with self.subTest(place):
                self.assertNotEqual(self.faults(notices.read, changed, self.court.certificate), [])

    def test_what_is_sealed_must_be_true(self):
        """Whoever has the seal can write anything, but no proof of it."""
        registered = next(leaf for leaf in self.court.books.leaves if leaf["event"] == "Registration")
        arrival = next(leaf for leaf in self.court.books.leaves if leaf["package"] == registered["package"])
        sound = self.court.receipt(int(registered["index"])).decode()
        plain = sound[: sound.index("<ds:Signature")] + "</Notification>\n"
        for old, new in [
            (registered["number"], "103/2026/000099"),
            (registered["entry-hash"], "0" * 64),
            (arrival["sha256"], "1" * 64),
            (made_up.times(int(arrival["at"])), made_up.times(int(arrival["at"]) - 1)),
            ('.000Z"', '.000+00:00"'),
            (made_up.times(int(registered["at"])), made_up.times(int(registered["at"]) - 60_000)),
            ("+04:00", "+05:00"),
            ('TreeHead size="', 'TreeHead size="1'),
            ('Leaf index="', 'Leaf index="1'),
            ('kind="registered"', 'kind="rejected"'),
            (arrival["name"], "other.xml"),
        ]:
            if old in plain:
                with self.subTest(new):
                    changed = self.write("changed.xml", self.court.sealed(plain.replace(old, new)))
                    self.assertNotEqual(self.faults(notices.read, changed, self.court.certificate), [])

    def test_a_receipt_names_the_one_before_it(self):
        decided = next(leaf for leaf in self.court.books.leaves if leaf["event"] == "Registration")
        arrived = next(leaf for leaf in self.court.books.leaves if leaf["package"] == decided["package"])
        first = self.write("first.xml", self.court.receipt(int(arrived["index"])))
        name = notices.read(first, None, Report()).id
        for digest, count in [(hashlib.sha256(first.read_bytes()).hexdigest(), 0), ("0" * 64, 1)]:
            second = self.write("second.xml", self.court.receipt(int(decided["index"]), previous=(name, digest)))
            self.assertEqual(len(self.faults(verify_log.check_receipts, [first, second], None)), count)

    def test_heads_go_on_from_one_another(self):
        own = self.court.certificate
        self.assertNotEqual(self.faults(verify_log.check_heads, [self.heads[0], self.heads[2]], own), [])
        self.assertNotEqual(self.faults(verify_log.check_heads, self.heads[1::-1], own), [])
        other = made_up.Court(seed=2, key=self.court.key).work(5).work(7)
        later = self.write("later.xml", list(other.books.heads.values())[1])
        self.assertNotEqual(self.faults(verify_log.check_heads, [self.heads[0], later], own), [])

    def test_a_receipt_of_another_log_is_found(self):
        other = made_up.make(self.folder / "other", seed=2)
        receipt = self.write("other.xml", other.receipt(len(other.books.leaves) - 3))
        self.assertNotEqual(self.faults(exports.check, self.folder / "export", None, [], [receipt]), [])

    def test_rules_of_the_log(self):
        """What no sound log has is found without any witness."""

        def second_arrival(log: books.Books) -> None:
            log.leaves.append(books.Fields(log.leaves[0]))
            log.leaves[-1]["index"] = len(log.leaves) - 1

        def second_decision(log: books.Books) -> None:
            leaf = next(leaf for leaf in log.leaves if leaf["event"] == "SubmissionRejection")
            log.leaves.append(books.Fields(leaf))
            log.leaves[-1]["index"] = len(log.leaves) - 1

        def event_before_arrival(log: books.Books) -> None:
            place = next(at for at, leaf in enumerate(log.leaves) if leaf["event"] != forms.ARRIVAL)
            log.leaves.insert(0, log.leaves.pop(place))
            for index, leaf in enumerate(log.leaves):
                leaf["index"] = index

        def entry_left_out(log: books.Books) -> None:
            log.entries.pop()

        def other_receipt_time(log: books.Books) -> None:
            log.entries[-1]["received-at"] = 1

        def gap(log: books.Books) -> None:
            log.entries[-1]["number"] = "103/2026/000777"

        def correction(log: books.Books) -> books.Fields:
            return next(leaf for leaf in log.leaves if leaf["event"] == forms.CORRECTION)

        def correction_of_what_was_not(log: books.Books) -> None:
            correction(log)["was"] = "Nobody wrote this"

        def correction_of_nothing(log: books.Books) -> None:
            leaf = correction(log)
            leaf["value"] = leaf["was"]

        def correction_of_another_entry(log: books.Books) -> None:
            leaf = correction(log)
            leaf["number"] = next(entry["number"] for entry in log.entries if entry["number"] != leaf["number"])

        def correction_out_of_turn(log: books.Books) -> None:
            log.leaves.append(books.Fields(correction(log)))
            log.leaves[-1]["index"] = len(log.leaves) - 1

        for change in [
            second_arrival,
            second_decision,
            event_before_arrival,
            entry_left_out,
            other_receipt_time,
            gap,
            correction_of_what_was_not,
            correction_of_nothing,
            correction_of_another_entry,
            correction_out_of_turn,
        ]:
            log = books.Books.read(self.folder / "export")
            log.heads = {}
            change(log)
            log.write(self.folder / "changed")
            with self.subTest(change.__name__):
                self.assertNotEqual(self.faults(exports.check, self.folder / "changed", None, [], []), [])


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""Changes a signed document: some so that its canonical octets differ, some so that they do not.

    change_oracle.py SIGNED.xml FOLDER --different N --equal M --seed S

writes different-NNNN.xml and equal-NNNN.xml, and changes.json: {file: what was done}. Octets are those that lxml's
exclusive canonicalisation gives for the signed element (the one with an Id) and for SignedInfo; well-formedness is what
lxml says.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable
from pathlib import Path

from lxml import etree

DS = "http://www.w3.org/2000/09/xmldsig#"
LETTERS = "abcxyzƏıöşğ0189 _-.+/="


def parse(octets: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=False)
    return etree.fromstring(octets, parser)


def canonical(root: etree._Element) -> bytes | None:
    """What a signature protects; None when it has gone."""
    signed = [element for element in root.iter(etree.Element) if element.get("Id") == "c1"]
    infos = list(root.iter(f"{{{DS}}}SignedInfo"))
    values = ["".join(value.itertext()).split() for value in root.iter(f"{{{DS}}}SignatureValue")]
    if not signed or not infos:
        return None
    parts = [etree.tostring(element, method="c14n", exclusive=True, with_comments=False) for element in signed + infos]
    # c14n of an element writes its tail too.
    ends = [part[: part.rindex(b">") + 1] for part in parts]
    return b"\x00".join(ends) + repr(values).encode()


class Changes:
    def __init__(self, signed: bytes, seed: int) -> None:
        self.signed = signed
        self.random = random.Random(seed)
        self.octets = canonical(parse(signed))

    # Changes to the octets of the content

    def character(self, text: str) -> tuple[str, str]:
        start, end = self.content(text)
        position = self.random.randrange(start, end)
        letter = self.random.choice(LETTERS)
        return text[:position] + letter + text[position + 1 :], f"character {position} becomes {letter!r}"

    def insertion(self, text: str) -> tuple[str, str]:
        start, end = self.content(text)
        position = self.random.randrange(start, end)
        piece = self.random.choice([*LETTERS, "&amp;", "&#x9;", "<x/>", "<?p i?>", "\n", "&#13;", ' a="1"', "]]&gt;"])
        return text[:position] + piece + text[position:], f"{piece!r} is inserted at {position}"

    def deletion(self, text: str) -> tuple[str, str]:
        start, end = self.content(text)
        position = self.random.randrange(start, end)
        length = self.random.randint(1, 12)
        return text[:position] + text[position + length :], f"{length} characters go at {position}"

    def swap(self, text: str) -> tuple[str, str]:
        elements = re.findall(r"<(\w+)[^<>]*>[^<>]*</\1>", text[slice(*self.content(text))])
        if len(elements) < 2:
            return text, "nothing"
        first, second = self.random.sample(elements, 2)
        return text.replace(f"<{first}", "<@@").replace(f"</{first}", "</@@").replace(f"<{second}", f"<{first}").replace(
            f"</{second}", f"</{first}"
        ).replace("@@", second), f"{first} and {second} change names"

    def signature(self, text: str) -> tuple[str, str]:
        start, end = text.index("<ds:SignedInfo>"), text.index("</ds:SignatureValue>")
        position = self.random.randrange(start, end)
        letter = self.random.choice(LETTERS)
        return text[:position] + letter + text[position + 1 :], f"character {position} of the signature becomes {letter!r}"

    def content(self, text: str) -> tuple[int, int]:
        """From the start tag of the element with the Id c1 to its end tag."""
        start = re.search(r'<([\w:]+)[^<>]*\bId="c1"', text)
        if start is None:
            raise ValueError("no signed element")
        return start.start(), text.index(f"</{start[1]}>")

    # Changes to the form alone

    def form(self, text: str) -> tuple[str, str]:
        forms: list[tuple[str, Callable[[str], str]]] = [
            ("attributes in another order", lambda t: self.one(t, r'( [\w:]+="[^"<]*")( [\w:]+="[^"<]*")', r"\2\1")),
            ("single quotes", lambda t: self.one(t, r"""([\w:]+)="([^"'<&]*)\"""", r"\1='\2'")),
            ("a character reference", lambda t: self.one(t, r">([^<>&]*?)([A-Za-z0-9])([^<>&]*)<", self.referred)),
            ("CDATA for text", lambda t: self.one(t, r">([^<>&]+)<", r"><![CDATA[\1]]><")),
            ("split CDATA", lambda t: self.one(t, r">([^<>&])([^<>&]+)<", r"><![CDATA[\1]]><![CDATA[]]>\2<")),
            ("another form of an empty element", lambda t: self.one(t, r"<(\w+)([^<>]*)/>", r"<\1\2></\1>")),
            ("white space in an end tag", lambda t: self.one(t, r"</([\w:]+)>", "</\\1 \n>")),
            ("white space between attributes", lambda t: self.one(t, r' ([\w:]+)="', '\n\t \\1 = "')),
            ("an XML declaration", lambda t: t if t.startswith("<?xml") else f'<?xml version="1.0"?>\n{t}'),
            ("a comment outside values", lambda t: self.one(t, r"><(?=\w)", "><!-- - --><")),
            ("a comment at the end", lambda t: f"{t}<!-- end -->"),
            ("an unused namespace declaration", lambda t: self.one(t, r"<(\w+)(?=[ >])", r'<\1 xmlns:unused="urn:u"')),
            ("an attribute value with a reference", lambda t: self.one(t, r'="([^"<&]*?)([a-z])([^"<&]*)"', self.quoted)),
            ("CR LF for LF", lambda t: t.replace("\n", "\r\n")),
        ]
        chosen = self.random.sample(forms, self.random.randint(1, 4))
        for _, change in chosen:
            text = change(text)
        return text, ", ".join(name for name, _ in chosen)

    def one(self, text: str, pattern: str, replacement: str | Callable[[re.Match[str]], str]) -> str:
        """The text with one place of the content, chosen by chance, replaced."""
        start, end = self.content(text)
        places = list(re.finditer(pattern, text[start:end]))
        if not places:
            return text
        place = self.random.choice(places)
        new = replacement(place) if callable(replacement) else place.expand(replacement)
        return text[: start + place.start()] + new + text[start + place.end() :]

    def referred(self, place: re.Match[str]) -> str:
        return f">{place[1]}{self.reference(place[2])}{place[3]}<"

    def quoted(self, place: re.Match[str]) -> str:
        return f'="{place[1]}{self.reference(place[2])}{place[3]}"'

    def reference(self, letter: str) -> str:
        return self.random.choice([f"&#{ord(letter)};", f"&#x{ord(letter):X};", f"&#x0{ord(letter):x};"])

    def made(self, kinds: list[Callable[[str], tuple[str, str]]], count: int, differ: bool):
        seen = {self.signed}
        while len(seen) <= count:
            try:
                text, what = self.random.choice(kinds)(self.signed.decode())
                octets = text.encode()
                if octets in seen or (canonical(parse(octets)) != self.octets) != differ:
                    continue
            except (etree.LxmlError, ValueError):
                continue
            seen.add(octets)
            yield octets, what


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("signed", type=Path)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--different", type=int, required=True)
    arguments.add_argument("--equal", type=int, required=True)
    arguments.add_argument("--seed", type=int, required=True)
    options = arguments.parse_args()
    changes = Changes(options.signed.read_bytes(), options.seed)
    kinds = [changes.character, changes.insertion, changes.deletion, changes.swap, changes.signature]
    log = {}
    for name, made in (
        ("different", changes.made(kinds, options.different, True)),
        ("equal", changes.made([changes.form], options.equal, False)),
    ):
        for number, (octets, what) in enumerate(made):
            (options.folder / f"{name}-{number:04}.xml").write_bytes(octets)
            log[f"{name}-{number:04}.xml"] = what
    (options.folder / "changes.json").write_text(json.dumps(log))

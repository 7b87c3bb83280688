#!/usr/bin/env python3
"""Canonicalises random documents with lxml and libxml2, for a comparison with our own canonical forms.

    c14n_oracle.py FOLDER --documents N --seed S

writes NNNN.xml and NNNN.json for each document. The JSON lists node sets (the document, a subtree, a subtree with a
hole) and, for each, the octets that all six methods give. lxml reaches only four methods and only whole documents or
subtrees torn from their context, so that the answers come from xmlC14NExecute, with lxml's checked against them
wherever lxml has one.
"""
from __future__ import annotations

import argparse
import ctypes
import ctypes.util
import json
import random
from pathlib import Path

from lxml import etree

from random_xml import RandomDocument

C14N10 = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
C14N11 = "http://www.w3.org/2006/12/xml-c14n11"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
# Algorithm identifier -> (mode of xmlC14NExecute, with comments).
METHODS = {
    C14N10: (0, False),
    C14N10 + "#WithComments": (0, True),
    EXCLUSIVE: (1, False),
    EXCLUSIVE + "WithComments": (1, True),
    C14N11: (2, False),
    C14N11 + "#WithComments": (2, True),
}
NOENT, NONET, HUGE = 1 << 1, 1 << 11, 1 << 19
ELEMENT = 1

Visible = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


class Node(ctypes.Structure):
    """The head that every node of libxml2's tree has."""

    _fields_ = [
        ("private", ctypes.c_void_p), ("type", ctypes.c_int), ("name", ctypes.c_char_p),
        ("children", ctypes.c_void_p), ("last", ctypes.c_void_p), ("parent", ctypes.c_void_p),
        ("next", ctypes.c_void_p), ("prev", ctypes.c_void_p),
    ]


class LibXML2:
    def __init__(self) -> None:
        self.lib = ctypes.CDLL(ctypes.util.find_library("xml2") or "libxml2.so.2")
        for name, result, arguments in [
            ("xmlReadMemory", ctypes.c_void_p,
             [ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_int]),
            ("xmlFreeDoc", None, [ctypes.c_void_p]),
            ("xmlAllocOutputBuffer", ctypes.c_void_p, [ctypes.c_void_p]),
            ("xmlOutputBufferGetContent", ctypes.c_void_p, [ctypes.c_void_p]),
            ("xmlOutputBufferGetSize", ctypes.c_size_t, [ctypes.c_void_p]),
            ("xmlOutputBufferClose", ctypes.c_int, [ctypes.c_void_p]),
            ("xmlC14NExecute", ctypes.c_int,
             [ctypes.c_void_p, Visible, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_int,
              ctypes.c_void_p]),
        ]:
            function = getattr(self.lib, name)
            function.restype, function.argtypes = result, arguments

    def parse(self, octets: bytes) -> Document:
        handle = self.lib.xmlReadMemory(octets, len(octets), None, None, NOENT | NONET | HUGE)
        if not handle:
            raise ValueError("libxml2 refuses a generated document")
        return Document(self.lib, handle)


class Document:
    def __init__(self, lib: ctypes.CDLL, handle: int) -> None:
        self.lib, self.handle = lib, handle
        self.nodes: set[int] = set()
        self.elements: list[int] = []
        for node in self.subtree(handle):
            self.nodes.add(node)
            if Node.from_address(node).type == ELEMENT:
                self.elements.append(node)

    def close(self) -> None:
        self.lib.xmlFreeDoc(self.handle)

    def subtree(self, top: int):
        """The node and all below it, in document order."""
        node = top
        while True:
            yield node
            head = Node.from_address(node)
            if head.children:
                node = head.children
                continue
            while node != top and not Node.from_address(node).next:
                node = Node.from_address(node).parent
            if node == top:
                return
            node = Node.from_address(node).next

    def canonical(self, members: set[int] | None, method: str, prefixes: list[str]) -> bytes:
        """The canonical form of the nodes, with all their attributes and namespaces; of the document for None."""
        def visible(_, node, parent):
            return node in members if node in self.nodes else parent in members

        mode, comments = METHODS[method]
        callback = Visible(visible) if members is not None else ctypes.cast(None, Visible)
        listed = (ctypes.c_char_p * (len(prefixes) + 1))(*[prefix.encode() for prefix in prefixes], None)
        buffer = self.lib.xmlAllocOutputBuffer(None)
        try:
            if self.lib.xmlC14NExecute(self.handle, callback, None, mode, listed, int(comments), buffer) < 0:
                raise ValueError("libxml2 cannot canonicalise a generated document")
            size = self.lib.xmlOutputBufferGetSize(buffer)
            return ctypes.string_at(self.lib.xmlOutputBufferGetContent(buffer), size)
        finally:
            self.lib.xmlOutputBufferClose(buffer)


def by_lxml(tree, apex: int | None, method: str, prefixes: list[str]) -> bytes | None:
    """lxml's own answer; None where it has no way to ask."""
    mode, comments = METHODS[method]
    if mode == 2 or (apex is not None and mode == 0):
        # No C14N 1.1; and a subtree is copied out first, which loses inherited attributes of the xml namespace.
        return None
    if mode == 1 and "#default" in prefixes:
        # lxml drops prefixes that are not names of the document, and so this one.
        return None
    subject = tree if apex is None else list(tree.iter(etree.Element))[apex]
    return etree.tostring(
        subject, method="c14n", exclusive=mode == 1, with_comments=comments, with_tail=False,
        inclusive_ns_prefixes=prefixes if mode == 1 else None)


def cases(rng: random.Random, document: Document, octets: bytes, all_prefixes: list[str]) -> list[dict]:
    tree = etree.fromstring(octets, etree.XMLParser(huge_tree=True, no_network=True)).getroottree()
    count = len(document.elements)
    apex = rng.randrange(count)
    below = [index for index, node in enumerate(document.elements)
             if node in set(document.subtree(document.elements[apex])) and index != apex] if count < 500 else []
    sets: list[tuple[int | None, int | None]] = [(None, None), (apex, None)]
    if below:
        sets.append((apex, rng.choice(below)))
    result = []
    for top, hole in sets:
        prefixes = rng.sample(all_prefixes, rng.randint(0, min(3, len(all_prefixes))))
        members = None
        if top is not None:
            members = set(document.subtree(document.elements[top]))
            if hole is not None:
                members -= set(document.subtree(document.elements[hole]))
        expected = {}
        for method in METHODS:
            canonical = document.canonical(members, method, prefixes)
            own = by_lxml(tree, top, method, prefixes) if hole is None else None
            if own is not None and own != canonical:
                raise ValueError(f"lxml and libxml2 disagree on {method}:\n{own!r}\n{canonical!r}")
            expected[method] = canonical.decode()
        result.append({"apex": top, "hole": hole, "prefixes": prefixes, "expected": expected})
    return result


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--documents", type=int, default=1000)
    arguments.add_argument("--seed", type=int, required=True)
    options = arguments.parse_args()
    library = LibXML2()
    for number in range(options.documents):
        rng = random.Random(f"{options.seed}/{number}")
        generated = RandomDocument(rng, large=number % 100 == 99)
        octets = generated.octets()
        document = library.parse(octets)
        stem = options.folder / f"{number:06}"
        stem.with_suffix(".xml").write_bytes(octets)
        stem.with_suffix(".json").write_text(json.dumps(cases(rng, document, octets, generated.prefixes)))
        document.close()


if __name__ == "__main__":
    main()

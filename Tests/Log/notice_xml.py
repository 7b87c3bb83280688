"""Reads notices, and nothing else: XML as they are written, without comments, instructions, CDATA or white space to spare."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
DEEPEST = 40
XML = "http://www.w3.org/XML/1998/namespace"
NAME = r"[A-Za-z_][A-Za-z0-9_.-]*(?::[A-Za-z_][A-Za-z0-9_.-]*)?"
TAG = re.compile(rf"<(/?)({NAME})((?: {NAME}=\"[^\"<\t\n]*\")*)(/?)>")
ATTRIBUTE = re.compile(rf" ({NAME})=\"([^\"]*)\"")
TEXT = re.compile(r"[^<]+")
ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"'}


class NotANotice(Exception):
    """A document that no notice can be, and why."""


@dataclass
class Element:
    prefix: str
    name: str
    namespace: str
    attributes: dict[str, str]
    # All that is declared at this place, by prefix.
    scope: dict[str, str]
    children: list[Element | str] = field(default_factory=list)
    # Where it stands in the document.
    start: int = 0
    end: int = 0

    def elements(self, name: str, namespace: str | None = None) -> list[Element]:
        wanted = self.namespace if namespace is None else namespace
        return [
            child
            for child in self.children
            if isinstance(child, Element) and (child.name, child.namespace) == (name, wanted)
        ]

    def only(self, name: str, namespace: str | None = None) -> Element:
        found = self.elements(name, namespace)
        if len(found) != 1:
            raise NotANotice(f"{self.name} has {len(found) or 'no'} {name}")
        return found[0]

    def maybe(self, name: str, namespace: str | None = None) -> Element | None:
        return self.only(name, namespace) if self.elements(name, namespace) else None

    def attribute(self, name: str) -> str:
        if name not in self.attributes:
            raise NotANotice(f"{self.name} has no {name}")
        return self.attributes[name]

    @property
    def text(self) -> str:
        return "".join(child for child in self.children if isinstance(child, str))


def parse(octets: bytes) -> tuple[str, Element]:
    """The document's text, and its root."""
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(octets, True)
        text = octets.decode()
    except (expat.ExpatError, UnicodeDecodeError) as error:
        raise NotANotice(f"is no XML in UTF-8: {error}") from None
    if not text.startswith(DECLARATION) or "\r" in text:
        raise NotANotice("does not begin as notices do, or has other line ends")
    root, at = _element(text, len(DECLARATION))
    if text[at:] != "\n":
        raise NotANotice("does not end with its last tag and a line end")
    return text, root


def _element(text: str, at: int) -> tuple[Element, int]:
    path: list[Element] = []
    while True:
        if found := TAG.match(text, at):
            end, name, attributes, is_empty = found.groups()
            if end:
                if attributes or is_empty:
                    raise NotANotice(f"has an end tag that is none at character {at}")
                element = path.pop()
                element.end = found.end()
                if not path:
                    return element, found.end()
            else:
                element = _opened(name, attributes, path[-1].scope if path else {})
                element.start, element.end = at, found.end()
                if path:
                    path[-1].children.append(element)
                if len(path) > DEEPEST:
                    raise NotANotice("is deeper than notices are")
                if not is_empty:
                    path.append(element)
                elif not path:
                    return element, found.end()
        elif path and (found := TEXT.match(text, at)):
            path[-1].children.append(_unescaped(found[0]))
        else:
            raise NotANotice(f"has something at character {at} that notices do not have")
        at = found.end()


def _opened(qualified: str, attributes: str, outer: dict[str, str]) -> Element:
    scope, own = dict(outer), {}
    for name, value in ATTRIBUTE.findall(attributes):
        if name == "xmlns":
            scope[""] = _unescaped(value)
        elif name.startswith("xmlns:"):
            scope[name[6:]] = _unescaped(value)
        else:
            own[name] = _unescaped(value)
    prefix, _, name = qualified.rpartition(":")
    return Element(prefix, name, scope.get(prefix, ""), own, scope)


def _unescaped(text: str) -> str:
    def character(found: re.Match[str]) -> str:
        if found[1] not in ENTITIES:
            raise NotANotice(f"has a reference that notices do not have: {found[0]}")
        return ENTITIES[found[1]]

    return re.sub(r"&([^;]*);?", character, text)


def canonical(element: Element, without: Element | None = None) -> bytes:
    """Exclusive XML Canonicalization 1.0 of an element, without one of its children."""
    output: list[str] = []
    _write(element, {}, without, output)
    return "".join(output).encode()


def _write(element: Element, rendered: dict[str, str], without: Element | None, output: list[str]) -> None:
    used = {element.prefix} | {name.split(":")[0] for name in element.attributes if ":" in name} - {"xml"}
    new = {
        prefix: element.scope.get(prefix, "")
        for prefix in sorted(used)
        if element.scope.get(prefix, "") != rendered.get(prefix, "")
    }
    name = f"{element.prefix}:{element.name}" if element.prefix else element.name
    output.append("<" + name)
    for prefix, namespace in new.items():
        output.append(f' xmlns{":" if prefix else ""}{prefix}="{_in_attribute(namespace)}"')
    for attribute in sorted(element.attributes, key=lambda attribute: _order(attribute, element.scope)):
        output.append(f' {attribute}="{_in_attribute(element.attributes[attribute])}"')
    output.append(">")
    for child in element.children:
        if isinstance(child, str):
            output.append(child.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
        elif child is not without:
            _write(child, rendered | new, without, output)
    output.append(f"</{name}>")


def _order(attribute: str, scope: dict[str, str]) -> tuple[str, str]:
    prefix, _, name = attribute.rpartition(":")
    return (XML if prefix == "xml" else scope.get(prefix, "") if prefix else "", name)


def _in_attribute(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")

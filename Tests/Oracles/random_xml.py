"""Random well-formed documents without a DOCTYPE, rich in what canonicalisation treats specially."""
from __future__ import annotations

import random
import re

# No ampersand in a namespace name: libxml2 does not escape it, though Canonical XML 1.0 §2.3 has a namespace node written
# as an attribute is.
URIS = ["urn:a", "urn:b", "http://example.org/ns", "http://example.org/?a=1;b=2#c", "urn:c:%C9%99"]
PREFIXES = ["a", "b", "c", "ns1", "Z"]
ASCII_NAMES = ["e", "f", "Doc", "x-1", "_y", "item.2"]
OTHER_NAMES = ["şəxs", "İş", "ürək", "文"]
CHARACTERS = "abc XYZ 09'>]-əşğıöüçİ ©\u0085\u2028\ufeff\ufffd\U0001F600\U00010348e\u0301"
TEXT_PIECES = ["&lt;", "&amp;", "&gt;", "&quot;", "&apos;", "&#13;", "&#10;", "&#9;", "&#x1F600;", "&#xE9;",
               "\r\n", "\r", "\n", "\t", '"', "]]&gt;", "&#13;&#10;", "  "]
CDATA_PIECES = ["<", "&amp;", "&", "]]", ">", "\r\n", "\r", '"', "<![CDATA["]


class RandomDocument:
    def __init__(self, rng: random.Random, large: bool = False) -> None:
        self.rng = rng
        self.large = large
        self.encoding = rng.choice(["UTF-8"] * 7 + ["UTF-16", "ISO-8859-1", ""])
        self.names = ASCII_NAMES + ([] if self.encoding == "ISO-8859-1" else OTHER_NAMES)
        self.long_texts = 3 if large else 0
        self.budget = rng.randint(1, 2000 if large else 40)
        # For InclusiveNamespaces: also one prefix that nothing declares.
        self.prefixes = PREFIXES + ["undeclared", "#default"]

    def octets(self) -> bytes:
        declaration = f'<?xml version="1.0" encoding="{self.encoding}"?>' if self.encoding else ""
        text = declaration + self.outside() + self.element({"": ""}, 0) + self.outside()
        if self.encoding == "UTF-16":
            order = self.rng.choice(["utf-16-le", "utf-16-be"])
            return ("\ufeff" + text).encode(order)
        if self.encoding == "ISO-8859-1":
            return text.encode("iso-8859-1", "xmlcharrefreplace")
        mark = "\ufeff" if self.rng.random() < 0.1 else ""
        return (mark + text).encode()

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def outside(self) -> str:
        pieces = ["", "\n", "\r\n", " "]
        return "".join(
            self.rng.choice([self.comment(), self.instruction(), self.rng.choice(pieces)])
            for _ in range(self.rng.choice([0, 0, 1, 2, 4])))

    def run(self, pieces: list[str], longest: int = 6) -> str:
        count = self.rng.randint(0, longest)
        return "".join(
            self.rng.choice(pieces) if self.chance(0.5) else
            "".join(self.rng.choices(CHARACTERS, k=self.rng.randint(1, 6)))
            for _ in range(count))

    def comment(self) -> str:
        body = self.run(["\r\n", "<", "&amp;", '"', "\t"], 3).replace("-", "")
        return f"<!--{body}-->"

    def instruction(self) -> str:
        body = self.run(["\r\n", "<", "&amp;", '"'], 2).replace("?>", "").lstrip(" \t\r\n")
        # A byte order mark or other non-space starts the data, too, so that a space must stand between.
        return f"<?{self.rng.choice(['pi', 'x-t', 'Go'])}{self.rng.choice([' ', '  ', chr(10)]) + body if body else ''}?>"

    def content(self) -> str:
        if self.long_texts > 0 and self.chance(0.05):
            self.long_texts -= 1
            piece = self.rng.choice(["A", "AB\n", "ə", "A\r\n", "A&#13;"])
            return piece * self.rng.randint(60_000 // len(piece), 300_000 // len(piece))
        text = self.run(TEXT_PIECES).replace("]]>", "]]&gt;")
        # The text before may end in "]]".
        return re.sub(r"^(\]*)>", r"\1&gt;", text)

    def cdata(self) -> str:
        return f"<![CDATA[{self.run(CDATA_PIECES).replace(']]>', ']] >')}]]>"

    def value(self) -> str:
        quote = self.rng.choice("\"'")
        body = self.run(TEXT_PIECES, 4).replace(quote, " ").replace("<", "&lt;")
        return quote + body + quote

    def element(self, scope: dict[str, str], depth: int) -> str:
        rng = self.rng
        self.budget -= 1
        declared: dict[str, str] = {}
        for _ in range(rng.choice([0, 0, 0, 1, 2, 3])):
            declared[rng.choice(PREFIXES)] = rng.choice(URIS)
        if self.chance(0.25):
            declared[""] = rng.choice(URIS + ["", ""])
        scope = scope | declared
        if self.chance(0.02):
            declared["xml"] = "http://www.w3.org/XML/1998/namespace"
        prefix = rng.choice(list(scope))
        name = (prefix + ":" if prefix else "") + rng.choice(self.names)
        markup = [f'xmlns{":" + key if key else ""}="{uri}"' for key, uri in declared.items()]
        markup += self.attributes(scope)
        rng.shuffle(markup)
        space = rng.choice([" ", "  ", "\n", "\r\n\t"])
        head = name + "".join(space + item for item in markup)
        if self.chance(0.15):
            return f"<{head}{rng.choice(['', ' '])}/>"
        body = ""
        for _ in range(rng.randint(0, 40 if self.large else 5)):
            kind = rng.random()
            if kind < 0.4 and self.budget > 0 and depth < 30:
                body += self.element(scope, depth + 1)
            elif kind < 0.75:
                body += self.content()
            elif kind < 0.85:
                body += self.cdata()
            elif kind < 0.93:
                body += self.comment()
            else:
                body += self.instruction()
        return f"<{head}>{body}</{name}{rng.choice(['', ' '])}>"

    def attributes(self, scope: dict[str, str]) -> list[str]:
        rng = self.rng
        markup = []
        taken = set()
        for _ in range(rng.choice([0, 0, 1, 2, 4])):
            prefix = rng.choice(["", ""] + list(scope))
            local = rng.choice(self.names)
            uri = scope[prefix] if prefix else ""
            if (uri, local) not in taken:
                taken.add((uri, local))
                markup.append(f'{prefix + ":" if prefix else ""}{local}={self.value()}')
        if self.chance(0.12):
            markup.append(f'xml:lang="{rng.choice(["az", "en", ""])}"')
        if self.chance(0.08):
            markup.append(f'xml:space="{rng.choice(["default", "preserve"])}"')
        if self.chance(0.06):
            markup.append(f'xml:id="i{rng.randrange(10**9)}"')
        if self.chance(0.05):
            markup.append(f"xml:other={self.value()}")
        if self.chance(0.08):
            # Dot segments, queries and empty values are left to the W3C vectors: libxml2 joins by RFC 3986, not by
            # its change in Canonical XML 1.1 §2.4 and appendix A.
            markup.append(f'xml:base="{rng.choice(["http://example.org/x/y", "/top/", "sub/", "file.xml"])}"')
        return markup

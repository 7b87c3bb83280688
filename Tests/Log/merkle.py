"""Merkle trees and their proofs as RFC 9162 §2.1 defines them, with SHA-256."""

from __future__ import annotations

import hashlib

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(octets: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + octets).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """The hashes of every full subtree, so that the root of any number of first leaves costs a few steps."""

    def __init__(self, leaves: list[bytes]):
        self.levels = [[leaf_hash(leaf) for leaf in leaves]]
        while len(below := self.levels[-1]) > 1:
            self.levels.append([node_hash(below[at], below[at + 1]) for at in range(0, len(below) - 1, 2)])

    def __len__(self) -> int:
        return len(self.levels[0])

    def root(self, size: int) -> bytes:
        """Of the first `size` leaves (§2.1.1)."""
        return self._hash(0, size) if size else EMPTY_ROOT

    def completed(self, index: int) -> list[bytes]:
        """The leaf's hash, then those of the full subtrees that end with it, the smallest first."""
        hashes = []
        for level in self.levels:
            hashes.append(level[index])
            if index % 2 == 0:
                break
            index //= 2
        return hashes

    def inclusion(self, index: int, size: int) -> list[bytes]:
        """§2.1.3.1."""
        return self._inclusion(index, 0, size)

    def consistency(self, old: int, new: int) -> list[bytes]:
        """§2.1.4.1."""
        return self._consistency(old, 0, new, True)

    def _hash(self, start: int, count: int) -> bytes:
        if count & (count - 1) == 0:
            return self.levels[count.bit_length() - 1][start // count]
        left = _split(count)
        return node_hash(self._hash(start, left), self._hash(start + left, count - left))

    def _inclusion(self, index: int, start: int, count: int) -> list[bytes]:
        if count == 1:
            return []
        left = _split(count)
        if index < left:
            return self._inclusion(index, start, left) + [self._hash(start + left, count - left)]
        return self._inclusion(index - left, start + left, count - left) + [self._hash(start, left)]

    def _consistency(self, old: int, start: int, count: int, is_whole: bool) -> list[bytes]:
        if old == count:
            return [] if is_whole else [self._hash(start, count)]
        left = _split(count)
        if old <= left:
            return self._consistency(old, start, left, is_whole) + [self._hash(start + left, count - left)]
        return self._consistency(old - left, start + left, count - left, False) + [self._hash(start, left)]


def _split(count: int) -> int:
    """The largest power of two below."""
    return 1 << ((count - 1).bit_length() - 1)


def is_included(leaf: bytes, index: int, size: int, path: list[bytes], root: bytes) -> bool:
    """Whether a leaf of this hash stands at this place in the tree (§2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, result = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            result = node_hash(sibling, result)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            result = node_hash(result, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and result == root


def is_consistent(old: int, old_root: bytes, new: int, new_root: bytes, path: list[bytes]) -> bool:
    """Whether the new tree begins with all leaves of the old one (§2.1.4.2)."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not path and old_root == new_root
    if old & (old - 1) == 0:
        path = [old_root, *path]
    if not path:
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root

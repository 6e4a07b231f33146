"""A small compound file (MS-CFB) in memory, for Outlook messages: streams in folders, all of them short."""

from __future__ import annotations

import itertools
import struct
from dataclasses import dataclass, field

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = dict[str, "bytes | Tree"]


@dataclass
class _Entry:
    name: str
    kind: int
    right: int = FREE
    child: int = FREE
    start: int = 0
    size: int = 0


@dataclass
class _Made:
    entries: list[_Entry] = field(default_factory=list)
    mini: bytearray = field(default_factory=bytearray)
    chains: list[int] = field(default_factory=list)

    def folder(self, tree: Tree) -> int:
        """Adds what a folder holds, as a chain of siblings; its first entry's number."""
        numbers = []
        for name in sorted(tree, key=lambda name: (len(name), name.upper())):
            content = tree[name]
            entry = _Entry(name, 2 if isinstance(content, bytes) else 1)
            numbers.append(len(self.entries))
            self.entries.append(entry)
            if isinstance(content, bytes):
                self._stream(entry, content)
            else:
                entry.child = self.folder(content)
        for one, two in itertools.pairwise(numbers):
            self.entries[one].right = two
        return numbers[0] if numbers else FREE

    def _stream(self, entry: _Entry, content: bytes) -> None:
        entry.size, entry.start = len(content), len(self.mini) // 64 if content else END
        count = -(-len(content) // 64)
        self.chains += [*range(entry.start + 1, entry.start + count), END] if count else []
        self.mini += content.ljust(64 * count, b"\0")


def compound(tree: Tree) -> bytes:
    """The file. The sectors are: the table, the directory, the mini table, the mini stream."""
    made = _Made([_Entry("Root Entry", 5)])
    made.entries[0].child = made.folder(tree)
    directory = b"".join(_directory(entry) for entry in made.entries)
    table = struct.pack(f"<{len(made.chains)}I", *made.chains)
    parts = [directory, table, bytes(made.mini)]
    counts = [max(1, -(-len(part) // 512)) for part in parts]
    starts = [1, 1 + counts[0], 1 + counts[0] + counts[1]]
    made.entries[0].start, made.entries[0].size = starts[2], len(made.mini)
    parts[0] = b"".join(_directory(entry) for entry in made.entries)
    fat = [FAT]
    for start, count in zip(starts, counts, strict=True):
        fat += [*range(start + 1, start + count), END]
    assert len(fat) <= 128
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIIII", 0, 1, starts[0], 0, 4096, starts[1], counts[1], END, 0, 0)
    header += struct.pack("<108I", *[FREE] * 108)
    sectors = [struct.pack("<128I", *fat, *[FREE] * (128 - len(fat)))]
    fill = (b"\0", b"\xff", b"\0")
    sectors += [part.ljust(512 * count, pad) for part, count, pad in zip(parts, counts, fill, strict=True)]
    return header + b"".join(sectors)


def _directory(entry: _Entry) -> bytes:
    name = (entry.name + "\0").encode("utf-16-le")
    body = name.ljust(64, b"\0") + struct.pack("<HBB", len(name), entry.kind, 1)
    body += struct.pack("<III", FREE, entry.right, entry.child) + bytes(36) + struct.pack("<IQ", entry.start, entry.size)
    return body


def message(subject: str, body: str, attachments: dict[str, bytes]) -> bytes:
    """An Outlook message (MS-OXMSG)."""
    tree: Tree = _texts({0x0037: subject, 0x1000: body, 0x0042: "Aino Ääri"})
    tree["__properties_version1.0"] = struct.pack("<8x4I8x", 0, len(attachments), 0, len(attachments)) + _rows(
        {0x0037: 0x1F, 0x1000: 0x1F, 0x0042: 0x1F}
    )
    tree["__nameid_version1.0"] = {}
    for number, (name, data) in enumerate(attachments.items()):
        inner: Tree = _texts({0x3707: name})
        inner["__substg1.0_37010102"] = data
        inner["__properties_version1.0"] = bytes(8) + _rows({0x3707: 0x1F, 0x3701: 0x102, 0x3705: 0x3})
        tree[f"__attach_version1.0_#{number:08X}"] = inner
    return compound(tree)


def _texts(values: dict[int, str]) -> Tree:
    return {f"__substg1.0_{code:04X}001F": text.encode("utf-16-le") for code, text in values.items()}


def _rows(properties: dict[int, int]) -> bytes:
    return b"".join(struct.pack("<HHIQ", kind, code, 6, 1) for code, kind in properties.items())

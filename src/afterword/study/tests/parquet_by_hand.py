"""Parquet files that no writer of tables would make: a few bytes that claim billions of rows.

Every column is text, its different entries stand in a dictionary, and rows are runs of its places.
The footer is Thrift's compact protocol, of which this writes what Parquet needs.
"""

import struct
from collections.abc import Mapping, Sequence
from itertools import pairwise

I32, I64, BINARY, LIST, STRUCT = 5, 6, 8, 9, 12
Fields = Sequence[tuple[int, int, object]]


def parquet(
    columns: Mapping[str, Sequence[bytes]], *, rows: int, claimed: int | None = None
) -> bytes:
    """A file of so many rows, whose entries follow each other in runs as long as each other.

    ``claimed`` is how many rows its footer says that there are.
    """
    body, chunks, claimed = bytearray(b"PAR1"), [], rows if claimed is None else claimed
    for name, entries in columns.items():
        begins = len(body)
        body += _page(2, (7, len(entries), ((1, I32, len(entries)), (2, I32, 0))), _plain(entries))
        runs = len(body)
        codes = ((1, I32, rows), (2, I32, 8), (3, I32, 3), (4, I32, 3))
        body += _page(0, (5, rows, codes), _runs(len(entries), rows))
        size = len(body) - begins
        held = (
            (1, I32, 6), (2, LIST, (I32, [0, 8])), (3, LIST, (BINARY, [name.encode()])),
            (4, I32, 0), (5, I64, rows), (6, I64, size), (7, I64, size), (9, I64, runs),
            (11, I64, begins),
        )  # fmt: skip
        chunks.append(((2, I64, begins), (3, STRUCT, held)))
    schema = [((4, BINARY, b"schema"), (5, I32, len(columns)))] + [
        ((1, I32, 6), (3, I32, 0), (4, BINARY, name.encode()), (6, I32, 0)) for name in columns
    ]
    group = ((1, LIST, (STRUCT, chunks)), (2, I64, len(body)), (3, I64, claimed))
    footer = _struct((
        (1, I32, 1), (2, LIST, (STRUCT, schema)), (3, I64, claimed), (4, LIST, (STRUCT, [group])),
    ))  # fmt: skip
    return bytes(body) + footer + struct.pack("<I", len(footer)) + b"PAR1"


def _plain(entries: Sequence[bytes]) -> bytes:
    return b"".join(struct.pack("<I", len(one)) + one for one in entries)


def _runs(many: int, rows: int) -> bytes:
    ends = [rows * place // many for place in range(many + 1)]
    runs = enumerate(end - begin for begin, end in pairwise(ends))
    return b"\x08" + b"".join(_varint(length << 1) + bytes([place]) for place, length in runs)


def _page(kind: int, header: tuple[int, int, Fields], held: bytes) -> bytes:
    place, _, fields = header
    said = ((1, I32, kind), (2, I32, len(held)), (3, I32, len(held)), (place, STRUCT, fields))
    return _struct(said) + held


def _struct(fields: Fields) -> bytes:
    out, before = bytearray(), 0
    for place, kind, value in fields:
        out += bytes([((place - before) << 4) | kind]) + _value(kind, value)
        before = place
    return bytes(out) + b"\x00"


def _value(kind: int, value: object) -> bytes:
    if isinstance(value, int):
        return _varint((value << 1) ^ (value >> 63))
    if isinstance(value, bytes):
        return _varint(len(value)) + value
    if kind == STRUCT:
        return _struct(value)  # type: ignore[arg-type]  # as the kind says
    of, each = value  # type: ignore[misc]  # as the kind says
    short = len(each) < 15
    head = bytes([(len(each) << 4 | of) if short else (0xF0 | of)])
    return head + (b"" if short else _varint(len(each))) + b"".join(_value(of, one) for one in each)


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])

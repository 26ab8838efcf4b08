"""Random and mutated files of every type, the same for the same seed: what the fuzz test and the fuzz run feed to the reader."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

from tests.reports.in_every_type import FILES

TEXT = "\n".join(
    ["2023年曲靖市麒麟区政府工作报告", "2023年1月4日在麒麟区第六届人民代表大会第二次会议上", "各位代表：", "一、2022年工作回顾",
     *[f"（{n}）地区生产总值增长{n}.5%，完成投资{n}00亿元，新增就业{n}万人以上。" for n in range(1, 9)], "二、2023年工作安排", "增长8%左右。"]
)  # fmt: skip
ENDINGS = (".txt", ".md", ".html", ".htm", ".docx", ".pdf", ".csv", ".doc", ".yaml", "", ".png")
SEEDS = {kind: make(TEXT) for kind, make in FILES.items()}
PIECES = [
    b"<", b">", b"</p>", b"<div>" * 40, b"<!--", b"]]>", b"&#x110000;", b"&nbsp" * 9, b"<script>", b"<!DOCTYPE html>", b"%PDF-1.7\n",
    b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x00" * 8, b"\r", b"\n" * 99, b'"', b",,,,", b"0" * 300, b"<<" * 50,
    b"endobj", b"stream\n", b"/Kids [1 0 R]", b"/Length 99999999999", b"\x1b[31m", "亿".encode() * 50, "第".encode("gb18030"),
    "（一）".encode(), "2023年".encode() * 30, b"1" * 4000, "增长".encode() * 500, b"a(b" * 300, "，".encode("big5"), b"\x81" * 20, b"\xed\xa0\x80",
]  # fmt: skip


def inputs(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """So many files: an ending and the content."""
    for number in range(count):
        rng = random.Random(f"{seed}:{number}")
        kind = rng.choice(list(SEEDS))
        ending = "." + kind.rpartition(".")[2] if rng.random() < 0.9 else rng.choice(ENDINGS)
        yield ending, rng.choice(WAYS)(rng, SEEDS[kind])


def _flipped(rng: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 3, 10, 100))):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _cut(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _spliced(rng: random.Random, data: bytes) -> bytes:
    """Stretches taken out, doubled, put elsewhere or taken from another type."""
    for _ in range(rng.randrange(1, 6)):
        other = rng.choice([data, data, *SEEDS.values()])
        start = rng.randrange(len(other) + 1)
        stretch = other[start : start + rng.choice((1, 16, 256, 4096))] * rng.choice((1, 1, 2, 40))
        at = rng.randrange(len(data) + 1)
        data = data[:at] + stretch + data[at + rng.choice((0, len(stretch))) :]
    return data


def _strewn(rng: random.Random, data: bytes) -> bytes:
    """Pieces that parsers stumble over, put in at random."""
    for _ in range(rng.randrange(1, 12)):
        at = rng.randrange(len(data) + 1)
        data = data[:at] + rng.choice(PIECES) + data[at:]
    return data


def _random(rng: random.Random, data: bytes) -> bytes:
    head = data[: rng.choice((0, 0, 4, 64, 512))]
    return head + rng.randbytes(rng.choice((0, 1, 7, 200, 5000)))


def _pieces(rng: random.Random, data: bytes) -> bytes:
    return b"".join(rng.choices([*PIECES, *TEXT.encode().split(b"\n")], k=rng.randrange(60))) + data[:0]


def _inner(rng: random.Random, data: bytes) -> bytes:
    """A Word file whose parts were changed inside a sound archive; others as `_strewn`."""
    if not data.startswith(b"PK"):
        return _strewn(rng, data)
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if rng.random() < 0.3:
                part = rng.choice((_strewn, _cut, _spliced))(rng, part)
            new.writestr(name, part)
    return out.getvalue()


WAYS: list[Callable[[random.Random, bytes], bytes]] = [_flipped, _cut, _spliced, _strewn, _random, _pieces, _inner]

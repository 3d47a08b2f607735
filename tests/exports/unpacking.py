"""Everything that can be read out of a file: its bytes, and what its containers hold, whatever they are packed in."""

from __future__ import annotations

import base64
import gzip
import io
import re
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Iterator

import pydicom
import pypdf


def texts_of(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Named parts of a file as bytes in which words can be looked for."""
    yield name, name.encode()
    yield name, data
    if data[:2] == b"\x1f\x8b":
        yield from texts_of(f"{name}!gzip", gzip.decompress(data))
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for each in archive.namelist():
                yield from texts_of(f"{name}!{each}", archive.read(each))
    if data[:4] == b"\x89PNG":
        yield from _png(name, data)
    for number, picture in enumerate(re.findall(rb"data:image/png;base64,([\w+/=]+)", data)):
        yield from texts_of(f"{name}!picture {number + 1}", base64.b64decode(picture))
    if data[:5] == b"%PDF-":
        yield from _pdf(name, data)
    if data[:16] == b"SQLite format 3\0":
        yield from _sqlite(name, data)
    if data[128:132] == b"DICM":
        yield f"{name}!header", str(pydicom.dcmread(io.BytesIO(data))).encode()


def _png(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 8
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        if kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf"):
            yield f"{name}!{kind.decode()}", body
            yield f"{name}!{kind.decode()} inflated", _inflated(body.rpartition(b"\0")[2])
        at += size + 12


def _pdf(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    yield f"{name}!properties", str(reader.metadata).encode()
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        yield f"{name}!object {number}", str(reader.get_object(number)).encode()
    for number, page in enumerate(reader.pages):
        yield f"{name}!page {number + 1}", page.extract_text().encode()
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        yield f"{name}!stream", _inflated(stream)


def _sqlite(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    database = sqlite3.connect(":memory:")
    database.deserialize(data)
    for number, line in enumerate(database.iterdump()):
        yield f"{name}!line {number + 1}", line.encode()
    database.close()


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data)
    except zlib.error:
        return b""


def found_in(name: str, data: bytes, words: list[str]) -> list[str]:
    """Which words can be read in which part of a file, however they are written."""
    found = []
    for part, inside in texts_of(name, data):
        lowered = inside.lower()
        for word in words:
            written = [word.lower().encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")]
            found += [f"{word} in {part}"] * any(each in lowered for each in written)
    return found

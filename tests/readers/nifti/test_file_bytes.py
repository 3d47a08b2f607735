"""Bytes of plain and compressed files, from any place."""

import gzip
import zlib
from io import FileIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xaiviewer.errors import ReadError
from xaiviewer.readers.nifti.file import file_bytes
from xaiviewer.readers.nifti.file.file_bytes import open_bytes

DATA = np.random.default_rng(0).integers(0, 9, 100_000, dtype=np.uint8).tobytes()


@pytest.fixture
def near_states(monkeypatch):
    """Put down states often, so that small files have many."""
    monkeypatch.setattr(file_bytes, "_STRIDE", 5000)
    monkeypatch.setattr(file_bytes, "_PIECE", 2000)
    monkeypatch.setattr(file_bytes, "_INPUT", 300)
    monkeypatch.setattr(file_bytes, "_MAX_STATES", 8)


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    """One member, several members, members with nothing in them, and filling behind."""
    folder = tmp_path_factory.mktemp("packed")
    third = len(DATA) // 3
    parts = [gzip.compress(part) for part in (DATA[:third], b"", DATA[third:])]
    files = {"one": gzip.compress(DATA), "several": b"".join(parts), "filled": gzip.compress(DATA) + bytes(1000)}
    files["plain"] = DATA
    return {name: _saved(folder / name, data) for name, data in files.items()}


def _saved(path, data):
    path.write_bytes(data)
    return path


@pytest.mark.usefixtures("near_states")
@settings(max_examples=50)
@given(
    kind=st.sampled_from(["one", "several", "filled", "plain"]),
    places=st.lists(st.tuples(st.integers(0, len(DATA)), st.integers(0, len(DATA))), max_size=8),
)
def test_any_bytes_in_any_order(packed, kind, places):
    bytes_of = open_bytes(packed[kind])
    for one, other in places:
        start, end = sorted((one, other))
        assert bytes_of.read(start, end - start).tobytes() == DATA[start:end]
    if bytes_of.compressed:
        assert len(bytes_of._states) <= 8  # noqa: SLF001 - how much is kept shows nowhere else


@pytest.mark.usefixtures("near_states")
def test_what_was_passed_once_is_not_decompressed_again(packed, monkeypatch):
    bytes_of = open_bytes(packed["one"])
    bytes_of.read(0, len(DATA) // 2)
    taken = []

    class Followed(FileIO):
        def read(self, count):
            taken.append(count)
            return super().read(count)

    monkeypatch.setattr(Path, "open", lambda path, mode, **_: Followed(path, mode.strip("b")))
    half = len(DATA) // 2
    assert bytes_of.read(half, 100).tobytes() == DATA[half : half + 100]
    assert sum(taken) < packed["one"].stat().st_size / 4
    taken.clear()
    open_bytes(packed["one"]).read(half, 100)
    assert sum(taken) > packed["one"].stat().st_size / 3, "nothing was passed before"


@pytest.mark.parametrize("kind", ["one", "several", "plain"])
def test_what_is_cut_short_is_said_with_its_name(tmp_path, packed, kind):
    path = _saved(tmp_path / "short", packed[kind].read_bytes()[:-500])
    with pytest.raises(ReadError, match=r"short is (cut short|damaged)"):
        open_bytes(path).read(0, len(DATA))
    assert open_bytes(path).read(0, 1000).tobytes() == DATA[:1000]


def test_a_wrong_checksum_is_damage(tmp_path, packed):
    data = bytearray(packed["one"].read_bytes())
    data[-6] ^= 1
    with pytest.raises(ReadError, match="damaged"):
        open_bytes(_saved(tmp_path / "wrong", bytes(data))).read(0, len(DATA))


@settings(max_examples=40)
@given(place=st.integers(10, 40_000), bit=st.integers(0, 7))
def test_a_flipped_bit_is_never_passed_over(packed, tmp_path_factory, place, bit):
    data = bytearray(packed["one"].read_bytes())
    data[place % len(data)] ^= 1 << bit
    path = _saved(tmp_path_factory.mktemp("flipped") / "file", bytes(data))
    try:
        read = open_bytes(path).read(0, len(DATA)).tobytes()
    except ReadError:
        return
    assert read == DATA


def test_a_file_that_changed_is_read_anew(tmp_path):
    path = _saved(tmp_path / "file", gzip.compress(DATA))
    bytes_of = open_bytes(path)
    bytes_of.read(0, len(DATA))
    other = bytes(reversed(DATA))
    path.write_bytes(gzip.compress(other, 1))
    assert bytes_of.read(50_000, 1000).tobytes() == other[50_000:51_000]


def test_very_many_empty_members_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(file_bytes, "_MAX_MEMBERS", 100)
    path = _saved(tmp_path / "file", gzip.compress(b"") * 200)
    with pytest.raises(ReadError, match="damaged"):
        open_bytes(path).read(0, 10)


def test_no_more_is_made_than_is_asked_for(tmp_path):
    engine = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = bytes(1 << 20)
    path = _saved(tmp_path / "bomb", b"".join(engine.compress(zeros) for _ in range(32)) + engine.flush())
    assert path.stat().st_size < 40_000
    read = open_bytes(path).read(1000, 5000)
    assert read.size == 5000
    assert not read.any()


@pytest.mark.parametrize("name", ["missing", "empty", "folder"])
def test_what_cannot_be_opened_is_said(tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty").touch()
    with pytest.raises(ReadError, match=name):
        open_bytes(tmp_path / name)

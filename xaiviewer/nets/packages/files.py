"""What lies in a package, a folder or a zip: read by name and within limits, never unpacked, never trusted."""

from __future__ import annotations

import lzma
import stat
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Protocol

from xaiviewer import paths
from xaiviewer.errors import ModelError

MODEL, WEIGHTS, GOLDEN, CARD = "model.json", "weights.safetensors", "golden.npz", "MODEL_CARD.md"
TRAINING = "training.json"
"""Who trained a network how, as the program's own training notes it; nothing that opens a package reads it."""
GRAPH = "network.onnx"
AT_IMPORT = "at_import"
"""An array beside the two of a golden output that no author gave: it is what the network gave when it was imported."""

_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_OF_MACOS = "__MACOSX"
"""What a file manager packs beside the files of a folder, unasked and unseen."""

_MB = 2**20
_FURTHER = 8


def weights_file(number: int) -> str:
    """Name of the file of a package's network; the first has no number."""
    return f"weights-{number}.safetensors" if number else WEIGHTS


LIMITS: Mapping[str, int] = MappingProxyType(
    {
        MODEL: 64 * _MB,
        WEIGHTS: 4096 * _MB,
        **{weights_file(number): 1024 * _MB for number in range(1, _FURTHER + 1)},
        GRAPH: 2048 * _MB,
        GOLDEN: 256 * _MB,
        CARD: 4 * _MB,
        "sanity.json": 64 * _MB,
        "agreement.json": 64 * _MB,
        "measured.json": 4 * _MB,
        TRAINING: 4 * _MB,
    }
)
"""Every file that a package may hold, and the most bytes that it may have."""

DAMAGE: tuple[type[Exception], ...] = (
    *(OSError, EOFError, ValueError, RuntimeError, OverflowError, MemoryError),
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
)
"""What Python raises of a zip, or an array in one, that is damaged, encrypted, or claims what cannot be."""

_RATIO = 200
"""Weights and pictures never shrink to a two-hundredth: what does so is made to fill a disk."""


def again(path: Path, otherwise: str = "get the package again") -> str:
    """What to do about a package that is missing or damaged: the program's own come with the program."""
    return "install the program again" if path.is_relative_to(paths.models()) else otherwise


class Files(Protocol):
    """The files of one package."""

    path: Path

    def has(self, name: str) -> bool:
        """Whether there is one of that name."""

    def read(self, name: str) -> bytes:
        """All of it.

        Raises:
            ModelError: where there is none, it is too large or damaged.
        """


def opened(path: Path) -> Files:
    """The files of a package.

    Raises:
        ModelError: where there is no folder or zip, or the zip holds what no package may.
    """
    if path.is_dir():
        return _Folder(path)
    if not path.is_file():
        raise ModelError(f"{path} does not exist; {again(path, 'name a package’s folder or zip')}.")
    if not zipfile.is_zipfile(path):
        raise ModelError(f"{path} is no folder and no zip; a package is a folder or zip with {MODEL} and {WEIGHTS}.")
    return _Zip(path)


class _Folder:
    """A package that is a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def _place(self, name: str) -> Path:
        """Where a file lies.

        Raises:
            ModelError: where a link would have another file read, and copied, in its place.
        """
        file = self.path / name
        if file.is_symlink() and not file.is_relative_to(paths.models()):  # an installer may link the program's own
            raise ModelError(f"{name} of the package {self.path} is a link; put the file itself in its place.")
        return file

    def has(self, name: str) -> bool:
        return self._place(name).exists()

    def read(self, name: str) -> bytes:
        file = self._place(name)
        try:
            found = file.stat()
            if not stat.S_ISREG(found.st_mode):  # a pipe would be waited for
                raise ModelError(f"{name} of the package {self.path} is no file; get the package again.")
            if found.st_size > LIMITS[name]:
                raise ModelError(_too_large(self.path, name, found.st_size))
            return file.read_bytes()
        except OSError as error:
            raise ModelError(
                f"{name} of the package {self.path} cannot be read ({error.strerror}); {again(self.path)}."
            ) from error


class _Zip:
    """A package that is a zip; its files may lie in one folder within."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with zipfile.ZipFile(path) as archive:
                entries = [each for each in archive.infolist() if not each.is_dir() and not _litter(each.filename)]
        except DAMAGE as error:
            raise ModelError(f"The zip {path} is damaged ({error}); get it again.") from error
        self._entries: dict[str, zipfile.ZipInfo] = {}
        folders = set()
        for entry in entries:
            name = self._checked(entry)
            folders.add(PurePosixPath(entry.filename).parent)
            if name in self._entries or len(folders) > 1:
                raise ModelError(f"The zip {path} holds more than one package; give each a zip of its own.")
            self._entries[name] = entry

    def _checked(self, entry: zipfile.ZipInfo) -> str:
        """The entry's own name.

        Raises:
            ModelError: where it points elsewhere, is no file of a package, or is larger than may be.
        """
        place = PurePosixPath(entry.filename)
        if place.is_absolute() or ".." in place.parts or "\\" in entry.filename or ":" in entry.filename:
            raise ModelError(f"The zip {self.path} holds “{entry.filename}”, which points out of the package.")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise ModelError(
                f"The zip {self.path} holds the link “{entry.filename}”; put the file itself in its place."
            )
        if len(place.parts) > 2 or place.name not in LIMITS:
            raise ModelError(
                f"The zip {self.path} holds “{entry.filename}”; a package holds {', '.join(LIMITS)} alone."
            )
        if entry.flag_bits & 1:
            raise ModelError(f"The zip {self.path} is encrypted; pack it without a password.")
        if entry.file_size > LIMITS[place.name]:
            raise ModelError(_too_large(self.path, place.name, entry.file_size))
        if entry.file_size > max(_RATIO * entry.compress_size, _MB):
            raise ModelError(
                f"{place.name} in {self.path} claims {_size(entry.file_size)} in a few bytes; pack it anew."
            )
        return place.name

    def has(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        if name not in self._entries:
            raise ModelError(f"{name} is missing in the package {self.path}.")
        entry = self._entries[name]
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(entry) as file:
                data = file.read(entry.file_size + 1)
        except DAMAGE as error:
            raise ModelError(f"{name} in the zip {self.path} is damaged ({error}); get it again.") from error
        if len(data) != entry.file_size:
            raise ModelError(f"{name} in the zip {self.path} has another size than it says; get it again.")
        return data


def _litter(name: str) -> bool:
    """Whether a file manager put an entry there by itself; it is never read."""
    place = PurePosixPath(name)
    return place.name in _LITTER or place.parts[:1] == (_OF_MACOS,)


def _too_large(path: Path, name: str, size: int) -> str:
    return f"{name} of {path} claims {_size(size)}; at most {_size(LIMITS[name])} are read."


def _size(size: int) -> str:
    return f"{size / 2**30:.1f} GB" if size >= 2**30 else f"{size / _MB:.0f} MB"

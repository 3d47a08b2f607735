"""The parts of the installed program and their licences: third_party.txt for people, sbom.cdx.json for machines.

Parts are read from what is installed where the program is built, not from a list that someone keeps: the distributions
that xaiviewer requires, and theirs; Python; the networks' weights; on Linux the Debian packages that own the system
libraries in the folder. CycloneDX 1.5, https://cyclonedx.org/docs/1.5/json/.
"""

import json
import platform
import re
import sqlite3
import ssl
import subprocess
import sys
import sysconfig
import tomllib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import left_out

from packaging.requirements import Requirement

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

_LICENCE_FILES = re.compile(r"(^|[/\\])(licen[cs]es?|copying|copyright|notice|third[-_]?party)[^/\\]*$", re.IGNORECASE)
_QT = ("Qt.txt", "LGPL-3.txt", "GPL-3.txt")
_APACHE = ("../../LICENSE",)  # ours, of the same words
_OWN = {"pyside6-essentials": _QT, "shiboken6": _QT, "pyjpegls": ("pyjpegls.txt",), "flatbuffers": _APACHE}
"""Files of `licences/` for the parts whose wheels bring no text, or that of another licence than the one we use."""

_LIMIT = 400_000  # characters of licence texts per part; torch's own notices are the longest


@dataclass(frozen=True)
class Part:
    """Something the installed program carries.

    Attributes:
        name: as its registry spells it.
        version: of what is installed.
        licence: an SPDX expression or the words its author chose.
        purl: package URL, https://github.com/package-url/purl-spec; empty where none is defined.
        texts: the licence files' contents.
    """

    name: str
    version: str
    licence: str
    purl: str = ""
    texts: tuple[str, ...] = field(default=(), repr=False)


def requirements() -> list[str]:
    """The distributions that xaiviewer itself and users' own networks require, from pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["networks"]
    return [_name(requirement) for requirement in wanted]


def python_parts(wanted: Iterable[str]) -> list[Part]:
    """Those distributions and all that they require here, by name.

    Raises:
        PackageNotFoundError: one that xaiviewer itself requires is not installed.
    """
    waiting, found = list(wanted), {}
    direct = {_canonical(name) for name in waiting}
    while waiting:
        name = _canonical(waiting.pop())
        if name in found or name in left_out.MODULES:
            continue
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            if name in direct:
                raise
            continue  # required elsewhere than here: CUDA's libraries beside a CPU torch
        found[name] = _part(installed)
        waiting += [_name(line) for line in installed.requires or () if _applies(line)]
    return [found[name] for name in sorted(found)]


def python_itself() -> Part:
    """The interpreter that PyInstaller puts into the folder."""
    candidates = [Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"]
    texts = tuple(path.read_text(encoding="utf-8", errors="replace") for path in candidates if path.is_file())[:1]
    version = platform.python_version()
    return Part("CPython", version, "PSF-2.0", f"pkg:generic/cpython@{version}", texts)


def libraries_of_python() -> list[Part]:
    """What python.org builds into the interpreter for Windows and macOS; on Linux they are the system's packages."""
    if sys.platform == "linux":
        return []
    openssl, sqlite = ssl.OPENSSL_VERSION.split()[1], sqlite3.sqlite_version
    return [
        Part("OpenSSL", openssl, "Apache-2.0", f"pkg:generic/openssl@{openssl}"),
        Part("SQLite", sqlite, "blessing", f"pkg:generic/sqlite@{sqlite}"),
        Part("libffi", "3", "MIT", "pkg:generic/libffi"),
    ]


def bootloader() -> Part:
    """The small program that starts the interpreter; PyInstaller's licence lets everyone ship it."""
    made_by = _part(distribution("pyinstaller"))
    return replace(made_by, name="PyInstaller bootloader", licence="GPL-2.0-or-later WITH Bootloader-exception")


def networks() -> list[Part]:
    """The bundled weights."""
    parts = []
    for described in sorted((ROOT / "resources" / "models").glob("*/model.json")):
        version = "1"
        card = (described.parent / "MODEL_CARD.md").read_text(encoding="utf-8")
        parts.append(Part(f"xaiviewer-{described.parent.name}-weights", version, "CC-BY-NC-SA-4.0", "", (card,)))
    return parts


def system_parts(libraries: Iterable[str]) -> list[Part]:
    """The Debian packages that own these libraries; none elsewhere than on Debian and its kin."""
    owned = sorted({path for path in libraries if path.startswith(("/lib", "/usr/lib"))})
    if not owned or not Path("/usr/bin/dpkg-query").exists():
        return []
    spellings = {other for path in owned for other in _spellings(path)}
    said = subprocess.run(  # noqa: S603 - paths of libraries, no shell
        ["/usr/bin/dpkg-query", "--search", *sorted(spellings)], capture_output=True, text=True, check=False
    ).stdout
    packages = sorted({line.split(": ")[0].split(":")[0] for line in said.splitlines() if ": " in line})
    return [part for package in packages if (part := _debian_part(package))]


def write(folder: Path, libraries: Iterable[str] = ()) -> tuple[Path, Path]:
    """Write third_party.txt and sbom.cdx.json and return their paths.

    Args:
        folder: created where it is missing.
        libraries: paths of the shared libraries the program takes along.
    """
    wanted = [*requirements(), *(["msvc-runtime"] if sys.platform == "win32" else [])]
    parts = [python_itself(), *libraries_of_python(), bootloader(), *python_parts(wanted), *networks()]
    parts += system_parts(libraries)
    folder.mkdir(parents=True, exist_ok=True)
    text, bill = folder / "third_party.txt", folder / "sbom.cdx.json"
    text.write_text(as_text(parts), encoding="utf-8")
    bill.write_text(json.dumps(as_cyclonedx(parts, _version()), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return text, bill


def as_text(parts: Sequence[Part]) -> str:
    """A list of the parts, then each one's licence in full."""
    listed = "\n".join(f"{part.name} {part.version}: {part.licence}" for part in parts)
    rule = "=" * 79
    full = "\n".join(
        f"{rule}\n{part.name} {part.version}\n{part.licence}\n{rule}\n\n" + "\n\n".join(part.texts) + "\n"
        for part in parts
    )
    return f"xaiviewer contains the following parts under the following licences.\n\n{listed}\n\n{full}"


def as_cyclonedx(parts: Sequence[Part], version: str) -> dict[str, object]:
    """The bill of materials. The same parts give the same serial number: no clock, no chance."""
    listed = ", ".join(f"{part.name} {part.version}" for part in parts)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'xaiviewer {version}, {listed}')}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "xaiviewer",
                "name": "xaiviewer",
                "version": version,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            }
        },
        "components": [_component(part) for part in parts],
        "dependencies": [{"ref": "xaiviewer", "dependsOn": [_reference(part) for part in parts]}],
    }


def _component(part: Part) -> dict[str, object]:
    kind = "machine-learning-model" if part.name.endswith("-weights") else "library"
    component: dict[str, object] = {
        "type": kind,
        "bom-ref": _reference(part),
        "name": part.name,
        "version": part.version,
        "licenses": [{"license": {"name": part.licence}}],
    }
    if part.purl:
        component["purl"] = part.purl
    return component


def _reference(part: Part) -> str:
    return part.purl or f"{part.name}@{part.version}"


def _part(installed: Distribution) -> Part:
    metadata = installed.metadata
    texts = tuple(
        path.read_text(encoding="utf-8", errors="replace")[:_LIMIT]
        for path in sorted(Path(str(file.locate())) for file in installed.files or () if _is_licence(str(file)))
        if path.is_file()
    )
    name, version = metadata["Name"], installed.version
    if own := _OWN.get(_canonical(name)):
        texts = tuple((HERE / "licences" / file).read_text(encoding="utf-8") for file in own)
    return Part(name, version, _licence(metadata), f"pkg:pypi/{_canonical(name)}@{version.replace('+', '%2B')}", texts)


def _is_licence(path: str) -> bool:
    """Whether a wheel's file is a licence: beside its metadata or its package's first module (onnxruntime's), or of a
    library inside it (imagecodecs').
    """
    named, parts = bool(_LICENCE_FILES.search(path)), path.replace("\\", "/").split("/")
    if "licenses" in parts[:-1]:
        return named or ".dist-info" in path
    return named and (".dist-info" in path or (len(parts) == 2 and not path.endswith(".py")))


def _licence(metadata: object) -> str:
    """The SPDX expression; else the classifiers; else the first line of the free text."""
    get = metadata.get  # type: ignore[attr-defined]
    if expression := get("License-Expression"):
        return str(expression)
    classified = [
        line.split(" :: ")[-1]
        for line in metadata.get_all("Classifier") or ()
        if line.startswith("License ::")  # type: ignore[attr-defined]
    ]
    classified = [line for line in classified if line != "OSI Approved"]
    if classified:
        return " AND ".join(classified)
    lines = str(get("License") or "").strip().splitlines()
    return lines[0] if lines else "see the licence text"


def _debian_part(package: str) -> Part | None:
    said = subprocess.run(  # noqa: S603 - a name that dpkg gave
        ["/usr/bin/dpkg-query", "--show", "--showformat=${Version}\n", package],
        capture_output=True, text=True, check=False,
    ).stdout.splitlines()  # fmt: skip
    if not said:
        return None
    notice = Path("/usr/share/doc") / package / "copyright"
    text = notice.read_text(encoding="utf-8", errors="replace") if notice.is_file() else ""
    names = re.findall(r"^License: *(\S.*)$", text, re.MULTILINE)
    licence = ", ".join(dict.fromkeys(name.strip() for name in names)) or "see the licence text"
    return Part(package, said[0], licence, f"pkg:deb/{_system()}/{package}@{said[0]}", (text[:_LIMIT],) if text else ())


def _system() -> str:
    return platform.freedesktop_os_release().get("ID", "debian")


def _spellings(path: str) -> set[str]:
    """dpkg knows a library by one of these: as found, resolved, and with or without /usr."""
    found = {path, str(Path(path).resolve())}
    return (
        found
        | {other.removeprefix("/usr") for other in found}
        | {f"/usr{other}" for other in found if other.startswith("/lib")}
    )


def _version() -> str:
    text = (ROOT / "xaiviewer" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "([^"]+)"', text)
    if found is None:
        raise ValueError("xaiviewer/__init__.py names no version")
    return found[1]


def _name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement.strip(), maxsplit=1)[0]


def _applies(requirement: str) -> bool:
    """Whether a line of Requires-Dist holds here, without extras."""
    marker = Requirement(requirement).marker
    return marker is None or marker.evaluate({"extra": ""})


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    for path in write(Path(sys.argv[1])):
        sys.stdout.write(f"{path}\n")

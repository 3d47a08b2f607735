"""Cases from generated series, and the other programs that read what is made of them."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from xaiviewer.case import Case

_TESTS = Path(__file__).parent


def _load(file: Path) -> ModuleType:
    name = f"xaiviewer_test_dicom_objects_{file.stem}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, file)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="session")
def making() -> Any:
    """`making.py` beside this file."""
    return _load(_TESTS / "making.py")


@pytest.fixture(scope="session")
def dcm() -> Any:
    """The writers of the readers' tests."""
    return _load(_TESTS.parent / "readers" / "dicom" / "writing.py")


@pytest.fixture(scope="session")
def study(making: Any, dcm: Any, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Case]:
    """The case of a named acquisition, written and read once."""
    made: dict[str, Case] = {}

    def of(name: str) -> Case:
        if name not in made:
            folder = tmp_path_factory.mktemp("dicom") / name.replace(" ", "-")
            making.write(dcm, name, folder)
            made[name] = making.opened(folder)
        return made[name]

    return of


@pytest.fixture(scope="session")
def complaints() -> Callable[[Path], list[str]]:
    """The errors that dciodvfy finds in a file."""
    program = shutil.which("dciodvfy")
    if program is None:
        pytest.skip("dciodvfy is not installed; on Debian and Ubuntu, packaging/check installs dicom3tools")

    def of(file: Path) -> list[str]:
        done = subprocess.run([program, str(file)], capture_output=True, text=True, check=False)
        return [line for line in (done.stdout + done.stderr).splitlines() if line.startswith("Error")]

    return of


@pytest.fixture(scope="session")
def dcmqi() -> Callable[..., Path]:
    """Runs one of dcmqi's converters; the folder that it wrote."""

    def run(program: str, *arguments: str, into: Path) -> Path:
        beside = str(Path(sys.executable).parent)  # this environment's, whatever PATH says
        found = shutil.which(program, path=beside) or shutil.which(program)
        if found is None:
            pytest.skip(f"{program} of dcmqi is not installed")
        into.mkdir()
        done = subprocess.run([found, *arguments, "--outputDirectory", str(into)], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return into

    return run

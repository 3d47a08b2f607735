"""Habits of the house that no linter knows."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "xaiviewer").rglob("*.py"))
TOP_LEVEL = {"pyproject.toml", "xaiviewer", "resources", "tests", "packaging", "README.md", "LICENSE"}
NO_QT = ["agreement", "analysis", "case", "commands", "display", "evaluation", "explain", "nets", "phantom", "readers"]
NO_QT += ["records", "requests", "training"]
NO_TORCH = ["agreement", "case", "display", "evaluation", "phantom", "readers", "records", "requests", "review", "ui"]


def modules_loaded_by(*statements: str) -> set[str]:
    """Names of the top-level packages that a fresh Python holds after running `statements`."""
    code = "; ".join([*statements, "import sys", "print(*{name.split('.')[0] for name in sys.modules})"])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    return set(done.stdout.splitlines()[-1].split())


def imports_of(rooms: list[str]) -> list[str]:
    """Import statements for every module of some rooms."""
    found = [path for path in MODULES if path.relative_to(ROOT / "xaiviewer").parts[0].removesuffix(".py") in rooms]
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in found]
    assert {name.split(".")[1] for name in names} == set(rooms), "a room is missing"
    return [f"import {name}" for name in names]


def test_the_top_level_holds_only_what_the_design_names():
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    tracked = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=True)
    names = {line.split("/")[0] for line in tracked.stdout.splitlines()}
    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_are_small_and_say_what_they_are(path: Path):
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "it has no docstring"
    assert text.count("\n") <= 420
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            limit = 400 if isinstance(node, ast.ClassDef) else 70
            assert node.end_lineno - node.lineno < limit, f"{node.name} has more than {limit} lines"


# What describes a network or a case for all others, what recognises it on disk, what makes files to be recognised, and
# what trains the bundled networks.
NAMES_THE_FINDING = (
    "readers",
    "phantom",
    "training",
    "case/volume.py",
    "commands/self_test",
    "benchmarks/probes/reading.py",
)
NAMES_THE_FINDING += ("commands/verbs/train.py", "nets/architectures")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_other_room_assumes_what_the_network_looks_for_or_at(path: Path):
    where = path.relative_to(ROOT / "xaiviewer").as_posix()
    if where.startswith(NAMES_THE_FINDING):
        return
    found = re.findall(
        r"\w*(?:tumou?r|flair|\.stage\b|\.block\b|keras_name)\w*", path.read_text(encoding="utf-8"), re.IGNORECASE
    )
    assert not found, f"it names {', '.join(sorted(set(found)))}: ask the network's description, or the case"


def test_rooms_that_need_no_screen_load_no_qt():
    assert not modules_loaded_by(*imports_of(NO_QT)) & {"PySide6", "shiboken6"}


def test_rooms_that_run_no_network_load_no_torch():
    assert not modules_loaded_by(*imports_of(NO_TORCH)) & {"torch", "torchvision", "monai"}


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_asking_for_the_version_or_help_loads_neither_torch_nor_qt(option: str):
    start = "import contextlib; from xaiviewer.__main__ import main"
    run = f'exec("with contextlib.suppress(SystemExit): main([{option!r}])")'
    assert not modules_loaded_by(start, run) & {"torch", "PySide6"}


QT_STARTS = """
import sys
from importlib.abc import MetaPathFinder

class Watch(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "PySide6":
            print("torch first" if "torch" in sys.modules else "Qt first", flush=True)
            sys.exit()

sys.meta_path.insert(0, Watch())
from xaiviewer import __main__ as program
program.NATIVE_SPLASH = program.TORCH_FIRST = True  # Windows, from source; elsewhere Qt's splash is first
program.main([".", "--new-window"])
"""


def test_the_program_imports_torch_before_qt_where_it_must():
    # On Windows torch's libraries do not load after Qt's.
    done = subprocess.run([sys.executable, "-c", QT_STARTS], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "torch first"

"""Habits of the house that no linter knows."""

from __future__ import annotations

import ast
import importlib
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
MODULES = sorted((ROOT / "xaiviewer").rglob("*.py"))
TOP_LEVEL = {"pyproject.toml", "xaiviewer", "resources", "tests", "packaging", "README.md", "LICENSE"}
NO_QT = ["agreement", "analysis", "case", "commands", "dicom_objects", "display", "evaluation", "explain", "ledger"]
NO_QT += ["measurements", "nets", "phantom", "readers", "records", "requests", "training", "trust"]
NO_TORCH = [
    "agreement",
    "case",
    "dicom_objects",
    "display",
    "evaluation",
    "ledger",
    "measurements",
    "phantom",
    "readers",
    "records",
    "requests",
    "review",
    "ui",
]


COSTLY = {"subprocess", "shared_data", "lgg_patient", "monai", "SimpleITK"}
"""A test that names one of these, or a helper or fixture that does, starts processes, needs real patients, or imports
for seconds."""

WINDOWS = {"build", "build_window", "window", "opened"}
"""Fixtures of tests/ui with a whole window: a quarter of a second each."""


@cache
def text_of(path: Path) -> str:
    """A module's source."""
    return path.read_text(encoding="utf-8")


@cache
def functions_of(path: Path) -> dict[str, ast.FunctionDef]:
    """A test module's functions and those of the conftests above it, by name."""
    files = [path, *(folder / "conftest.py" for folder in path.parents if folder.is_relative_to(TESTS))]
    found: dict[str, ast.FunctionDef] = {}
    for file in files:
        body = ast.parse(text_of(file)).body if file.is_file() else []
        found = {**{each.name: each for each in body if isinstance(each, ast.FunctionDef)}, **found}
    return found


@cache
def names_in(path: Path, function: str) -> frozenset[str]:
    """Every name in a function's arguments and body, and in the helpers and fixtures that it names."""
    functions, seen, waiting = functions_of(path), set(), [function]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for each in ast.walk(functions[name]) if name in functions else ():
            waiting += [each.id] if isinstance(each, ast.Name) else [each.arg] if isinstance(each, ast.arg) else []
            waiting += [each.value] if isinstance(each, ast.Constant) and each.value in COSTLY else []
    return frozenset(seen)


def is_slow(marks: list[ast.expr]) -> bool:
    """Is one of these decorators or marks `pytest.mark.slow`?"""
    return any(isinstance(each, ast.Attribute) and each.attr == "slow" for mark in marks for each in ast.walk(mark))


@cache
def quick_tests() -> list[tuple[Path, str, list[str]]]:
    """The tests that are not marked slow: file, name, and what costly things they name."""
    found = []
    for path in sorted(TESTS.rglob("test_*.py")):
        body = ast.parse(text_of(path)).body
        whole = [each.value for each in body if isinstance(each, ast.Assign) and "pytestmark" in ast.unparse(each)]
        if is_slow(whole):
            continue
        tests = [each for each in body if isinstance(each, ast.FunctionDef) and each.name.startswith("test_")]
        quick = [each.name for each in tests if not is_slow(each.decorator_list)]
        found += [(path, name, sorted(names_in(path, name) & COSTLY)) for name in quick]
    return found


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


@pytest.mark.slow
def test_the_top_level_holds_only_what_the_design_names():
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    tracked = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=True)
    names = {line.split("/")[0] for line in tracked.stdout.splitlines()}
    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL


# --- the quick set, `-m "not slow"`: it touches every room and stays quick


def test_what_is_costly_is_marked_slow():
    left = [f"{path.relative_to(TESTS)}::{name} ({', '.join(found)})" for path, name, found in quick_tests() if found]
    assert not left, "mark them slow, or name none of this"


def test_the_quick_set_opens_few_windows():
    opening = [
        name for path, name, _ in quick_tests() if path.parent == TESTS / "ui" and names_in(path, name) & WINDOWS
    ]
    assert 0 < len(opening) <= 90


def test_the_quick_set_touches_every_room():
    quick = {path for path, _, _ in quick_tests()}
    touched = {
        room for path in quick for room in re.findall(r"^\s*from xaiviewer\.?(\w*)", text_of(path), re.MULTILINE)
    }
    for path in quick:
        touched |= set(re.findall(r"^from xaiviewer import .*\b(\w+)", text_of(path), re.MULTILINE))
    rooms = {path.relative_to(ROOT / "xaiviewer").parts[0].removesuffix(".py") for path in MODULES} - {"__init__"}
    assert rooms <= touched


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


def test_no_class_has_more_than_seven_signals_inherited_ones_included():
    from PySide6.QtCore import QObject, Signal

    for room in ("review", "ui"):
        for path in sorted((ROOT / "xaiviewer" / room).rglob("*.py")):
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    waiting, seen = [QObject], {}
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        ours = [vars(each) for each in kind.__mro__ if each.__module__.startswith("xaiviewer.")]
        seen[f"{kind.__module__}.{kind.__qualname__}"] = sorted(
            name for own in ours for name, each in own.items() if isinstance(each, Signal)
        )
    assert "layer_chosen" in seen["xaiviewer.ui.panels.agreement.curve.AgreementCurve"]
    assert not {name: signals for name, signals in seen.items() if len(signals) > 7}


# What describes a network or a case for all others, what recognises it on disk, what makes files to be recognised, and
# what trains the bundled networks or translates what they tell apart or readers say.
NAMES_THE_FINDING = (
    "readers",
    "phantom",
    "training",
    "case/volume.py",
    "commands/self_test",
    "benchmarks/probes/reading.py",
)
NAMES_THE_FINDING += ("commands/verbs/train.py", "nets/architectures", "ui/language/elsewhere/classes.py")
NAMES_THE_FINDING += ("ui/language/elsewhere/cases",)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_other_room_assumes_what_the_network_looks_for_or_at(path: Path):
    where = path.relative_to(ROOT / "xaiviewer").as_posix()
    if where.startswith(NAMES_THE_FINDING):
        return
    found = re.findall(
        r"\w*(?:tumou?r|flair|\.stage\b|\.block\b|keras_name)\w*", path.read_text(encoding="utf-8"), re.IGNORECASE
    )
    assert not found, f"it names {', '.join(sorted(set(found)))}: ask the network's description, or the case"


@pytest.mark.slow
def test_rooms_that_need_no_screen_load_no_qt():
    assert not modules_loaded_by(*imports_of(NO_QT)) & {"PySide6", "shiboken6"}


@pytest.mark.slow
def test_rooms_that_run_no_network_load_no_torch():
    assert not modules_loaded_by(*imports_of(NO_TORCH)) & {"torch", "torchvision", "monai"}


@pytest.mark.slow
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


@pytest.mark.slow
def test_the_program_imports_torch_before_qt_where_it_must():
    # On Windows torch's libraries do not load after Qt's.
    done = subprocess.run([sys.executable, "-c", QT_STARTS], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "torch first"

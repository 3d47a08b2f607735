"""What a screen reader hears of the running window, asked through AT-SPI itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

HERE = Path(__file__).with_name("at_spi")
FAKES = Path(__file__).parents[1] / "review" / "fakes.py"
_SYSTEM = "/usr/bin/python3"
_READER = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
_RUN = '"$1" "$2" "$3" "$4" & window=$!; "$5" "$6" "$4" "$7"; kill $window'


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A screen of its own, and what reads it; a reason to skip where either is missing."""
    for name in ("Xvfb", "dbus-run-session"):
        if shutil.which(name) is None:
            pytest.skip(f"{name} is not installed")
    if not any(Path(folder, "at-spi-bus-launcher").exists() for folder in ("/usr/libexec", "/usr/lib/at-spi2-core")):
        pytest.skip("at-spi2-core is not installed")
    if (
        not Path(_SYSTEM).exists()
        or subprocess.run([_SYSTEM, "-c", _READER], capture_output=True, check=False).returncode
    ):
        pytest.skip("gir1.2-atspi-2.0 and python3-gi are not installed")
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x900x24"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert screen.stdout is not None
    yield f":{int(screen.stdout.readline())}"
    screen.terminate()
    screen.wait()
    screen.stdout.close()


@pytest.fixture(scope="module")
def told(display: str, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Everything on the screen, the outer before the inner."""
    ready = tmp_path_factory.mktemp("at-spi") / "ready"
    dump = ready.with_name("dump.json")
    surroundings = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "XDG_RUNTIME_DIR": str(ready.parent),
    }
    arguments = [sys.executable, HERE / "window.py", FAKES, ready, _SYSTEM, HERE / "dump.py", dump]
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", _RUN, "sh", *map(str, arguments)],
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    tree = json.loads(dump.read_text(encoding="utf-8")) if dump.exists() else None
    assert tree is not None, done.stderr[-2000:]
    return list(_all(tree))


def _all(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield tree
    for each in tree["within"]:
        yield from _all(each)


def _one(told: list[dict[str, Any]], role: str, name: str) -> dict[str, Any]:
    found = [each for each in told if each["role"] == role and each["name"].startswith(name)]
    assert len(found) == 1, f"{len(found)} of role {role} and name {name}"
    return found[0]


def test_whatever_can_have_the_keyboard_has_a_name_and_a_kind(told: list[dict[str, Any]]) -> None:
    reached = [each for each in told if each["focusable"]]
    assert len(reached) > 30
    assert not [each for each in reached if not each["name"]]
    assert not [each for each in reached if each["role"] in ("filler", "panel", "unknown", "invalid")]


EXPECTED = [
    ("push button", "Keyboard and mouse (F1)"),
    ("text", "Search cases"),
    ("list", "Cases"),
    ("list item", "one, 6 slices"),
    ("slider", "Opacity of the heat map"),
    ("check box", "More display choices"),
    ("panel", "Evidence"),
    ("chart", "Slices of the case"),
    ("chart", "Agreement over the layers"),
    ("image", "Picture of the network"),
    ("list", "Agreement scores of the current layer"),
    ("list", "Class probabilities"),
    ("image", "Slice with the clinician's mask"),
    ("image", "Slice under the heat map"),
]


def test_what_is_expected_is_there_once(told: list[dict[str, Any]]) -> None:
    for role, name in EXPECTED:
        assert _one(told, role, name)


def test_what_is_painted_is_told_in_words(told: list[dict[str, Any]]) -> None:
    strip = _one(told, "chart", "Slices of the case")["description"]
    assert strip.startswith("Slice 4 of 6; Tumour probability: ")
    assert "Clinician: " in strip
    heat = _one(told, "image", "Slice under the heat map")["description"]
    assert heat.startswith("Slice 4 of 6; FLAIR; automatic; ")
    assert "LayerCAM" in heat
    assert _one(told, "list", "Class probabilities")["description"].endswith("explained: tumour")


def test_a_box_of_choices_is_called_by_its_label_and_marks_are_told(told: list[dict[str, Any]]) -> None:
    boxes = [each for each in told if each["role"] == "combo box"]
    assert "Method" in [label for each in boxes for label in each["labels"]]
    assert _one(told, "check box", "Evidence: Magnitude")["checked"] is False
    assert [each["checked"] for each in told if each["name"] == "Evidence: For"] == [True]

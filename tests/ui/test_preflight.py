from __future__ import annotations

import subprocess
import sys

import pytest

from xaiviewer.errors import XaiViewerError
from xaiviewer.ui.start import preflight


def _all_there(library: str) -> object:
    return library


def _without(*missing: str) -> object:
    def load(library: str) -> object:
        if library in missing:
            raise OSError(library)
        return library

    return load


def test_a_missing_library_gives_the_line_that_installs_it() -> None:
    with pytest.raises(XaiViewerError, match=r"sudo apt-get install -y libegl1 libxcb-cursor0$"):
        preflight.check(
            platform="linux", environment={"DISPLAY": ":0"}, load=_without("libEGL.so.1", "libxcb-cursor.so.0")
        )


def test_a_missing_display_is_told_with_its_remedy() -> None:
    with pytest.raises(XaiViewerError, match=r"DISPLAY.*xvfb-run xaiviewer"):
        preflight.check(platform="linux", environment={}, load=_all_there)


@pytest.mark.parametrize(
    "environment", [{"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "wayland-0"}, {"QT_QPA_PLATFORM": "offscreen"}]
)
def test_a_machine_with_everything_passes(environment: dict[str, str]) -> None:
    preflight.check(platform="linux", environment=environment, load=_all_there, answers=lambda name: name == ":0")


def test_a_display_that_does_not_answer_is_told_by_its_name() -> None:
    environment = {"DISPLAY": ":7", "QT_QPA_PLATFORM": "xcb"}
    with pytest.raises(XaiViewerError, match=r"^The display :7 does not let the window in"):
        preflight.check(platform="linux", environment=environment, load=_all_there, answers=lambda name: False)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11")
def test_x11_is_asked_whether_it_lets_the_window_in() -> None:
    with pytest.raises(XaiViewerError, match=r"^The display :4711 does not let the window in"):
        preflight.check(platform="linux", environment={"DISPLAY": ":4711"}, load=_all_there)


def test_a_screenless_platform_needs_no_x11_libraries() -> None:
    preflight.check(platform="linux", environment={"QT_QPA_PLATFORM": "offscreen"}, load=_without("libxcb-cursor.so.0"))


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_bring_their_own(platform: str) -> None:
    preflight.check(platform=platform, environment={}, load=_without("libGL.so.1"))


@pytest.mark.slow
def test_it_looks_without_starting_qt() -> None:
    code = "import sys; import xaiviewer.ui.start.preflight; sys.exit('PySide6' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)

"""The self-test: the whole job on the bundled networks, and that it notices what fails."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import numpy as np
import pytest

from xaiviewer import __version__, paths
from xaiviewer.commands.self_test import job as self_test
from xaiviewer.commands.self_test.files import format_checks, head
from xaiviewer.commands.self_test.job import Steps, run
from xaiviewer.commands.self_test.no_network import WATCH, NetworkError, open_network_sockets
from xaiviewer.commands.self_test.since_start import since_start_s
from xaiviewer.errors import ReadError, XaiViewerError
from xaiviewer.exports.kinds.registry import KINDS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]

FORBID = """
import ctypes, os, platform, struct, sys

def forbid():
    # The kernel ends the process at socket(2) of any family but AF_UNIX, whoever calls it: Python, Qt or a library.
    # A Berkeley packet filter as in seccomp(2): load the call's number, then its first argument.
    number = {"x86_64": 41, "aarch64": 198}[platform.machine()]
    load, equal, give = 0x20, 0x15, 0x06
    program = b"".join(struct.pack("HBBI", *line) for line in [
        (load, 0, 0, 0), (equal, 0, 3, number), (load, 0, 0, 16), (equal, 1, 0, 1), (give, 0, 0, 0x80000000),
        (give, 0, 0, 0x7FFF0000),
    ])
    class Filter(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("program", ctypes.c_char_p)]
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl.argtypes = [ctypes.c_int, ctypes.c_ulong, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong]
    wanted = Filter(len(program) // 8, program)
    assert libc.prctl(38, 1, None, 0, 0) == 0
    if libc.prctl(22, 2, ctypes.addressof(wanted), 0, 0):
        sys.exit(77)
"""

PROGRAM = """
import sys
from pathlib import Path
forbid()
from xaiviewer import paths
phantom = Path(sys.argv[1])
paths.phantom = lambda: phantom
sys.stdout = None  # as in a windowed program under Windows
from xaiviewer.__main__ import main
sys.exit(main(["--self-test", sys.argv[2]]))
"""


@pytest.fixture(scope="module")
def three_slices(tmp_path_factory) -> Path:
    """The phantom where its tumour is largest."""
    folder = tmp_path_factory.mktemp("few") / "phantom"
    folder.mkdir()
    shutil.copy(paths.phantom() / "synthetic.json", folder)
    for number in (12, 13, 14):
        for name in (f"phantom_{number}.tif", f"phantom_{number}_mask.tif"):
            shutil.copy(paths.phantom() / name, folder)
    return folder


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the filter of system calls is Linux's")
def test_the_filter_ends_whoever_opens_an_internet_socket_and_nobody_else():
    opens = "import socket\nsocket.socket(socket.AF_UNIX).close(); print('local', flush=True)\n"
    script = f"{FORBID}\nforbid()\n{opens}socket.socket(socket.AF_INET)\nprint('lives')"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    if done.returncode == 77:
        pytest.skip("this kernel lets nobody filter system calls")
    assert done.returncode < 0
    assert done.stdout == "local\n"


def test_the_whole_job_passes_without_network_and_without_output(three_slices: Path, tmp_path: Path):
    result = tmp_path / "result.json"
    forbid = FORBID if sys.platform.startswith("linux") else "def forbid(): pass"
    words = [sys.executable, "-c", forbid + PROGRAM, str(three_slices), str(result)]
    environment = {key: value for key, value in os.environ.items() if key not in ("QT_QPA_PLATFORM", "DISPLAY")}
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)
    if done.returncode == 77:
        pytest.skip("this kernel lets nobody filter system calls")
    told = json.loads(result.read_text(encoding="utf-8"))
    assert [step for step in told["steps"] if not step["ok"]] == []
    assert done.returncode == 0, done.stderr
    assert told["ok"] is True
    assert told["version"] == __version__
    assert told["frozen"] is False
    assert told["qt_platform"] == "offscreen"
    assert 0 < told["start_to_window_s"] < told["total_s"] + 60
    names = [step["name"] for step in told["steps"]]
    order = ["window", "read", "analyse", "classify", "segment", "explain", "score", "paint", "export"]
    assert [name for name in names if name in order] == order
    assert {f"export as {kind.key}" for kind in KINDS} <= set(names)
    assert {"read DICOM, JPEG2000Lossless", "read NIfTI", "read TIFF", "no network"} <= set(names)
    assert next(step["told"] for step in told["steps"] if step["name"] == "explain").startswith("1545 maps")


def test_a_window_that_does_not_open_fails_the_test_and_the_rest_is_still_tried(tmp_path: Path, capsys):
    def broken():
        raise XaiViewerError("There is no display.")

    assert run(tmp_path / "result.json", broken) == 1
    told = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    assert json.loads(capsys.readouterr().out) == told
    assert told["ok"] is False
    assert told["steps"][0]["why"] == "XaiViewerError: There is no display."
    assert "broken" in told["steps"][0]["trace"]
    assert [step["name"] for step in told["steps"] if not step["ok"]] == ["window"]


def test_a_step_that_uses_the_network_is_found(tmp_path: Path, capsys):
    def calls_home():
        socket.getaddrinfo("localhost", 80)

    assert run(None, calls_home) == 1
    told = json.loads(capsys.readouterr().out)
    assert [step["name"] for step in told["steps"] if not step["ok"]] == ["window", "no network"]


def test_network_sockets_are_refused_and_local_ones_are_not():
    with WATCH.watching() as watch:
        with pytest.raises(NetworkError):
            socket.socket(socket.AF_INET)
        with pytest.raises(NetworkError):
            socket.getaddrinfo("localhost", 80)
        if hasattr(socket, "AF_UNIX"):
            socket.socket(socket.AF_UNIX).close()
        assert watch.seen == ["socket.__new__", "socket.getaddrinfo"]
    socket.socket(socket.AF_INET).close()  # not watched any more


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lists them")
def test_an_open_internet_socket_is_seen_whoever_opened_it():
    before = open_network_sockets()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as bound:
        bound.bind(("127.0.0.1", 0))
        assert len(open_network_sockets()) == len(before) + 1


def test_a_reader_that_changes_a_voxel_fails_its_format(tmp_path: Path, monkeypatch):
    from xaiviewer.readers import load_case

    assert head().max() < 4096
    check = format_checks(tmp_path)["read DICOM, RLELossless"]
    assert "6 slices" in check()

    class Lossy:
        def __init__(self, case):
            self.volumes = (self,)
            self.voxels = case.volumes[0].voxels + np.uint16(1)

    monkeypatch.setattr("xaiviewer.readers.load_case", lambda folder: Lossy(load_case(folder)))
    with pytest.raises(ReadError, match="voxels are not what was written"):
        format_checks(tmp_path / "again")["read DICOM, RLELossless"]()


def test_a_blank_picture_in_the_export_is_found(tmp_path: Path):
    import cv2

    (tmp_path / "overlays").mkdir()
    (tmp_path / "manifest.json").write_text('{"a": 1}')
    np.savez(tmp_path / "maps.npz", **{f"layer {i}": np.ones((1, 2, 2), np.float32) for i in range(102)})
    for name in ("overlays/one.png", "contact-sheet.png"):
        cv2.imwrite(str(tmp_path / name), np.zeros((8, 8, 3), np.uint8))
    with pytest.raises(XaiViewerError, match="is blank"):
        self_test.read_back(tmp_path, 1)


def test_steps_keep_what_was_told_and_go_on_after_a_failure():
    steps = Steps()
    assert steps.take("one", lambda: "said") == "said"
    assert steps.take("two", lambda: 1 // 0) is None
    assert steps.take("three", lambda: 3) == 3
    assert [step["ok"] for step in steps.done] == [True, False, True]
    assert steps.done[0]["told"] == "said"
    assert steps.done[1]["why"].startswith("ZeroDivisionError")
    assert not steps.ok


def test_the_time_since_the_start_is_the_systems():
    script = textwrap.dedent("""
        import time; time.sleep(0.3)
        from xaiviewer.commands.self_test.since_start import since_start_s
        print(since_start_s())
    """)
    start = time.monotonic()
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert 0.2 < float(done.stdout) < time.monotonic() - start + 0.1
    first = since_start_s()
    assert first is not None
    assert first > 0


def test_what_the_window_did_not_expect_ends_the_self_test_at_once(qapp, tmp_path):
    from xaiviewer import readers
    from xaiviewer.ui.start.app import Services
    from xaiviewer.ui.start.self_test import TestedWindow

    def broken() -> None:
        raise ImportError("a library is missing")

    hook, file = sys.excepthook, tmp_path / "result.json"
    started = time.monotonic()
    assert run(file, lambda: TestedWindow(Services(readers, broken))) == 1  # type: ignore[arg-type, return-value]
    assert sys.excepthook is hook
    assert time.monotonic() - started < 120  # it gives up only after a quarter of an hour
    why = [step["why"] for step in json.loads(file.read_text())["steps"] if not step["ok"]]
    assert any("ImportError: a library is missing" in each for each in why)

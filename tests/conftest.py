"""What every test stands on: Qt without a screen, seeds, tiny models and cases; and guards against leftovers."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything can start Qt
# A window that somebody has open must take no test's files, and nobody's settings and logs are the tests'.
os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="xaiviewer-tests-")
os.environ["XDG_DATA_HOME"] = os.environ["XDG_STATE_HOME"] = os.environ["XDG_RUNTIME_DIR"]
os.environ["LC_ALL"] = "C.UTF-8"  # the window's texts are English whoever runs the tests
os.environ["LANGUAGE"] = ""

import torch  # isort: skip  # before PySide6, as the program does

import gc
import logging
import random
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

from xaiviewer import paths
from xaiviewer.case import SEQUENCES, Case, Geometry, Mask, Volume
from xaiviewer.nets.architectures.registry import build
from xaiviewer.nets.calibration import Calibration
from xaiviewer.nets.inputs.wanted import HEAD
from xaiviewer.nets.packages.description import OWN, Described, Factory, Inputs
from xaiviewer.nets.packages.making import make_package
from xaiviewer.requests import Channel
from xaiviewer.review.threads import jobs

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
TINY_SIZE = 64  # side of the tiny models' input

torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", min(2, os.cpu_count() or 1))))
settings.register_profile("house", deadline=None, derandomize=True, database=None)
settings.load_profile("house")

# pytest-qt gives up after 5 s: on a busy machine a thread may not come to its turn for as long.
for _waits in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals):
    _waits.__kwdefaults__["timeout"] = 20_000

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as a shell starts what runs behind it: no test's process may
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options of our own."""
    parser.addoption(
        "--update-snapshots", action="store_true", help="store the painted views as the new truth instead of comparing"
    )


def pytest_collection_finish() -> None:
    """Everything imported so far lives as long as the run: the guards' searches for garbage need not visit it."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Let libraries take down what they hold."""
    gc.unfreeze()
    shutil.rmtree(os.environ["XDG_RUNTIME_DIR"], ignore_errors=True)


# --- guards: each names the test that left something behind


@pytest.fixture(autouse=True)
def _seeds() -> None:
    """Every test starts from the same random state, whatever ran before it."""
    random.seed(0)
    np.random.seed(0)  # noqa: NPY002 - libraries draw from it
    torch.manual_seed(0)


class _Warnings(logging.Handler):
    """Collects whatever is logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log fails the test that caused it, unless it is marked; a mark without a warning fails too."""
    handler = _Warnings()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    expected = request.node.get_closest_marker("logs_warnings") is not None
    if handler.seen and not expected:
        pytest.fail("the test logged: " + "; ".join(handler.seen))
    if expected and not handler.seen:
        pytest.fail("the test is marked logs_warnings but logged none")


@pytest.fixture(scope="session", autouse=True)
def _as_quick_as_the_window() -> Iterator[None]:
    """Threads do not give way: several runs of tests share the processors, and each waits for its own threads alone."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(jobs, "give_way", lambda niceness: None)
        yield


@pytest.fixture(scope="module", autouse=True)
def _settled() -> None:
    """What is still alive after another module's tests stays: the guard below need not visit it after each of these.

    In one process a window's test would else take four times as long at the end of the suite as at its beginning.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _leaks(request: pytest.FixtureRequest) -> Iterator[None]:
    """Threads and running timers that outlive a test fail it."""
    uses_qt = "qapp" in request.fixturenames  # qtbot asks for it
    threads = set(threading.enumerate())
    timers = _running_timers() if uses_qt else {}
    yield
    deadline = time.monotonic() + 3
    while left := _own_threads() - threads:
        if time.monotonic() > deadline:
            pytest.fail(f"threads still running: {sorted(thread.name for thread in left)}")
        time.sleep(0.01)
    if uses_qt and (running := [name for key, name in _running_timers().items() if key not in timers]):
        pytest.fail(f"timers still running: {running}")


def _own_threads() -> set[threading.Thread]:
    """Python's own threads; a "dummy" is another library's that passed through Python once."""
    return {thread for thread in threading.enumerate() if not thread.name.startswith("Dummy-")}


def _running_timers() -> dict[int, str]:
    """Every running QTimer that Python holds: its id and what it belongs to."""
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer
    from shiboken6 import isValid

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    # By type: isinstance would ask each object for its class, which some libraries answer with a warning.
    found = [each for each in gc.get_objects() if issubclass(type(each), QTimer) and isValid(each) and each.isActive()]
    return {id(timer): f"{timer.objectName() or timer!r} of {timer.parent()!r}" for timer in found}


# --- material


@pytest.fixture
def log_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The program's log goes here, and is closed after the test."""
    monkeypatch.setattr(paths, "logs", lambda: tmp_path)
    logger = logging.getLogger("xaiviewer")
    before = list(logger.handlers)
    yield tmp_path
    for handler in set(logger.handlers) - set(before):
        logger.removeHandler(handler)
        handler.close()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real images; tests that need it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"real images are not at {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def lgg_patient(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One real patient as the users' TIFF files: 20 slices with masks, ``<patient>_<n>.tif`` and ``_mask.tif``."""
    source = shared_data / "lgg" / "TCGA_CS_4942_19970222"
    if not source.is_dir():
        pytest.skip(f"the patient {source.name} is not in {source.parent}")
    folder = tmp_path_factory.mktemp("lgg") / source.name
    folder.mkdir()
    for file in source.iterdir():
        image = cv2.imread(str(file), cv2.IMREAD_UNCHANGED)
        if file.suffix == ".png":
            image = np.where(image > 0, 255, 0).astype(np.uint8)
        assert cv2.imwrite(str(folder / f"{file.stem}.tif"), image)
    return folder


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of model packages as the program ships them, with random weights and a 64-pixel input."""
    folder = tmp_path_factory.mktemp("models")
    torch.manual_seed(1)
    classifier, segmenter = build("resnet50"), build("resunet")
    for name, parameter in classifier.named_parameters():
        if name.endswith("bn3.weight"):  # zero when new: no gradient would reach a block's inside
            torch.nn.init.constant_(parameter, 0.2)
    inputs = Inputs(tuple(Channel(name, key) for key, name in SEQUENCES.items()), TINY_SIZE, "head", 0.04, None, HEAD)
    two = Described(
        "tiny classifier",
        Factory(OWN, "resnet50"),
        inputs,
        ("no tumour", "tumour"),
        "tumour",
        extracted=Calibration(),
    )
    make_package(folder / "classifier", classifier, two, half=True)
    outline = Described("tiny segmenter", Factory(OWN, "resunet"), inputs, (), None, "sigmoid", task="segmentation")
    make_package(folder / "segmenter", segmenter, outline, half=True)
    return folder


@pytest.fixture(scope="session")
def small_case() -> Case:
    """Four 96 x 80 slices of three sequences: a bright head with a brighter disc that the mask outlines on two."""
    rows, columns = np.mgrid[:96, :80]
    head = ((rows - 48) / 40) ** 2 + ((columns - 40) / 32) ** 2 < 1
    lesion = (rows - 40) ** 2 + (columns - 52) ** 2 < 8**2
    noise = np.random.default_rng(7)
    mask = np.zeros((4, 96, 80), dtype=bool)
    mask[1:3] = lesion
    volumes = []
    for sequence, grey, bright in zip(SEQUENCES, (90, 80, 85), (0, 90, 60), strict=True):
        voxels = grey * head + bright * mask + noise.normal(0, 4, mask.shape)
        volumes.append(Volume(sequence, np.clip(voxels, 0, 255).astype(np.uint8), Geometry()))
    names = tuple(f"small_{index}" for index in range(1, 5))
    return Case(
        "small", Path("small"), tuple(volumes), names, Mask(mask, np.ones(4, dtype=bool)), main_sequence="flair"
    )


@pytest.fixture(scope="session")
def small_case_folder(small_case: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small case as the users' TIFF files."""
    folder = tmp_path_factory.mktemp("cases") / small_case.name
    folder.mkdir()
    assert small_case.mask is not None
    for index, name in enumerate(small_case.slice_names):
        t1, flair, t1c = (volume.voxels[index] for volume in small_case.volumes)
        bgr = np.dstack([t1c, flair, t1])  # OpenCV writes them in reverse order
        assert cv2.imwrite(str(folder / f"{name}.tif"), bgr)
        mask = small_case.mask.voxels[index].astype(np.uint8) * 255
        assert cv2.imwrite(str(folder / f"{name}_mask.tif"), mask)
    return folder

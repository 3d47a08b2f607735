"""Cases over processes: the same files as from one process, whoever dies; and never more open than it must be."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

pytest.importorskip("distributed")

pytestmark = pytest.mark.slow

PROGRAM = Path(__file__).with_name("cluster_run.py")
WORDS = ("--method", "grad-cam,sequence-shapley", "--layers", "conv1", "--threads", "1")
SECONDS = 300


def started(models, *words, **options):
    command = [sys.executable, str(PROGRAM), str(models), *(str(word) for word in words)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, **options
    )


def finished(process):
    out, err = process.communicate(timeout=SECONDS)
    return process.returncode, out, err


def files_of(folder):
    return {file.relative_to(folder): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


@pytest.fixture(scope="module")
def cohort(small_case_folder, tmp_path_factory):
    """Three patients."""
    folder = tmp_path_factory.mktemp("cohort")
    for name in ("one", "two", "three"):
        shutil.copytree(small_case_folder, folder / name)
    return folder


@pytest.fixture(scope="module")
def serial(models, cohort, tmp_path_factory):
    """What one process writes, on one thread."""
    output = tmp_path_factory.mktemp("serial")
    status, _, err = finished(started(models, "explain", cohort, "--output", output, *WORDS))
    assert status == 0, err
    return output


def workers_of(process):
    """Processes that were spawned to work, not the one that tracks resources."""
    return [
        each
        for each in psutil.Process(process.pid).children(recursive=True)
        if "spawn_main" in " ".join(each.cmdline())
    ]


def until(found, process):
    """What `found` gives once it gives something, while the process lives."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        result = found()
        if result:
            return result
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    raise AssertionError("it never came")


def test_two_processes_write_the_bits_of_one(models, cohort, serial, tmp_path):
    status, out, err = finished(started(models, "explain", cohort, "--output", tmp_path, *WORDS, "--workers", "2"))
    assert (status, "Traceback" in err) == (0, False), err
    assert "3 of 3 cases written" in out
    assert files_of(tmp_path) == files_of(serial)
    assert json.loads((tmp_path / "one" / "manifest.json").read_text())["computation"]["threads"] == 1


def test_a_killed_worker_loses_nothing(models, cohort, serial, tmp_path):
    process = started(models, "explain", cohort, "--output", tmp_path, *WORDS, "--workers", "1")
    until(lambda: [*tmp_path.glob(".cohort-*/.*")], process)  # a case is begun, and written to a folder of its own
    for worker in workers_of(process):
        worker.kill()
    status, _, err = finished(process)
    assert (status, "Traceback" in err) == (0, False), err
    assert files_of(tmp_path) == files_of(serial)
    assert {each.name for each in tmp_path.iterdir()} == {each.name for each in serial.iterdir()}, "nothing is left"


def test_only_this_machine_can_reach_the_local_cluster_and_no_page_is_served(models, cohort, tmp_path):
    process = started(models, "explain", cohort, "--output", tmp_path, *WORDS, "--workers", "1")
    until(lambda: [*tmp_path.glob(".cohort-*/.*")], process)
    everyone = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
    open_to = {
        (each.laddr.ip, each.laddr.port)
        for one in everyone
        for each in one.net_connections("inet")
        if each.status == psutil.CONN_LISTEN
    }
    pages = [_answer(*address) for address in sorted(open_to)]
    process.terminate()
    finished(process)
    assert open_to
    assert {address for address, _ in open_to} == {"127.0.0.1"}
    assert not any(b"200 OK" in page for page in pages)


def _answer(host, port):
    """What a browser would get."""
    import socket

    with socket.create_connection((host, port), timeout=5) as connection:
        connection.settimeout(2)
        connection.sendall(b"GET /status HTTP/1.0\r\n\r\n")
        try:
            return connection.recv(200)
        except OSError:
            return b""


def test_a_broken_case_is_named_and_the_others_are_written(models, cohort, tmp_path):
    patients = tmp_path / "patients"
    shutil.copytree(cohort, patients)
    (patients / "broken").mkdir()
    (patients / "broken" / "broken_1.tif").write_bytes(b"II*\0 not a picture")
    words = ("explain", patients, "--output", tmp_path / "out", *WORDS, "--workers", "1")
    status, out, err = finished(started(models, *words))
    assert (status, "Traceback" in err) == (2, False), err
    assert "broken" in err
    assert "3 of 4 cases written" in out
    assert {each.name for each in (tmp_path / "out").iterdir() if each.is_dir()} == {"one", "two", "three"}


def test_what_every_case_would_meet_ends_it_with_one_sentence(models, cohort, tmp_path):
    words = ("explain", cohort, "--output", tmp_path / "out", "--class", "fracture", "--workers", "1")
    status, out, err = finished(started(models, *words))
    assert (status, out) == (2, "")
    assert "no class “fracture”" in err
    assert not (tmp_path / "out").exists()

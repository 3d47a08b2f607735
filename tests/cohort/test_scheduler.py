"""A scheduler elsewhere: asked over TLS, by those it trusts, with the same weights on both sides."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from xaiviewer import paths

pytest.importorskip("distributed")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificates"),
]

HERE = Path(__file__).parent
SECONDS = 600


def certificate(folder, name):
    """A certificate that is its own authority, and its key."""
    files = folder / f"{name}.pem", folder / f"{name}.key"
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}"]
    words += ["-addext", "keyUsage=critical,digitalSignature,keyCertSign", "-out", files[0], "-keyout", files[1]]
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)
    return files


@pytest.fixture(scope="module")
def environment():
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


@pytest.fixture(scope="module")
def trusted(tmp_path_factory):
    return certificate(tmp_path_factory.mktemp("certificates"), "trusted")


@pytest.fixture(scope="module")
def scheduler(trusted, environment):
    """The address of one that runs until the tests are over."""
    command = [sys.executable, str(HERE / "scheduler_run.py"), *map(str, trusted)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, text=True, env=environment, **pipes) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        address = process.stdout.readline().strip()
        assert address.startswith("tls://127.0.0.1:")
        yield address
        process.stdin.close()


@pytest.fixture
def asked(scheduler, small_case_folder, tmp_path, environment):
    """Runs `xaiviewer explain` with the scheduler and these certificates."""

    def run(models, files):
        words = [
            "explain",
            small_case_folder,
            "--output",
            tmp_path / "out",
            "--method",
            "grad-cam",
            "--layers",
            "conv1",
        ]
        words += ["--scheduler", scheduler, "--tls-ca", files[0], "--tls-cert", files[0], "--tls-key", files[1]]
        command = [sys.executable, str(HERE / "cluster_run.py"), str(models), *map(str, words)]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=SECONDS, check=False)
        assert "Traceback" not in done.stderr, done.stderr
        return done

    return run


def test_a_scheduler_that_trusts_us_has_the_case_explained(asked, trusted, tmp_path):
    done = asked(paths.models(), trusted)
    assert done.returncode == 0, done.stderr
    assert "1 of 1 cases written" in done.stdout
    manifest = json.loads((tmp_path / "out" / "small" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["computation"]["device"]
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["small"]


def test_workers_with_other_weights_are_refused(asked, trusted, models, tmp_path):
    done = asked(models, trusted)
    assert done.returncode == 2
    assert "A worker has other weights than this program" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_scheduler_that_does_not_trust_us_is_told_in_one_sentence(asked, tmp_path_factory, tmp_path):
    done = asked(paths.models(), certificate(tmp_path_factory.mktemp("others"), "stranger"))
    assert done.returncode == 2
    assert "does not answer" in done.stderr
    assert done.stderr.strip().count("\n") <= 1, done.stderr
    assert not (tmp_path / "out").exists()

"""A short campaign over every format: the long one is ``python tests/fuzz/campaign.py``."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

CAMPAIGN = Path(__file__).with_name("campaign.py")
FORMATS = ("dicom", "enhanced", "seg", "rtstruct", "dicomdir", "nifti", "tiff", "picture", "zip")
COUNT = 200

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        importlib.util.find_spec("resource") is None, reason="this system does not limit a process's memory"
    ),
]


def test_whatever_the_bytes_are_a_case_or_one_sentence(tmp_path: Path):
    command = [sys.executable, str(CAMPAIGN), "--count", str(COUNT), "--save", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    for name in FORMATS:
        assert f"{name}: {COUNT} inputs" in done.stdout


@pytest.fixture
def campaign() -> ModuleType:
    spec = importlib.util.spec_from_file_location("xaiviewer_test_campaign", CAMPAIGN)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


MISDEEDS = (
    *("ValueError", "RecursionError", "MemoryError", "printed", "wrote files", "wrote files", "memory", "sentence"),
    *("sentence", "case", "slow", "hang", "crash"),
)


def test_the_campaign_notices_every_misdeed(campaign: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(campaign, "WORKER", CAMPAIGN.with_name("faulty.py"))
    monkeypatch.setattr(campaign, "ASLEEP_S", 10.0)
    count = len(MISDEEDS) + 1
    crew = campaign.Crew(seed=0, jobs=1, save=tmp_path)
    try:
        tally = crew.run("none", count)
    finally:
        crew.close()
    assert tally.done == count
    by_number = {number: signature for signature, numbers in tally.examples.items() for number in numbers}
    for number, misdeed in enumerate(MISDEEDS):
        assert by_number[number].startswith(misdeed), f"{misdeed}: {by_number[number]}"
    assert len(MISDEEDS) not in by_number, "a sound refusal is no finding"
    assert len(list(tmp_path.glob("*.json"))) == len(MISDEEDS)

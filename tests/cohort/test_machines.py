"""Who works on a cohort, and what is refused before anything is sent."""

from __future__ import annotations

import importlib.util
import sys

import pytest

from xaiviewer.cohort.job import Job, Outcome
from xaiviewer.cohort.machines import machines, threads_of_each
from xaiviewer.cohort.plan import AUTO, Plan
from xaiviewer.errors import UsageError
from xaiviewer.requests import Channel, ModelDescription, ModelIdentity, Request

NOBODY = (None, None, None)


@pytest.fixture
def certificates(tmp_path):
    files = [tmp_path / name for name in ("ca.pem", "cert.pem", "key.pem")]
    for file in files:
        file.touch()
    return files


def test_nobody_else_works_unless_asked():
    assert machines(None, None, NOBODY) is None


def test_a_scheduler_is_asked_over_tls_alone(certificates):
    with pytest.raises(UsageError, match=r"pickles that can run any program; add --tls-ca, --tls-cert and --tls-key"):
        machines(None, "tls://host:8786", (certificates[0], None, None))
    with pytest.raises(UsageError, match="is not encrypted, and dask's messages are pickles"):
        machines(None, "tcp://host:8786", certificates)
    found = machines(None, "host:8786", certificates)
    assert found is not None
    assert found.scheduler == "tls://host:8786"


def test_a_certificate_that_is_not_there_is_named(certificates):
    certificates[1].unlink()
    with pytest.raises(UsageError, match=r"cert\.pem is not there"):
        machines(None, "host:8786", certificates)


@pytest.mark.parametrize(
    ("workers", "scheduler", "sentence"),
    [(2, "tls://host:8786", "leave one of them out"), (2, None, "stays on this machine"), (None, None, "name one")],
)
def test_what_does_not_go_together_is_one_sentence(workers, scheduler, sentence, certificates):
    with pytest.raises(UsageError, match=sentence):
        machines(workers, scheduler, certificates)


def test_a_missing_package_is_named_with_the_extra_that_brings_it(monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "distributed" else find(name))
    with pytest.raises(UsageError, match="need the package distributed; install xaiviewer with its extra “cluster”"):
        machines(2, None, NOBODY)


def test_the_installed_program_says_that_it_has_no_cluster(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(UsageError, match="The installed program explains one case after the other"):
        machines(2, None, NOBODY)


def test_workers_share_the_threads_and_none_goes_without(monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 8)
    assert [threads_of_each(workers) for workers in (1, 3, 8, 20)] == [8, 2, 1, 1]


def test_what_others_may_log_names_no_patient(tmp_path):
    job = Job(3, tmp_path / "Doe^Jane", Plan())
    assert "Doe" not in repr(job)
    assert "Doe" not in repr(
        Outcome(3, "Doe^Jane", tmp_path / "Doe^Jane", ("Doe^Jane has no mask.",), "Doe^Jane fails.")
    )


def test_a_plan_draws_what_tells_for_from_against_in_two_colours():
    asked = {each: Request.of(each, network="n", class_index=1) for each in ("occlusion", "saliency")}
    assert {each: Plan().polarity_of(request) for each, request in asked.items()} == {
        "occlusion": "signed",
        "saliency": "absolute",
    }
    assert Plan(polarity_chosen=True).polarity_of(asked["occlusion"]) == "positive"
    assert Plan().methods == (AUTO,)


def test_a_class_is_meant_by_name_or_number():
    known = ModelDescription(ModelIdentity("", "", ""), inputs=(Channel("a"),), classes=("no", "yes"), finding=1)
    assert [Plan(wanted_class=each).class_index(known) for each in (None, "no", "0", "1")] == [1, 0, 0, 1]
    with pytest.raises(UsageError, match="There is no class “maybe”; choose 0 or “no”, 1 or “yes”"):
        Plan(wanted_class="maybe").class_index(known)

"""From the readers' projects to the figures."""

import shutil

import pytest

from tests.studies.test_sitting import answer, sit
from xaiviewer.errors import ReviewError
from xaiviewer.evaluation.readers.report import study_report
from xaiviewer.ledger.merge import merge
from xaiviewer.ledger.opening import open_project
from xaiviewer.ledger.writers import Reader
from xaiviewer.studies.design import FLIPPED, OTHER_MAP
from xaiviewer.studies.package import make_study
from xaiviewer.studies.results import collect


def read_all(owner, folder, says):
    """A reader goes through all sessions; `says(due, content, advice)` gives finding and confidence."""
    for session, slots in enumerate(owner.sessions("r1" if folder.name == "reader-1" else "r2")):
        with sit(owner, folder, session) as sitting:
            while (due := sitting.due) is not None:
                called = None
                if "prediction" in due.shows:
                    probability, threshold = sitting.item("prediction")
                    called = bool((probability >= threshold).any())
                finding, confidence = says(due, slots[due.reading].case, called)
                answer(sitting, finding=finding, confidence=confidence, seconds=1.0 + due.step)


@pytest.fixture
def finished(design, cases, tmp_path):
    """One reader who believes whatever he is shown, and one who knows better."""
    owner = make_study(design(wrong=0.5, wrongs=(FLIPPED, OTHER_MAP)), cases, tmp_path / "study")
    folders = [tmp_path / "study" / f"reader-{number}" for number in (1, 2)]
    read_all(owner, folders[0], lambda due, content, called: ("yes" if called else "no", 4))
    read_all(owner, folders[1], lambda due, content, called: ("yes" if owner.cases[content].truth else "no", 5))
    return owner, [folder / "answers.xaireview" for folder in folders]


def test_a_reader_who_follows_wrong_advice_is_found_out(finished):
    owner, projects = finished

    found = study_report(collect(owner, projects).readings, number=20)["advice"]["map"]

    assert found["followed_seeded"]["value"] == pytest.approx(0.5)  # all of one reader, none of the other
    assert found["rejected_right"]["value"] == 0


def test_who_knows_better_has_the_larger_area(finished):
    owner, projects = finished

    found = study_report(collect(owner, projects).readings, number=20)["accuracy"]

    assert found["map"]["readers"]["r2"]["auroc"]["value"] == 1
    assert found["map"]["readers"]["r1"]["auroc"]["value"] < 1
    assert found["unaided"]["readers"]["r1"]["sensitivity"]["value"] == 0


def test_every_step_is_there_with_its_time(finished):
    owner, projects = finished
    collected = collect(owner, projects)

    assert collected.missing == {"r1": 0, "r2": 0}
    assert {each.seconds for each in collected.readings} == {1.0, 2.0, 3.0}
    assert sum(each.training for each in collected.readings) > 0


def test_projects_that_were_merged_give_the_same(finished, tmp_path):
    owner, projects = finished
    whole = tmp_path / "whole.xaireview"
    shutil.copy(projects[0], whole)
    with open_project(whole, Reader("owner")) as project:
        merge(project, projects[1])

    assert set(collect(owner, [whole]).readings) == set(collect(owner, projects).readings)


def test_an_unfinished_study_says_what_is_missing(finished, design, cases, tmp_path):
    owner = make_study(design(), cases, tmp_path / "other")
    with sit(owner, tmp_path / "other" / "reader-1") as sitting:
        answer(sitting)

    collected = collect(owner, [tmp_path / "other" / "reader-1" / "answers.xaireview"])

    assert collected.missing["r1"] == collected.missing["r2"] - 1
    assert len(collected.readings) == 1


def test_answers_to_another_study_do_not_count(finished, design, cases, tmp_path):
    other = make_study(design(), cases, tmp_path / "other")

    assert collect(other, finished[1]).readings == ()


def test_a_damaged_project_is_refused(finished):
    owner, projects = finished
    data = bytearray(projects[0].read_bytes())
    at = data.index(b'"value":"no"')
    data[at + 9 : at + 11] = b"ye"
    projects[0].write_bytes(data)

    with pytest.raises(ReviewError, match="review verify"):
        collect(owner, projects)

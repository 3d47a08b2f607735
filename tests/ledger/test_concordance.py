"""How far a project's readers agree, without a study."""

import json

import numpy as np
import pytest

from tests.exports.schema import misfits
from tests.ledger.people import ONE, TWO, identity, sha
from xaiviewer.errors import UsageError
from xaiviewer.evaluation.readers.kappa import cohen, krippendorff
from xaiviewer.ledger import adjudication
from xaiviewer.ledger.concordance import project_figures
from xaiviewer.ledger.events import WHOLE_CASE
from xaiviewer.ledger.opening import create_project, open_project
from xaiviewer.ledger.writers import Reader
from xaiviewer.records import reading_tables
from xaiviewer.records.manifest import as_json
from xaiviewer.records.pages.readers_page import readers_page
from xaiviewer.studies.figures import schema_file

ANSWERS = {"r1": ("accept", "accept", "reject", "supplement"), "r2": ("accept", "reject", "reject", "supplement")}


@pytest.fixture
def read(file):
    with create_project(file, ONE) as made:
        for number in range(4):
            made.register(identity(f"case {number}"))
    for reader in (ONE, TWO):
        with open_project(file, reader) as project:
            for number, value in enumerate(ANSWERS[reader.name]):
                project.answer(sha(f"case {number}"), "prediction", value)
                project.answer(sha(f"case {number}"), "confidence", 1 + number)
            project.answer(sha("case 0"), "tags", ["rim"])
    return file


def figures(file):
    with open_project(file) as project:
        return project_figures(project, number=50)


def of(found, key):
    return next(each for each in found["questions"] if each["key"] == key)


def test_kappas_and_alpha_are_those_of_the_answers(read):
    found = of(figures(read), "prediction")
    words = ("accept", "reject", "supplement")
    assert found["agreement"]["same"]["value"] == 0.75
    assert found["agreement"]["cohen"]["value"] == pytest.approx(cohen(ANSWERS["r1"], ANSWERS["r2"], words))
    codes = np.array([[float(words.index(each)) for each in ANSWERS[name]] for name in ("r1", "r2")])
    assert found["agreement"]["krippendorff"]["value"] == pytest.approx(krippendorff(codes))
    assert found["given"]["r1"] == {"accept": 2, "reject": 1, "supplement": 1}


def test_a_decision_between_readers_is_no_reading(read):
    before = figures(read)
    with open_project(read, Reader("r3")) as project:
        adjudication.decide(project, ("r1", "r2"), sha("case 1"), "prediction", "reject", WHOLE_CASE)
    after = figures(read)
    assert after["readers"] == ["r1", "r2"]
    assert after["questions"] == before["questions"]


def test_what_cannot_be_compared_is_counted_alone(read):
    found = of(figures(read), "tags")
    assert found["agreement"] == {}
    assert found["given"] == {"r1": {"rim": 1}, "r2": {"rim": 1}}
    made = reading_tables.tables_of(figures(read))
    assert [each.title for each in made] == [reading_tables.CONCORDANCE, reading_tables.ANSWERS]
    assert "Is the prediction right?" in readers_page(figures(read))


def test_the_json_fits_its_published_schema_and_what_does_not_is_told(read):
    told = json.loads(as_json(figures(read)))
    schema = json.loads(schema_file().read_text(encoding="utf-8"))
    assert list(misfits(told, schema)) == []
    for change in ({"heads": ["x"]}, {"readers": 2}, {"questions": [{**told["questions"][0], "kind": "word"}]}):
        assert list(misfits({**told, **change}, schema))


def test_an_empty_project_has_no_figures(project):
    with pytest.raises(UsageError, match="holds no answers"):
        project_figures(project)

"""Projects of two readers."""

import pytest

from tests.ledger.people import ONE, TWO, identity, sha
from xaiviewer.ledger.opening import create_project, open_project


@pytest.fixture
def file(tmp_path):
    return tmp_path / "study.xaireview"


@pytest.fixture
def project(file):
    """A project that r1 writes, with the case "one"."""
    with create_project(file, ONE) as made:
        made.register(identity("one"))
        yield made


@pytest.fixture
def case():
    return sha("one")


@pytest.fixture
def filled(file, case):
    """A closed project with twenty answers, one of them corrected and one taken back; gives the head of an export."""
    with create_project(file, ONE) as made:
        made.register(identity("one"))
        for number in range(5):
            made.register(identity(f"case {number}"))
            for question, value in (("prediction", "accept"), ("confidence", 1 + number), ("comment", "ä" * 40)):
                made.answer(sha(f"case {number}"), question, value)
        made.answer(sha("case 0"), "prediction", "reject")
        made.answer(case, "mask", "partly")
        made.undo(case, "mask")
        return made.audit("exported").hash


@pytest.fixture
def copies(file, tmp_path, case):
    """Two copies of one project, each continued by another reader and closed."""
    with create_project(file, ONE) as made:
        made.register(identity("one"))
    found = []
    for reader in (ONE, TWO):
        copy = tmp_path / f"{reader.name}.xaireview"
        copy.write_bytes(file.read_bytes())
        with open_project(copy, reader) as opened:
            opened.register(identity(f"of {reader.name}"))
            opened.answer(case, "prediction", "accept" if reader is ONE else "reject")
        found.append(copy)
    return found

"""Nothing in a project can be changed or cut without being named."""

import json
import sqlite3
from contextlib import closing

import pytest

from tests.ledger.people import ONE, TWO, identity, sha
from xaiviewer.ledger import schema
from xaiviewer.ledger.events import Event
from xaiviewer.ledger.opening import create_project, open_project
from xaiviewer.ledger.verify import verify


@pytest.fixture
def forged(filled, file):
    """The project without its guards, to be tampered with; gives the connection."""
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        assert not verify(database, [filled]).broken
        yield database


def test_what_was_written_is_proven_by_the_head_of_an_export(filled, file):
    with open_project(file, ONE) as project:
        found = verify(project.database, [filled.upper()])
    assert not found.broken
    assert 0 < found.proven < found.events
    assert "all there and unchanged" in found.sentence


def test_without_a_head_only_consistency_is_claimed(filled, file):
    with open_project(file) as project:
        found = verify(project.database)
    assert found.proven == 0
    assert "does not show" in found.sentence


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE events SET body = replace(body, '\"accept\"', '\"reject\"') WHERE seq = 5", "does not match its hash"),
        ("UPDATE events SET value = '\"reject\"' WHERE seq = 5", "listed as something else"),
        ("UPDATE events SET at = '2020' WHERE seq = 5", "listed as something else"),
        ("UPDATE events SET case_id = 1 WHERE seq = 5", "listed as something else"),
        ("DELETE FROM events WHERE seq = 5", "cut or changed"),
        ("DELETE FROM events WHERE seq = 0", "cut or changed"),
        ("UPDATE chains SET reader = 'r9'", "another chain"),
        ("UPDATE cases SET label = 'other' WHERE id = 2", "never called so"),
        ("UPDATE events SET body = 'x' WHERE seq = 5", "cannot be read"),
    ],
)
def test_the_first_event_that_is_not_as_it_was_written_is_named(forged, statement, told):
    forged.execute(statement)
    assert told in verify(forged).broken
    assert "5 " in verify(forged).broken or "Event" in verify(forged).broken or "case" in verify(forged).broken


def test_the_event_is_named_by_its_place_and_reader(forged):
    forged.execute("UPDATE events SET body = replace(body, '\"accept\"', '\"reject\"') WHERE seq = 5")
    assert verify(forged).broken.startswith("Event 6 of r1's chain ")


def test_an_answer_that_is_listed_as_replaced_but_is_not_is_found(forged):
    forged.execute("INSERT INTO replaced SELECT hash, id FROM events WHERE seq = 5")
    assert "listed as replaced" in verify(forged).broken
    forged.execute("DELETE FROM replaced")
    assert "listed as replaced" in verify(forged).broken


def test_what_was_cut_off_the_end_is_proven_by_the_head_alone(forged, filled):
    forged.execute("DELETE FROM events WHERE seq >= (SELECT seq FROM events WHERE lower(hex(hash)) = ?)", (filled,))
    assert not verify(forged).broken
    assert "was cut off or changed" in verify(forged, [filled]).broken


def rewritten(database, value):
    """Write a whole chain anew with every hash right, as someone with the file and this program could."""
    bodies = [json.loads(body) for (body,) in database.execute("SELECT body FROM events ORDER BY seq")]
    database.execute("DELETE FROM replaced")
    database.execute("DELETE FROM events")
    prev, names = "0" * 64, {}
    for body in bodies:
        old = Event.of(body).hash
        if body.get("value") == "accept":
            body["value"] = value
        body["replaces"] = [names[each] for each in body.get("replaces", ())]
        event = Event.of({**body, "prev": prev})
        names[old] = prev = event.hash
        schema.insert(database, event)


def test_a_chain_that_was_written_anew_is_consistent_but_not_what_was_exported(forged, filled):
    rewritten(forged, "reject")
    assert not verify(forged).broken
    assert "was cut off or changed" in verify(forged, [filled]).broken


def test_a_head_proves_the_chains_of_others_that_it_saw(file):
    with create_project(file, ONE) as project:
        project.register(identity("one"))
        project.answer(sha("one"), "confidence", 1)
    with open_project(file, TWO) as project:
        head = project.audit("exported").hash
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        assert verify(database, [head]).proven == verify(database).events - 1  # all but its own closing
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute("DELETE FROM events WHERE chain_id = 1 AND seq > 3")
        assert "speaks of one that is not there" in verify(database).broken


def test_a_copy_that_was_put_back_and_continued_is_told_and_loses_nothing(file, tmp_path):
    with create_project(file, ONE) as project:
        project.register(identity("one"))
    backup = file.read_bytes()
    with open_project(file, ONE) as project:
        project.answer(sha("one"), "confidence", 1)
    newer = tmp_path / "newer.xaireview"
    newer.write_bytes(file.read_bytes())
    file.write_bytes(backup)
    with open_project(file, ONE) as project:
        project.answer(sha("one"), "confidence", 5)
        from xaiviewer.ledger import present
        from xaiviewer.ledger.merge import merge

        assert merge(project, newer).twice == 1
        found = verify(project.database)
        assert not found.broken
        assert len(found.forks) == 1
        assert sorted(each.value for each in present.answers(project.database)) == [1, 5]
    with open_project(file, ONE) as project:  # and it goes on in a chain of its own
        project.answer(sha("one"), "confidence", 3)
        assert [each.value for each in present.answers(project.database)] == [3]
        assert not verify(project.database).broken

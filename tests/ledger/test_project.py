"""A project: what is said is added, what holds is a view over it, and a case is known by what it holds."""

import json
import sqlite3
from contextlib import closing
from datetime import datetime

import pytest

from tests.ledger.people import ONE, TWO, identity, sha
from xaiviewer import paths
from xaiviewer.errors import ReviewError, UsageError
from xaiviewer.ledger import events, present, schema, storage
from xaiviewer.ledger.events import Place, Screen
from xaiviewer.ledger.opening import create_project, open_project, personal_project
from xaiviewer.ledger.verify import verify
from xaiviewer.ledger.writers import Reader


def values(project, **wanted):
    return [each.value for each in present.answers(project.database, **wanted)]


def test_an_answer_is_there_after_opening_again_with_all_that_was_seen(project, file, case):
    screen = Screen(3, "t1", "layer3", "rise", {"masks": 4000}, 7, 0.5, 0.2, (10.0, 300.0), {"classifier": sha("w")})
    project.answer(case, "prediction", "accept", place=Place(slice=3), screen=screen)
    project.close()
    with open_project(file) as again:
        (found,) = present.answers(again.database)
    assert (found.reader, found.label, found.question, found.value) == (
        "r1",
        f"case-{case[:8]}",
        "prediction",
        "accept",
    )
    assert found.place == Place(slice=3)
    assert found.fields["mask"] == sha("drawn")
    assert found.fields["screen"] == {
        "slice": 3,
        "sequence": "t1",
        "layer": "layer3",
        "method": "rise",
        "parameters": {"masks": 4000},
        "seed": 7,
        "opacity": 0.5,
        "threshold": 0.2,
        "window": [10.0, 300.0],
        "weights": {"classifier": sha("w")},
    }


def test_a_copy_of_the_file_alone_holds_all_once_it_was_gathered(project, file, case, tmp_path):
    project.answer(case, "prediction", "accept")
    project.gather()
    copy = tmp_path / "copy.xaireview"
    copy.write_bytes(file.read_bytes())
    with open_project(copy) as again:
        assert values(again) == ["accept"]
    project.answer(case, "mask", "yes")
    assert values(project) == ["accept", "yes"]


def test_a_correction_keeps_what_was_before(project, case):
    project.answer(case, "confidence", 2)
    project.answer(case, "confidence", 4)
    assert values(project) == [4]
    first, second = present.answers(project.database, history=True)
    assert (first.value, first.holds, second.value, second.holds) == (2, False, 4, True)
    assert second.fields["before"] == 2
    assert second.fields["replaces"] == [first.event]


def test_undo_is_an_event_and_goes_back_step_by_step(project, case):
    for value in ("accept", "reject", "supplement"):
        project.answer(case, "prediction", value)
    held = [project.undo(case, "prediction").fields["value"] for _ in range(3)]
    assert held == ["reject", "accept", None]
    assert values(project) == [None]
    assert len(values(project, history=True)) == 6
    with pytest.raises(UsageError, match="no answer of r1"):
        project.undo(case, "prediction")
    project.answer(case, "prediction", "accept")
    assert project.undo(case, "prediction").fields["value"] is None


def test_answers_about_a_slice_a_lesion_and_the_case_stand_apart(project, case):
    for place in (Place(), Place(slice=0), Place(lesion=0), Place(layer="layer1")):
        project.answer(case, "attends", "yes", place=place)
    assert len(values(project)) == 4
    assert values(project, place=Place(slice=0)) == ["yes"]


@pytest.mark.parametrize("table", ["project", "chains", "cases", "identifiers", "events", "replaced"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET rowid = rowid", "DELETE FROM {}"])
def test_the_file_refuses_to_overwrite(project, file, case, table, statement):
    project.answer(case, "confidence", 2)
    project.answer(case, "confidence", 3)
    project.close()
    statement = statement.replace("rowid", "hash") if table in ("identifiers", "replaced") else statement
    with closing(sqlite3.connect(file)) as database, pytest.raises(sqlite3.IntegrityError, match="nothing is overw"):
        database.execute(statement.format(table))


def test_the_file_refuses_to_replace_a_row(project, file):
    project.close()
    with closing(sqlite3.connect(file)) as database, pytest.raises(sqlite3.IntegrityError, match="nothing is overw"):
        database.execute("INSERT OR REPLACE INTO events SELECT * FROM events WHERE id = 1")


def test_times_only_rise_whatever_the_clock_is_set_to(project, case, monkeypatch):
    later = project.answer(case, "confidence", 1).at
    monkeypatch.setattr(events, "now", lambda: "2020-01-01T00:00:00.000000Z")
    found = [project.answer(case, "confidence", 2).at for _ in range(3)]
    assert [later, *found] == sorted({later, *found})
    assert datetime.fromisoformat(found[-1]).utcoffset().total_seconds() == 0
    assert not verify(project.database).broken


def test_what_the_form_does_not_take_is_not_written(project, case):
    before = len(values(project, history=True))
    for question, value in (("prediction", "maybe"), ("confidence", 6), ("nothing", 1), ("confidence", True)):
        with pytest.raises(UsageError):
            project.answer(case, question, value)
    with pytest.raises(UsageError, match="not in"):
        project.answer(sha("nobody"), "confidence", 3)
    assert len(values(project, history=True)) == before


def test_a_moved_folder_finds_its_answers_and_a_changed_file_says_so(project):
    assert project.register(identity("one")).state == "same"
    moved = identity("called otherwise", content="one")
    assert present.find(project.database, moved).state == "same"
    changed = project.register(identity("one", content="another picture"))
    assert changed.state == "changed"
    assert changed.before == sha("one")
    assert "other pictures" in changed.sentence
    assert project.register(identity("one", content="another picture")).state == "same"
    redrawn = project.register(identity("one", mask="redrawn"))
    assert redrawn.state == "mask changed"
    assert "another mask" in redrawn.sentence
    assert project.register(identity("two")).state == "new"


def test_folders_that_are_called_alike_are_not_taken_for_one_patient_where_studies_are_known(project):
    project.register(identity("series", study="1.2.3", content="a"))
    assert project.register(identity("series", study="1.2.4", content="b")).state == "new"
    assert project.register(identity("renamed", study="1.2.3", content="c")).state == "changed"


def test_names_enter_the_file_only_where_the_project_is_told_to_keep_them(tmp_path):
    for kept in (False, True):
        path = tmp_path / f"{kept}.xaireview"
        with create_project(path, ONE, names_kept=kept) as project:
            project.register(identity("Doe^Jane", study="1.2.840.99"))
            project.answer(sha("Doe^Jane"), "confidence", 3)
        held = path.read_bytes()
        assert (b"Doe^Jane" in held) is kept
        assert b"1.2.840.99" not in held


def test_two_projects_hash_the_same_name_differently(tmp_path):
    found = []
    for name in ("a", "b"):
        with create_project(tmp_path / f"{name}.xaireview", ONE) as project:
            found.append(identity("Doe^Jane").hashed(project.info.salt)["name"])
    assert len(set(found)) == 2


def test_a_reader_goes_on_with_one_chain_and_every_start_is_in_the_audit_trail(file):
    create_project(file, ONE).close()
    for reader in (ONE, ONE, TWO):
        open_project(file, reader).close()
    with open_project(file) as project:
        assert [each.reader for each in present.chains(project.database)] == ["r1", "r2"]
        bodies = [json.loads(body) for (body,) in project.database.execute("SELECT body FROM events ORDER BY id")]
    trail = [each["audit"] for each in bodies if each["kind"] == "audit"]
    assert [each["event"]["code"] for each in trail] == ["110100"] * 8
    assert [each["type"]["meaning"] for each in trail] == ["Application Start", "Application Stop"] * 4
    assert len(trail[0]["detail"]["program_sha256"]) == 64
    begun = next(each for each in bodies if each["kind"] == "begin")
    assert (begun["reader"], begun["years"]) == ("r1", 7)


def test_a_form_of_its_own_is_asked_and_can_be_changed(file):
    from xaiviewer.ledger.forms import Form, Question

    form = Form("mine", (Question("seen", "Was it seen?", "choice", ("yes", "no"), places=("case",)),))
    with create_project(file, ONE, form=form) as project:
        project.register(identity("one"))
        assert project.form == form
        with pytest.raises(UsageError, match="about a case"):
            project.answer(sha("one"), "seen", "yes", place=Place(slice=1))
        other = Form("mine", (Question("seen", "Was it seen?", "choice", ("yes", "no", "perhaps")),))
        project.ask(other)
        project.answer(sha("one"), "seen", "perhaps")
    with open_project(file) as project:
        assert project.form == other


def test_what_was_opened_to_read_takes_no_answer(filled, file, case):
    with open_project(file) as project:
        assert not project.writable
        with pytest.raises(ReviewError, match="opened to read"):
            project.answer(case, "confidence", 3)


def test_a_project_is_made_once(filled, file):
    held = file.read_bytes()
    with pytest.raises(UsageError, match="exists already"):
        create_project(file, TWO)
    assert file.read_bytes() == held
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_the_first_answer_needs_no_dialog(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path)
    with personal_project() as project:
        assert project.writable
    with personal_project(Reader("me")) as project:
        assert project.path == tmp_path / "personal.xaireview"
        assert [each.reader for each in present.chains(project.database)][1] == "me"


def test_a_file_that_is_no_project_is_refused(tmp_path):
    for name, data in (("a.db", b"text"), ("b.xaireview", b"text" * 500), ("c.xaireview", b"")):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(ReviewError, match=name):
            open_project(path)
    with closing(sqlite3.connect(tmp_path / "other.db")) as database:
        database.execute("CREATE TABLE t (x)")
    with pytest.raises(ReviewError, match="no project"):
        open_project(tmp_path / "other.db")
    with pytest.raises(ReviewError, match="review new"):
        open_project(tmp_path / "nowhere.xaireview")


def test_a_project_of_a_later_version_is_left_to_that(filled, file):
    with closing(sqlite3.connect(file)) as database:
        database.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    with pytest.raises(ReviewError, match="later version"):
        open_project(file)


def older(file, target):
    """A copy of a project with the tables of version 1."""
    with closing(sqlite3.connect(target, isolation_level=None)) as database:
        schema.migrate(database, to=1)
        database.execute("ATTACH ? AS new", (str(file),))
        for table in ("project", "chains", "cases", "identifiers", "events", "replaced"):
            database.execute(f"INSERT INTO main.{table} SELECT * FROM new.{table}")
    return target


def test_an_older_file_is_read_as_it_is_and_migrated_when_it_is_written(filled, file, tmp_path):
    old = older(file, tmp_path / "old.xaireview")
    held = old.read_bytes()
    with open_project(old) as project:
        assert len(values(project)) == 16
    assert old.read_bytes() == held
    with open_project(old, ONE) as project:
        assert schema.version_of(project.database) == schema.VERSION
        assert not verify(project.database, [filled]).broken


def test_a_migration_that_fails_changes_nothing(filled, file, tmp_path, monkeypatch):
    old = older(file, tmp_path / "old.xaireview")
    monkeypatch.setattr(schema, "MIGRATIONS", (schema.MIGRATIONS[0], "CREATE TABLE more (x);\nCREATE TABLE wrong (;\n"))
    with closing(storage.connect(old)) as database:
        with pytest.raises(sqlite3.Error):
            schema.migrate(database)
        assert schema.version_of(database) == 1
        assert not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'more'").fetchone()


def test_a_file_that_grew_keeps_its_answers_small(project, file, case):
    before = file.stat().st_size
    for number in range(100):
        project.answer(case, "confidence", 1 + number % 5, screen=Screen(1, "t1", "layer4.2.relu_2", "grad-cam"))
    project.close()
    assert (file.stat().st_size - before) / 100 < 2000


def test_cases_are_found_by_an_answer(project, case):
    project.register(identity("two"))
    project.answer(case, "prediction", "accept")
    project.answer(sha("two"), "prediction", "reject")
    project.answer(sha("two"), "comment", "x" * 200)
    assert present.cases_answered(project.database, "prediction", "accept") == {case}
    assert present.cases_answered(project.database, "prediction", "accept", reader="r2") == set()
    project.answer(case, "prediction", "reject")
    assert present.cases_answered(project.database, "prediction", "reject", reader="r1") == {case, sha("two")}
    assert values(project, question="comment") == ["x" * 200]
    assert [(each.answers, each.readers) for each in present.cases(project.database)] == [(1, ("r1",)), (2, ("r1",))]


def test_a_worklist_is_made_without_reading_the_events_themselves(project):
    asked = []
    project.database.set_trace_callback(asked.append)
    present.cases(project.database)
    present.cases_answered(project.database, "prediction", "accept")
    project.database.set_trace_callback(None)
    plans = [
        row[3]
        for each in asked
        if "FROM events" in each
        for row in project.database.execute(f"EXPLAIN QUERY PLAN {each}")
        if " e " in row[3]
    ]
    assert len(plans) == 2
    assert all("COVERING INDEX events_of_question" in each for each in plans)

"""A reader's sessions: what is due and nothing else, whatever is tried."""

import json
import shutil
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from xaiviewer.errors import ReviewError, UsageError
from xaiviewer.studies.owner import read_owner
from xaiviewer.studies.package import make_study
from xaiviewer.studies.release import read_release, release, write_release
from xaiviewer.studies.sitting import Sitting, read_package, unlock


@pytest.fixture
def made(design, cases, tmp_path):
    def make(**changed):
        owner = make_study(design(**changed), cases, tmp_path / "study")
        return owner, tmp_path / "study" / "reader-1"

    return make


def sit(owner, folder, session=0, **more):
    package = read_package(folder)
    return Sitting(package, unlock(package, session, owner.passphrases[package.reader][session]), **more)


def answer(sitting, *, finding="yes", confidence=3, seconds=2.0):
    sitting.answer("finding", finding, seconds)
    sitting.answer("confidence", confidence, seconds)


def finish(owner, folder, session=0):
    with sit(owner, folder, session) as sitting:
        while sitting.due is not None:
            answer(sitting)


def test_the_steps_come_one_after_the_other_and_then_the_next_case(made):
    owner, folder = made()
    slots = owner.sessions("r1")[0]

    with sit(owner, folder) as sitting:
        seen = []
        while (due := sitting.due) is not None:
            seen.append((due.reading, due.arm, due.step, due.shows))
            answer(sitting)

    assert seen == [
        (at, slot.arm, step, shows)
        for at, slot in enumerate(slots)
        for step, shows in enumerate(owner.design.arm(slot.arm).steps)
    ]


def test_nothing_is_shown_before_its_step(made):
    owner, folder = made()
    with sit(owner, folder) as sitting:
        while sitting.due.arm != "map":
            answer(sitting)
        for shows in owner.design.arm("map").steps:
            for item in ("prediction", "outline", "map", "mask"):
                if item in shows:
                    assert sitting.item(item)
                else:
                    with pytest.raises(ReviewError, match="not due"):
                        sitting.item(item)
            answer(sitting)


def test_one_of_two_answers_is_not_enough(made):
    owner, folder = made()
    with sit(owner, folder) as sitting:
        before = sitting.due
        sitting.answer("finding", "no", 1.0)
        assert sitting.due == before
        sitting.answer("confidence", 5, 2.0)
        assert sitting.due != before


def test_what_is_shown_is_what_the_networks_said(made, cases):
    owner, folder = made(crossed=False)
    names = {known.name: content for content, known in owner.cases.items()}
    outputs = {names[each.case.name]: each.outputs for each in cases}
    slots = owner.sessions("r1")[0]
    with sit(owner, folder) as sitting:
        while (due := sitting.due) is not None:
            own = outputs[slots[due.reading].case]
            if "map" in due.shows:
                assert np.array_equal(sitting.item("map")[0], own.heat.astype(np.float16))
                assert np.array_equal(sitting.item("outline")[0], own.outline)
            if "prediction" in due.shows:
                probability, threshold = sitting.item("prediction")
                assert np.array_equal(probability, own.probability, equal_nan=True)
                assert threshold == np.float32(0.5)
            answer(sitting)


def test_the_case_bears_no_name_and_no_mask(made):
    owner, folder = made()
    with sit(owner, folder) as sitting:
        case = sitting.case()

    assert case.name == "1-001"
    assert case.mask is None
    assert case.volumes[0].name == ""
    assert case.geometry.spacing_mm == (5.0, 1.0, 1.0)


def test_a_program_that_ended_goes_on_where_it_was(made):
    owner, folder = made()
    with sit(owner, folder) as sitting:
        for _ in range(3):
            answer(sitting)
        due = sitting.due

    with sit(owner, folder) as sitting:
        assert sitting.due == due


def test_a_second_program_on_the_same_package_is_turned_away(made):
    owner, folder = made()
    with sit(owner, folder), pytest.raises(ReviewError, match="is being written"):
        sit(owner, folder)


def test_the_next_session_waits_for_the_one_before_it(made):
    owner, folder = made()
    with pytest.raises(ReviewError, match="Session 1 is not finished"):
        sit(owner, folder, 1)


def test_a_wash_out_is_enforced(made):
    owner, folder = made(wash_out_days=28.0)
    finish(owner, folder)

    with pytest.raises(ReviewError, match="28 days lie between"):
        sit(owner, folder, 1)
    later = datetime.now(UTC) + timedelta(days=29)
    with sit(owner, folder, 1, now=later) as sitting:
        assert sitting.due is not None


def test_or_it_is_logged_that_it_was_cut_short(made):
    owner, folder = made(wash_out_days=28.0, enforced=False)
    finish(owner, folder)

    with sit(owner, folder, 1) as sitting:
        bodies = [body for (body,) in sitting.project.database.execute("SELECT body FROM events WHERE kind = 'audit'")]

    assert any(json.loads(body)["audit"].get("detail", {}).get("wash_out_days", 28) < 1 for body in bodies)


def test_another_passphrase_opens_nothing(made):
    owner, folder = made()
    package = read_package(folder)

    with pytest.raises(ReviewError, match="does not open session 1"):
        unlock(package, 0, owner.passphrases["r2"][0])
    with pytest.raises(ReviewError, match="does not open session 2"):
        unlock(package, 1, owner.passphrases["r1"][0])


def test_another_readers_release_opens_nothing(made):
    owner, folder = made()

    with pytest.raises(ReviewError, match="another study or reader"):
        Sitting(read_package(folder), release(owner, "r2", 0))


def test_feedback_comes_after_the_last_step_of_a_training_case_alone(made):
    owner, folder = made()
    first = owner.sessions("r1")[0][0]
    with sit(owner, folder) as sitting:
        assert sitting.due.training
        with pytest.raises(ReviewError, match="after its last step"):
            sitting.feedback(0)
        for _ in owner.design.arm(first.arm).steps:
            answer(sitting, finding="yes")
        told = sitting.feedback(0)
        assert told.truth == owner.cases[first.case].truth
        assert told.right == told.truth
        assert told.mask.any() == told.truth
        while sitting.due.training:
            answer(sitting)
        last = sitting.due.reading
        answer(sitting)
        assert sitting.feedback(last) is None


def test_steps_kept_by_the_owner_open_only_when_released(made, tmp_path):
    owner, folder = made(by_owner=True)
    package = read_package(folder)
    at = next(at for at, slot in enumerate(owner.sessions("r1")[0]) if slot.arm != "unaided")
    with sit(owner, folder) as sitting:
        for _ in range(at):
            answer(sitting)
        answer(sitting)
        with pytest.raises(ReviewError, match="not released yet"):
            _ = sitting.due

    write_release(release(owner, "r1", 0, folder / "answers.xaireview"), tmp_path / "r1.xairelease")

    with Sitting(package, read_release(tmp_path / "r1.xairelease")) as sitting:
        assert sitting.due.step == 1
        assert sitting.item("prediction")


def test_a_release_holds_no_step_whose_step_before_is_open(made):
    owner, folder = made(by_owner=True)

    given = release(owner, "r1", 0, folder / "answers.xaireview")

    assert given.steps == {}


def test_the_files_tell_nothing_of_what_is_sealed(made, cases):
    """A reader who looks into the folder finds images and noise: no name, no mask, no decision, no arm, no order."""
    owner, folder = made(wrong=0.5)
    told = b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())
    names = " ".join(file.name for file in folder.rglob("*"))
    for archive in (folder / "images").glob("*.npz"):
        with zipfile.ZipFile(archive) as held:
            told += b"".join(held.read(each) for each in held.namelist())

    for each in cases:
        for text in ("SECRET", each.case.name, "secret"):
            assert text.encode() not in told
            assert text not in names
        hidden = [each.outputs.heat, each.outputs.probability, each.outputs.heat.astype(np.float16)]
        if each.outputs.truth:
            hidden += [each.outputs.mask, np.packbits(each.outputs.mask, axis=-1)]
        assert not any(array.tobytes() in told for array in hidden)
    for secret in (owner.master, owner.session_key("r1", 0), owner.session_key("r1", 1)):
        assert secret not in told
        assert secret.hex().encode() not in told
    assert b"flipped" not in told
    assert b"unaided" not in told
    assert not list(folder.rglob("*.xaikey"))


def test_sealed_files_are_as_long_whatever_is_outlined(made):
    _, folder = made(wrong=0.5)
    files = list((folder / "sealed").iterdir())

    assert len(files) == 4 * 10  # the prediction, the outline, the map and the mask of ten cases
    assert len({file.stat().st_size for file in files}) == 3  # outline and mask are alike


def test_neither_times_nor_places_of_files_tell_which_cases_hold_the_finding(made, monkeypatch):
    """Those with the finding are named first; nothing is written in that order."""
    written, write = [], Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", lambda file, data: (written.append(file), write(file, data))[1])
    _, folder = made()

    for part in ("images", "sealed"):
        names = [file.name for file in written if file.parts[-3:-1] == ("reader-1", part)]
        assert names == sorted(names)
        assert len({file.stat().st_mtime_ns for file in (folder / part).iterdir()}) == 1


@pytest.mark.parametrize("changed", [{"wash_out_days": 0.0}, {"enforced": False}, {"sessions": []}])
def test_rules_that_a_reader_rewrites_open_nothing(made, changed):
    owner, folder = made(wash_out_days=28.0)
    finish(owner, folder)
    file = folder / "study.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), **changed}))

    for session in (0, 1):
        with pytest.raises(ReviewError, match=r"not as the study's owner made it|has no session"):
            sit(owner, folder, session)


def test_images_of_two_readers_bear_other_names(made):
    _, folder = made()
    names = [{file.name for file in (folder.parent / each / "images").iterdir()} for each in ("reader-1", "reader-2")]

    assert not names[0] & names[1]


def test_a_sealed_file_in_anothers_place_is_refused(made):
    owner, folder = made()
    with sit(owner, folder) as sitting:
        while "prediction" not in sitting.due.shows:
            answer(sitting)
        files = sorted((folder / "sealed").iterdir(), key=lambda file: (file.stat().st_size, file.name))
        for file, other in zip(files, files[1:] + files[:1], strict=True):
            shutil.copy(other, file)
        with pytest.raises(ReviewError, match="does not open with this key"):
            sitting.item("prediction")


def test_a_package_that_is_not_whole_says_so(made):
    owner, folder = made()
    (folder / "session-1.bin").unlink()

    with pytest.raises(ReviewError, match="ask the study's owner for the package again"):
        sit(owner, folder)
    (folder / "study.json").write_text("{")
    with pytest.raises(ReviewError, match="no package of a study"):
        read_package(folder)


def test_a_step_takes_no_answer_that_the_form_does_not_know(made):
    owner, folder = made()
    with sit(owner, folder) as sitting:
        with pytest.raises(UsageError, match="does not answer"):
            sitting.answer("finding", "maybe", 1.0)
        with pytest.raises(UsageError, match="number of seconds"):
            sitting.answer("finding", "yes", float("nan"))


def test_the_owners_key_is_read_again_and_for_its_owner_alone(made, tmp_path):
    owner, _ = made()
    file = tmp_path / "study" / "owner.xaikey"

    assert read_owner(file) == owner
    assert file.stat().st_mode & 0o077 == 0


def test_a_folder_that_exists_is_not_written_into(design, cases, tmp_path):
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / "thesis.txt").write_text("mine")

    with pytest.raises(UsageError):
        make_study(design(), cases, tmp_path / "study")

    assert [file.name for file in (tmp_path / "study").iterdir()] == ["thesis.txt"]

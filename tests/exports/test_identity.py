"""With the patient taken out nothing in any file says who it is."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.exports.made import NAME, SLICES, case_of, context_of
from tests.exports.unpacking import found_in
from xaiviewer.exports.identity import of_path, pseudonymous
from xaiviewer.exports.kinds.registry import KINDS
from xaiviewer.exports.verdicts import FREE_TEXT, words_of

SALT = b"salt of a project"
PIXEL = cv2.imencode(".png", np.zeros((2, 2, 3), np.uint8))[1].tobytes()


def all_found(folder: Path, words: list[str]) -> list[str]:
    return [
        told
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        for told in found_in(file.relative_to(folder).as_posix(), file.read_bytes(), words)
    ]


def test_no_container_of_a_de_identified_export_holds_any_name_or_date_of_the_source(hidden):
    words = ["mueller", "annegret", "weber_b", "2019-03-02", "2024-05-06"]
    assert len(list(hidden.rglob("*.*"))) > 60
    assert all_found(hidden, words) == []


def test_the_report_warns_of_the_forms_words_and_not_of_what_readers_wrote_which_is_taken_out():
    assert words_of("born 3.4.1956", None, pseudonymous(case_of(), SALT)) == FREE_TEXT
    (report,) = (each for each in KINDS if each.key == "sr")
    warned = " ".join(report.warns(context_of(case_of(), salt=SALT, answered=True)))
    assert "in the words of the form" in warned
    assert "readers' own words" not in warned


def test_the_search_finds_names_in_every_container_where_they_are_kept(named):
    found = all_found(named, ["mueller"])
    parts = {each.split(" in ", 1)[1].split("/")[-1] for each in found}
    for part in ("report.pdf!page 1", "report.pdf!properties", "figure.png!iTXt", "manifest.json", "scores.csv"):
        assert part in parts
    assert any(part.startswith("scores.xlsx!") or part == "sheet2.xml" for part in parts)


def test_a_name_within_a_zip_within_gzip_is_found():
    import gzip
    import io
    import zipfile

    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("maps.npy", b"of MUELLER, anna")
    assert found_in("x.gz", gzip.compress(inside.getvalue()), ["mueller"])


def test_names_are_found_in_tables_of_arrays_in_a_database_and_in_what_stands_for_a_pictures_sight(tmp_path):
    import io
    import sqlite3

    from xaiviewer.exports.pdf.document import Document

    arrays = io.BytesIO()
    np.savez_compressed(arrays, names=np.array(["Mueller", "other"]))
    assert found_in("x.npz", arrays.getvalue(), ["mueller"])
    with sqlite3.connect(tmp_path / "x.db") as database:
        database.execute("create table t (a)")
        database.execute("insert into t values (?)", ("Frau Mueller",))
    database.close()
    assert any("line" in each for each in found_in("x.db", (tmp_path / "x.db").read_bytes(), ["mueller"]))
    document = Document("a", "b")
    document.picture(PIXEL, "Schnitt 3 – Müller")
    assert any("object" in each for each in found_in("x.pdf", document.bytes(), ["müller"]))


def test_a_case_has_one_pseudonym_in_a_project_and_another_in_the_next():
    one, again = pseudonymous(case_of(), SALT), pseudonymous(case_of(), SALT)
    assert one.name == again.name
    assert one.shift == again.shift
    assert pseudonymous(case_of(), b"another").name != one.name
    assert pseudonymous(case_of("Weber_B"), SALT).name != one.name
    assert pseudonymous(case_of("Weber_B"), SALT).shift == one.shift


def test_times_are_moved_back_by_whole_days_and_stay_in_order():
    identity = pseudonymous(case_of(), SALT)
    first, second = (identity.moved(f"2024-05-06T07:0{minute}:00.000000Z") for minute in (8, 9))
    assert first < second < "2024-05-06"
    assert first[10:] == "T07:08:00Z"


def test_sentences_lose_names_in_any_case_and_dates():
    identity = pseudonymous(case_of(), SALT)
    told = identity.scrubbed(f"{SLICES[2].upper()}.tif of {NAME} was scanned 20190302, at 1.5 T.")
    assert "mueller" not in told.lower()
    assert "2019" not in told
    assert "1.5 T" in told


def test_folders_that_are_called_after_what_they_hold_take_no_word_out_of_sentences():
    identity = pseudonymous(case_of(), SALT, Path("/data/nifti/Art/Weber_B"))
    told = identity.scrubbed("Export NIfTI and start again; Art_3, WEBER_B and /data/nifti/Art/Weber_B are not read.")
    assert told == "Export NIfTI and start again; [removed]_3, [removed] and [removed] are not read."
    assert of_path(Path("/data/images/nifti"), SALT).scrubbed("an image of NIfTI") == "an image of NIfTI"


def test_what_could_not_be_read_is_told_of_without_its_path(tmp_path):
    identity = of_path(tmp_path / "Weber_B" / "scan.nii.gz", SALT)
    assert "Weber" not in identity.scrubbed(f"{tmp_path}/Weber_B/scan.nii.gz is damaged; copy Weber_B again.")


def test_a_name_that_is_no_valid_unicode_is_taken_out_as_sentences_have_it():
    path = Path("/data/Fr\udce4nkel.nii.gz")
    for identity in (of_path(path, SALT), pseudonymous(case_of(), SALT, path)):
        assert "nkel" not in identity.scrubbed("Fr?nkel.nii.gz is damaged.")


def test_a_sentence_about_a_case_calls_it_by_its_pseudonym():
    context = context_of(case_of(), salt=SALT)
    assert context.as_written(f"{NAME} has no outline.") == f"{context.identity.name} has no outline."


def test_names_stay_where_nobody_asked(context):
    assert context.case.name == NAME
    assert context.identity.moved("2024-05-06T07:08:09Z") == "2024-05-06T07:08:09Z"


@pytest.mark.parametrize("part", ["source", "contents", "slice_names", "notices"])
def test_the_case_that_is_written_holds_nothing_of_the_files(part):
    case = context_of(case_of(), salt=SALT).case
    assert "mueller" not in str(getattr(case, part)).lower()

"""A study's figures as the window and the command line take them: with marks, as tables, as a page, as a workbook."""

import io
import json
import shutil

import numpy as np
import pytest

from tests.exports.schema import misfits
from tests.studies.test_sitting import sit
from xaiviewer.exports.pdf.readers_report import readers_report
from xaiviewer.ledger.forms import Form, Question
from xaiviewer.ledger.marked import mark
from xaiviewer.records import reading_tables
from xaiviewer.records.manifest import as_json
from xaiviewer.records.pages.readers_page import readers_page
from xaiviewer.records.workbook import TOO_LONG, workbook, workbook_of
from xaiviewer.studies.design import FLIPPED, FORM, Arm, Design, Excluded, Reference
from xaiviewer.studies.figures import schema_file, study_figures
from xaiviewer.studies.package import make_study

MARKS = Form("marks", (*FORM.questions, Question("where", "Where?", "mark")))
LEFT_OUT = (Excluded("c17", "moved during the scan"),)


@pytest.fixture(scope="module")
def finished(cases, tmp_path_factory):
    """Two readers who mark the left and the right half of what the clinician outlined, in two arms."""
    arms = (Arm("unaided", ((),)), Arm("map", ((), ("prediction", "map"))))
    record = {"reference": Reference("two neuroradiologists, by consensus", "Slicer 5.6"), "excluded": LEFT_OUT}
    design = Design("trial", arms, ("r1", "r2"), wash_out_days=0.0, form=MARKS, wrong=0.4, wrongs=(FLIPPED,), **record)
    study = tmp_path_factory.mktemp("figures") / "study"
    owner = make_study(design, cases, study)
    folders = [study / f"reader-{number}" for number in (1, 2)]
    for folder, columns in zip(folders, ((4, 7), (6, 9)), strict=True):
        for session in range(2):
            with sit(owner, folder, session) as sitting:
                while (due := sitting.due) is not None:
                    drawn = np.zeros((16, 16), dtype=bool)
                    drawn[4:9, slice(*columns)] = True
                    if due.step == due.steps - 1:
                        sitting.answer("where", mark([], [], {1: drawn}, 4), 1.0)
                    sitting.answer("finding", "yes" if due.reading % 2 else "no", 1.0)
                    sitting.answer("confidence", 1 + due.reading % 5, 2.0)
    return study / "owner.xaikey", [folder / "answers.xaireview" for folder in folders]


def test_marks_are_held_against_mask_and_map_that_the_owners_key_opens(finished):
    found = study_figures(*finished, number=20).fields["triangle"]
    assert set(found) == {"unaided", "map"}
    assert found["map"]["cases"] == 4  # those that hold the finding and do not serve to practise
    # both are 15 of the mask's 25 pixels, and share 5
    assert found["map"]["reader_reader"]["value"] == pytest.approx(2 * 5 / 30)
    assert found["map"]["reader_mask"]["value"] == pytest.approx(2 * 15 / 40)
    assert 0 <= found["map"]["map_mask"]["value"] < 1


def test_the_json_fits_its_published_schema_and_what_does_not_is_told(finished):
    told = json.loads(as_json(study_figures(*finished, number=20).fields))
    schema = json.loads(schema_file().read_text(encoding="utf-8"))
    assert list(misfits(told, schema)) == []
    for change in ({"seed": "x"}, {"more": 1}, {"comparison": {}}, {"design": {**told["design"], "arms": [{}]}}):
        assert list(misfits({**told, **change}, schema))


def test_without_a_readers_folder_the_figures_say_what_is_missing(finished, tmp_path):
    key, projects = finished
    alone = tmp_path / "alone" / key.name
    alone.parent.mkdir()
    shutil.copy(key, alone)
    moved = [shutil.copy(each, tmp_path / f"{each.parent.name}.xaireview") for each in projects]
    found = study_figures(alone, moved, number=20).fields
    assert found["triangle"] == {}
    assert "no reader's folder" in str(reading_tables.remarks_of(found)[-1])


def test_every_figure_is_in_a_table_and_every_heading_is_known(finished):
    fields = study_figures(*finished, number=20).fields
    made = reading_tables.tables_of(fields)
    assert [each.title for each in made] == list(reading_tables.TITLES[:-1])
    assert {name for each in made for name in each.head} <= set(reading_tables.HEADINGS)
    assert all(len(row) == len(each.head) for each in made for row in each.rows)
    assert reading_tables.heading_of(fields)[1].startswith("2 readers · 8 cases")


def test_the_page_holds_the_tables_escapes_names_and_loads_nothing(finished):
    fields = study_figures(*finished, number=20).fields
    fields["design"]["name"] = "<script>x</script>"
    page = readers_page(fields)
    assert "<script" not in page
    assert "http" not in page
    assert "src=" not in page
    assert all(title in page for title in reading_tables.TITLES[:-1])
    assert "not for diagnosis" in page


def test_the_document_can_be_searched_for_every_table_and_tells_how_it_was_measured(finished):
    pypdf = pytest.importorskip("pypdf")
    fields = study_figures(*finished, number=20).fields
    made = pypdf.PdfReader(io.BytesIO(readers_report(fields)))
    text = " ".join(" ".join(page.extract_text() for page in made.pages).split())
    for table in reading_tables.tables_of(fields):
        assert table.title in text
        for row in table.rows:
            assert reading_tables.words_of(row[-1]) in text
    for words in ("Readers: trial", "2 readers · 8 cases", "20 resamples, seed 0", "crossed", "not for diagnosis"):
        assert words in text


def test_who_drew_the_reference_and_what_was_left_out_stands_in_every_form_and_in_no_readers_folder(finished):
    openpyxl, pypdf = pytest.importorskip("openpyxl"), pytest.importorskip("pypdf")
    key, projects = finished
    fields = study_figures(key, projects, number=20).fields
    assert fields["design"]["reference"] == {"text": "two neuroradiologists, by consensus", "tool": "Slicer 5.6"}
    assert fields["design"]["excluded"] == [{"case": "c17", "reason": "moved during the scan"}]
    pages = pypdf.PdfReader(io.BytesIO(readers_report(fields))).pages
    book = openpyxl.load_workbook(io.BytesIO(workbook_of([reading_tables.facts_table(fields)])))
    forms = [
        readers_page(fields),
        " ".join(" ".join(page.extract_text() for page in pages).split()),
        " ".join(str(cell.value) for row in book.worksheets[0] for cell in row),
    ]
    for words in ("two neuroradiologists, by consensus · Slicer 5.6", "c17: moved during the scan"):
        assert all(words in each for each in forms)
    legible = b"".join(each.read_bytes() for each in key.parent.glob("reader-*/**/*") if each.is_file())
    assert b"trial" in legible
    assert b"neuroradiologists" not in legible
    assert b"moved during" not in legible


def test_figures_fill_three_columns_of_a_workbook(finished):
    openpyxl = pytest.importorskip("openpyxl")
    made = reading_tables.tables_of(study_figures(*finished, number=20).fields)
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(made)))
    assert book.sheetnames == [each.title for each in made]
    head = [cell.value for cell in book["Readers and arms"][1]]
    assert head[:5] == ["Arm", "Reader", "AUROC", "AUROC, from", "AUROC, to"]
    assert isinstance(book["Readers and arms"]["C2"].value, float)


def test_no_word_of_a_reader_becomes_a_formula():
    openpyxl = pytest.importorskip("openpyxl")
    made = workbook([("a/b", ("x",), [("=1+1",), ("bell\x07",), ("x" * 40_000,)])])
    sheet = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]
    assert sheet.title == "a b"
    assert [cell.data_type for cell in sheet["A"]] == ["s"] * 4
    assert [cell.value for cell in sheet["A"]][1:] == ["=1+1", "bell ", TOO_LONG]


def test_times_are_told_in_tenths_of_a_second_and_a_small_p_is_never_0(finished):
    fields = study_figures(*finished, number=20).fields
    (steps,) = (each for each in reading_tables.tables_of(fields) if each.title == reading_tables.STEPS)
    told = [reading_tables.words_of(row[steps.head.index("Seconds")]) for row in steps.rows]
    assert all(len(each.split(" ")[0].split(".")[1]) == 1 for each in told)
    assert reading_tables.words_of(0.00012) == "< 0.001"
    assert reading_tables.words_of(0.0) == "0.000"

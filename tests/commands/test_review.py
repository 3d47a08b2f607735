"""`xaiviewer review` through the real main, without torch."""

import csv
import json
import re
import subprocess
import sys

import pytest

from xaiviewer.__main__ import main
from xaiviewer.ledger import present
from xaiviewer.ledger.events import Place, Screen
from xaiviewer.ledger.forms import DEFAULT
from xaiviewer.ledger.opening import open_project
from xaiviewer.ledger.writers import Reader

pytestmark = pytest.mark.usefixtures("no_torch")


@pytest.fixture
def review(capsys):
    """Runs `xaiviewer review WORDS`; gives status, output and error output."""

    def run(*words):
        status = main(["review", *map(str, words)])
        return status, *capsys.readouterr()

    return run


@pytest.fixture
def file(review, small_case_folder, tmp_path):
    """A project with one case that two readers have answered questions about."""
    path = tmp_path / "study.xaireview"
    assert review("new", path, small_case_folder, "--name", "a study", "--reader", "r1", "--years", "7")[0] == 0
    with open_project(path, Reader("r1")) as project:
        (case,) = present.cases(project.database)
        project.answer(case.content, "prediction", "accept", screen=Screen(2, "flair", "layer3", "rise", {}, 7, 0.5))
        project.answer(case.content, "prediction", "reject")
        project.answer(case.content, "tags", ["rim", "größer"], place=Place(slice=2))
    with open_project(path, Reader("r2")) as project:
        project.answer(case.content, "confidence", 4)
    return path


def head_of(out):
    return re.search(r"^head ([0-9a-f]{64})$", out, re.MULTILINE)[1]


def test_the_list_says_who_answered_and_what_is_to_do(review, file):
    status, out, err = review("list", file)
    assert (status, err) == (0, "")
    assert "a study, made" in out
    assert "1 of 1 cases have answers." in out
    assert "3 answers of r1, r2" in out
    assert "to do" in review("list", file, "--reader", "r3")[1]


def test_a_case_is_shown_with_its_answers_and_history(review, file):
    label = re.search(r"case-[0-9a-f]{8}", review("list", file)[1])[0]
    out = review("show", file, label)[1]
    assert "r1  prediction: reject" in out
    assert "r1  tags on slice 2: rim, größer" in out
    assert "accept" not in out
    assert "prediction: accept  (replaced)" in review("show", file, label[5:10], "--history")[1]
    status, _, err = review("show", file, "nobody")
    assert status == 2
    assert "`xaiviewer review list`" in err


def test_the_csv_has_a_row_per_answer(review, file, tmp_path):
    status, out, _ = review("export", file, "--output", tmp_path / "answers.csv")
    assert status == 0
    assert "4 answers" in out
    with (tmp_path / "answers.csv").open(newline="", encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    assert [(row["reader"], row["question"], row["value"], row["holds"]) for row in rows] == [
        ("r1", "prediction", "accept", "0"),
        ("r1", "prediction", "reject", "1"),
        ("r1", "tags", json.dumps(["rim", "größer"], separators=(",", ":")), "1"),
        ("r2", "confidence", "4", "1"),
    ]
    assert [row["about"] for row in rows] == ["case", "case", "slice", "case"]
    assert [row["years"] for row in rows] == ["7.0"] * 3 + [""]
    assert (rows[0]["shown_layer"], rows[0]["shown_seed"], rows[0]["shown_opacity"]) == ("layer3", "7", "0.5")
    assert rows[1]["before"] == "accept"
    review("export", file, "--output", tmp_path / "answers.csv", "--present")
    assert (tmp_path / "answers.csv").read_text(encoding="utf-8").count("\n") == 4


def fits(value, schema, root):
    """Whether a value fits the part of JSON Schema that ours uses."""
    if "$ref" in schema:
        return fits(value, root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root)
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None), "integer": int}
    named = schema.get("type", [])
    named = [named] if isinstance(named, str) else named
    right = not named or any(isinstance(value, kinds.get(name, (int, float))) for name in named)
    right &= "const" not in schema or value == schema["const"]
    right &= "enum" not in schema or value in schema["enum"]
    right &= "pattern" not in schema or bool(re.search(schema["pattern"], value))
    if isinstance(value, dict):
        inside = schema.get("properties", {})
        right &= set(schema.get("required", ())) <= set(value)
        right &= schema.get("additionalProperties") is not False or set(value) <= set(inside)
        right &= all(fits(each, inside[name], root) for name, each in value.items() if name in inside)
    if isinstance(value, list) and "items" in schema:
        right &= all(fits(each, schema["items"], root) for each in value)
    return right


def test_the_json_fits_its_published_schema_and_names_all_it_holds(review, file, tmp_path):
    published = json.loads(review("export", "--schema")[1])
    assert review("export", file, "--output", tmp_path / "answers.json")[0] == 0
    told = json.loads((tmp_path / "answers.json").read_text(encoding="utf-8"))
    assert fits(told, published, published)
    assert set(told) == set(published["properties"])
    answer = published["properties"]["answers"]["items"]
    assert all(set(each) == set(answer["properties"]) for each in told["answers"])
    assert not fits({**told, "heads": ["x"]}, published, published)
    assert told["form"] == DEFAULT.fields()
    assert [each["reader"] for each in told["chains"]][:2] == ["r1", "r2"]
    assert [each["years"] for each in told["chains"]][:2] == [7, None]


def test_the_schema_of_the_figures_is_printed_without_a_project(review):
    status, out, _ = review("figures", "--schema")
    assert (status, "accuracy" in json.loads(out)["$defs"]) == (0, True)


def test_an_export_holds_neither_salt_nor_names(review, file, tmp_path, small_case):
    review("export", file, "--output", tmp_path / "answers.json")
    with open_project(file) as project:
        salt = project.info.salt
    held = (tmp_path / "answers.json").read_bytes()
    assert salt.hex().encode() not in held
    assert f'"{small_case.name}"'.encode() not in held


def test_the_head_of_an_export_verifies_what_came_before(review, file, tmp_path):
    head = head_of(review("export", file, "--output", tmp_path / "answers.json")[1])
    assert json.loads((tmp_path / "answers.json").read_text())["heads"] == [head]
    status, out, _ = review("verify", file, "--head", head)
    assert status == 0
    assert "all there and unchanged" in out
    assert "does not show" in review("verify", file)[1]
    status, _, err = review("verify", file, "--head", "0" * 64)
    assert status == 2
    assert "was cut off or changed" in err
    assert review("verify", file, "--head", "12")[0] == 2


def test_a_damaged_file_is_named_and_a_copy_written(review, file, tmp_path):
    data = file.read_bytes().replace(b'"value":"reject"', b'"value":"accept"')
    file.write_bytes(data)
    status, _, err = review("verify", file)
    assert status == 2
    assert "Event" in err
    assert "--copy" in err
    status, out, _ = review("verify", file, "--copy", tmp_path / "whole.xaireview")
    assert status == 0
    assert "left out" in out
    assert review("verify", tmp_path / "whole.xaireview")[0] == 0
    assert file.read_bytes() == data


def test_copies_are_merged(review, file, tmp_path):
    copy = tmp_path / "copy.xaireview"
    copy.write_bytes(file.read_bytes())
    with open_project(copy, Reader("r2")) as project:
        (case,) = present.cases(project.database)
        project.answer(case.content, "difficulty", "hard")
    status, out, _ = review("merge", file, copy, "--reader", "owner")
    assert status == 0
    assert "events added" in out
    assert "difficulty: hard" in review("show", file, case.label)[1]
    assert "0 events added" in review("merge", file, copy)[1]


def test_the_questions_can_be_printed_changed_and_asked(review, tmp_path):
    questions = json.loads(review("new", "--print-form")[1])
    assert questions == DEFAULT.fields()
    questions["questions"] = questions["questions"][:2]
    (tmp_path / "mine.json").write_text(json.dumps(questions))
    path = tmp_path / "mine.xaireview"
    assert "2 questions" in review("new", path, "--form", tmp_path / "mine.json")[1]
    status, _, err = review("new", path, "--form", tmp_path / "mine.json")
    assert status == 2
    assert "exists already" in err


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("new",),
        ("new", "a.txt"),
        ("list", "nowhere.xaireview"),
        ("export",),
        ("figures",),
        ("merge", "a"),
        ("frobnicate",),
    ],
)
def test_wrong_use_is_one_sentence(review, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    status, out, err = review(*words)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "part", ["new", "list", "show", "answer", "export", "merge", "verify", "adjudicate", "figures"]
)
def test_every_part_explains_itself_with_examples(part, capsys):
    with pytest.raises(SystemExit):
        main(["review", part, "--help"])
    shown = capsys.readouterr().out
    assert f"xaiviewer review {part}" in shown.split("examples:")[1]
    assert "not for diagnosis" in " ".join(shown.split())


@pytest.mark.slow
def test_a_review_is_read_without_torch_or_qt(file, tmp_path):
    script = (
        "import sys; from xaiviewer.__main__ import main\n"
        f"file, out = {str(file)!r}, {str(tmp_path / 'a.json')!r}\n"
        "for words in (['list', file], ['export', file, '--output', out]):\n"
        "    assert main(['review', *words]) == 0\n"
        "loaded = {'torch', 'PySide6'} & set(sys.modules); assert not loaded, loaded"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_two_readers_differ_on_is_listed_and_decided(review, file):
    with open_project(file, Reader("r2")) as project:
        (case,) = present.cases(project.database)
        project.answer(case.content, "prediction", "supplement")
    status, out, _ = review("adjudicate", file, "--reader", "r3")
    assert status == 0
    assert "r1 and r2 differ on 1 of 1 cases." in out
    assert "prediction: r1 reject | r2 supplement" in out
    words = ("answer", file, case.label, "prediction=accept", "--between", "r1", "r2", "--reader")
    assert review(*words, "r2")[0] == 2
    assert review(*words, "r3")[0] == 0
    out = review("adjudicate", file)[1]
    assert "decided by r3: accept" in out
    assert "1 of 1 questions are decided." in out
    assert "prediction:" not in review("adjudicate", file, "--between", "r1", "r2", "--open")[1]
    assert "r3  prediction: accept  (decides)" in review("show", file, case.label)[1]
    status, _, err = review("adjudicate", file, "--between", "r1", "r9")
    assert status == 2
    assert "“r9” has no answers here" in err

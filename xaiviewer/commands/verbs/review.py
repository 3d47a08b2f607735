"""``xaiviewer review``: projects of reviews; without a network, without a window."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from xaiviewer.commands.options.parser import existing
from xaiviewer.commands.options.parts import Part, add_parts
from xaiviewer.commands.options.progress import Progress
from xaiviewer.commands.options.projects import opened, told_answer
from xaiviewer.commands.verbs.review_adjudicate import add_adjudicate_arguments, add_between, run_adjudicate
from xaiviewer.commands.verbs.review_figures import add_figures_arguments, run_figures
from xaiviewer.commands.verbs.review_study import add_study_arguments, run_study
from xaiviewer.errors import ReviewError, UsageError
from xaiviewer.ledger import adjudication, present
from xaiviewer.ledger import export as exports
from xaiviewer.ledger.events import Place, lesion_of
from xaiviewer.ledger.forms import DEFAULT, answer_of, read_form
from xaiviewer.ledger.identity import identify
from xaiviewer.ledger.merge import merge
from xaiviewer.ledger.opening import create_project
from xaiviewer.ledger.places import Places
from xaiviewer.ledger.project import Project
from xaiviewer.ledger.rescue import rescue, write_copy
from xaiviewer.ledger.storage import SUFFIX
from xaiviewer.ledger.verify import verify
from xaiviewer.ledger.worklist import LISTED, NOTHING_KNOWN, ORDERS, sequence, status
from xaiviewer.ledger.writers import Reader, somebody
from xaiviewer.readers.naming.names import shown

_FILE = "a project of reviews, FILE.xaireview"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command and of each of its parts."""
    add_parts(
        parser,
        _PARTS,
        closing="A project is one file. What readers say is added to it, never overwritten; every WHAT has a --help.",
    )


def run(arguments: argparse.Namespace) -> int:
    """Do the part that is asked for."""
    part: Callable[[argparse.Namespace], int] = _RUN[arguments.part]
    return part(arguments)


def _new_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE.xaireview", help="the project to make")
    parser.add_argument("paths", nargs="*", type=existing, metavar="PATH", help="cases to add to it: as for `inspect`")
    parser.add_argument("--name", default="", help="what the project is called (default: like the file)")
    parser.add_argument(
        "--form", type=Path, metavar="FORM.json", help="the questions to ask (default: those that --print-form prints)"
    )
    parser.add_argument("--print-form", action="store_true", help="print the questions, to be changed, and end")
    parser.add_argument(
        "--keep-names", action="store_true", help="keep the names of the cases' folders, which may be patients' names"
    )
    _add_reader(parser)


def _add_reader(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reader", metavar="NAME", help="who does it, a pseudonym will do (default: your user's name)")
    parser.add_argument("--years", type=float, metavar="N", help="the reader's years of experience")


def _reader(arguments: argparse.Namespace) -> Reader:
    if arguments.years is not None and not 0 <= arguments.years <= 100:
        raise UsageError(f"--years {arguments.years:g} is no number of years from 0 to 100.")
    return Reader(arguments.reader or somebody().name, arguments.years)


def _new(arguments: argparse.Namespace) -> int:
    form = DEFAULT if arguments.form is None else read_form(arguments.form)
    if arguments.print_form:
        print(json.dumps(form.fields(), indent=1, ensure_ascii=False))
        return 0
    if arguments.file is None or arguments.file.suffix != SUFFIX:
        raise UsageError(f"Name the project to make, with {SUFFIX} at its end; see `xaiviewer review new --help`.")
    who, kept = _reader(arguments), arguments.keep_names
    with create_project(arguments.file, who, name=arguments.name, form=form, names_kept=kept) as project:
        print(f"{project.path}: asks {len(form.questions)} questions.")
        return _add_cases(project, arguments.paths) if arguments.paths else 0


def _add_cases(project: Project, paths: list[Path]) -> int:
    from xaiviewer.commands.options.cases import cases_at  # noqa: PLC0415 - only where cases are read
    from xaiviewer.readers import load_case  # noqa: PLC0415

    found, lying = cases_at(paths), {}
    with Progress(len(found), "cases") as progress:
        for count, path in enumerate(found):
            progress.at(count, path.name)
            known = project.register(identify(load_case(path)))
            lying[path] = known.content
            if known.sentence:
                progress.say(known.sentence)
    Places().keep(lying)  # so that the window knows them before it reads them
    print(f"{len(present.cases(project.database))} cases.")
    return 0


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=_FILE)
    parser.add_argument("--reader", metavar="NAME", help="count the answers of one reader alone")
    parser.add_argument(
        "--order",
        choices=tuple(ORDERS),
        default=LISTED,
        help="which cases come first: uncertain decisions; outlines, maps or predictions that disagree with the "
        "clinician's mask, as far as the window has noted what the networks found; or shuffled (default: as listed)",
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of the shuffled order (default: 0)")


def _list(arguments: argparse.Namespace) -> int:
    with opened(arguments.file) as project:
        info, listed = project.info, present.cases(project.database, reader=arguments.reader)
        print(shown(f"{info.name}, made {info.created[:16].replace('T', ' ')} UTC"))
        for chain in present.chains(project.database):
            print(shown(f"  {chain.reader}: {chain.events} events, head {chain.head}"))
        done = sum(bool(each.answers) for each in listed)
        print(f"{done} of {len(listed)} cases have answers.")
        known = present.found(project.database)
        facts = [(each.content, known.get(each.content, NOTHING_KNOWN)) for each in listed]
        values = {} if arguments.reader is None else present.values(project.database, arguments.reader)
        for at in sequence(arguments.order, facts, arguments.seed):
            each = listed[at]
            told = f"{each.answers} answers of {', '.join(each.readers)}, {each.last[:16]}" if each.answers else "to do"
            if arguments.reader is not None:
                told = f"{status(project.form, values.get(each.content, {}))}  {told}".removesuffix("  to do")
            print(shown(f"  {each.label}  {told}"))
    return 0


def _answer_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=_FILE)
    parser.add_argument("case", metavar="CASE", help="as `review list` calls it, or how its content's hash begins")
    parser.add_argument(
        "answers",
        nargs="+",
        metavar="QUESTION=VALUE",
        help="by the question's key; of tags several with commas between them; nothing after the = withdraws an answer",
    )
    parser.add_argument("--slice", type=int, metavar="N", help="about a slice, counted from 1, not the case")
    parser.add_argument(
        "--lesion",
        metavar="NAME",
        help="about a lesion: who outlined it, clinician or model, and slice, row and column of any of its voxels, "
        "counted from 0: clinician:12:140:88",
    )
    parser.add_argument("--layer", metavar="NAME", help="about a layer")
    add_between(parser, "decide, as a third reader, between these two: see `review adjudicate`")
    _add_reader(parser)


def _answer(arguments: argparse.Namespace) -> int:
    if arguments.slice is not None and arguments.slice < 1:
        raise UsageError(f"--slice {arguments.slice}: they are counted from 1.")
    if arguments.lesion is not None and lesion_of(arguments.lesion) is None:
        raise UsageError(f"--lesion {arguments.lesion}: name it like clinician:12:140:88, by a voxel that it holds.")
    place = Place(None if arguments.slice is None else arguments.slice - 1, arguments.lesion, arguments.layer)
    with opened(arguments.file, _reader(arguments)) as project:
        if not project.writable:
            raise ReviewError(project.notice)
        case, form = _case(project, arguments.case), project.form
        told = [answer_of(form, text) for text in arguments.answers]
        for key, value in told:
            form.check(key, value, place)  # all of them, or none
        for key, value in told:
            if arguments.between is None:
                project.answer(case.content, key, value, place=place)
            else:
                one, other = arguments.between
                adjudication.decide(project, (one, other), case.content, key, value, place)
        print(shown(f"{case.label}: {len(told)} answers of {_reader(arguments).name}."))
    return 0


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=_FILE)
    parser.add_argument("case", metavar="CASE", help="as `review list` calls it, or how its content's hash begins")
    parser.add_argument("--history", action="store_true", help="also what was corrected or taken back")


def _show(arguments: argparse.Namespace) -> int:
    with opened(arguments.file) as project:
        case = _case(project, arguments.case)
        print(shown(f"{case.label}, content {case.content}"))
        for each in present.answers(project.database, case=case.content, history=arguments.history):
            place = " ".join(f"{name} {value}" for name, value in each.place.fields().items())
            mark = "" if each.holds else "  (replaced)"
            mark += "  (decides)" if each.decides else ""
            told = f"{each.question}{f' on {place}' * bool(place)}: {told_answer(each.value)}{mark}"
            line = f"  {each.at[:19]}  {each.reader}  {told}"
            print(shown(line))
    return 0


def _case(project: Project, wanted: str) -> present.ListedCase:
    listed = present.cases(project.database)
    found = [each for each in listed if each.label == wanted] or [
        each for each in listed if len(wanted) >= 4 and each.content.startswith(wanted.lower())
    ]
    if len(found) != 1:
        told = "no case" if not found else f"{len(found)} cases"
        raise UsageError(f"{project.path} has {told} “{wanted}”; `xaiviewer review list` lists what they are called.")
    return found[0]


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help=_FILE)
    parser.add_argument("--output", type=Path, metavar="OUT", help="OUT.json: all; OUT.csv, OUT.xlsx: a row per answer")
    parser.add_argument("--present", action="store_true", help="only the answers that hold, without their history")
    parser.add_argument("--schema", action="store_true", help="print the JSON schema of OUT.json, and end")
    _add_reader(parser)


def _export(arguments: argparse.Namespace) -> int:
    if arguments.schema:
        print(exports.schema_file().read_text(encoding="utf-8"), end="")
        return 0
    if arguments.file is None or arguments.output is None:
        raise UsageError("Name the project and, with --output, what to write; see `xaiviewer review export --help`.")
    with opened(arguments.file, _reader(arguments)) as project:
        done = exports.export(project, arguments.output, history=not arguments.present)
        print(f"{arguments.output}: {done.answers} answers.")
        for head in done.heads:
            print(f"head {head}")
    return 0


def _merge_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=f"{_FILE}, which is added to")
    parser.add_argument("others", nargs="+", type=Path, metavar="OTHER", help="projects that are only read")
    _add_reader(parser)


def _merge(arguments: argparse.Namespace) -> int:
    with opened(arguments.file, _reader(arguments)) as project:
        if not project.writable:
            raise ReviewError(project.notice)
        for other in arguments.others:
            done = merge(project, other)
            told = f"{other}: {done.added} events added, {done.already} were there"
            told += "; another project, whose hashed names say nothing here" if done.other_project else ""
            print(f"{told}.")
            twice = done.twice
        if twice:
            print(f"{twice} questions have two answers of one reader, given in copies that knew nothing of each other.")
    return 0


def _verify_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=_FILE)
    parser.add_argument(
        "--head",
        action="append",
        default=[],
        type=exports.check_head,
        metavar="HASH",
        help="the head that an export printed: is all before it there and unchanged? May be given several times",
    )
    parser.add_argument("--copy", type=Path, metavar="NEW", help="of a damaged file: write what is whole to a new one")


def _verify(arguments: argparse.Namespace) -> int:
    with opened(arguments.file) as project:
        if project.damage:
            if arguments.copy is None:
                raise ReviewError(project.damage)
            saved = rescue(arguments.file)
            write_copy(saved.database, arguments.copy)
            saved.database.close()
            print(f"{arguments.copy}: {saved.events} events, {saved.left_out} left out.")
            return 0
        found = verify(project.database, arguments.head)
        if found.broken:
            raise ReviewError(f"{project.path}: {found.broken}")
        print(found.sentence)
        for chain in found.forks:
            print(f"The chain {chain[:8]} goes on in two ways, as two copies of the file do; both are kept.")
        for each in present.chains(project.database):
            print(shown(f"  {each.reader}: {each.events} events, head {each.head}"))
    return 0


_PARTS: dict[str, Part] = {
    "new": (
        "make a project of reviews, with cases",
        _new_arguments,
        (
            ("xaiviewer review new gliomas.xaireview patients", "a project with every case below a folder"),
            ("xaiviewer review new --print-form", "print the questions as JSON, to be changed"),
            ("xaiviewer review new a.xaireview --form mine.json --reader r1 --years 7", "ask other questions"),
        ),
    ),
    "list": (
        "list a project's readers and cases, and what is to do",
        _list_arguments,
        (
            ("xaiviewer review list gliomas.xaireview", "readers, heads, cases with the number of answers"),
            ("xaiviewer review list gliomas.xaireview --reader r1", "what one reader has done"),
            ("xaiviewer review list gliomas.xaireview --order map", "first where the map lies outside of the mask"),
        ),
    ),
    "answer": (
        "answer questions about a case",
        _answer_arguments,
        (
            ("xaiviewer review answer gliomas.xaireview case-1f0c22ab prediction=accept confidence=4", "about a case"),
            ("xaiviewer review answer gliomas.xaireview 1f0c attends=no --slice 12 --reader r1", "about a slice"),
            ("xaiviewer review answer gliomas.xaireview 1f0c tags=rim,cyst comment=", "tags; the comment is withdrawn"),
            (
                "xaiviewer review answer all.xaireview 1f0c prediction=reject --reader r3 --between r1 r2",
                "decide where two readers differ",
            ),
        ),
    ),
    "show": (
        "show the answers about a case",
        _show_arguments,
        (
            ("xaiviewer review show gliomas.xaireview case-1f0c22ab", "the answers that hold"),
            ("xaiviewer review show gliomas.xaireview 1f0c --history", "with what was corrected or taken back"),
        ),
    ),
    "export": (
        "write the answers as JSON, CSV or XLSX, and print the head by which the project can be verified later",
        _export_arguments,
        (
            ("xaiviewer review export gliomas.xaireview --output answers.csv", "a row per answer"),
            ("xaiviewer review export gliomas.xaireview --output answers.json", "everything but the salt"),
            ("xaiviewer review export gliomas.xaireview --output answers.xlsx --present", "a workbook of what holds"),
            ("xaiviewer review export --schema", "the JSON's schema"),
        ),
    ),
    "merge": (
        "join copies of a project: nothing is lost, what is the same stays once, what differs twice",
        _merge_arguments,
        (("xaiviewer review merge gliomas.xaireview from-r1.xaireview from-r2.xaireview", "two readers' copies"),),
    ),
    "verify": (
        "verify that a project is as it was written, and name the first event that is not",
        _verify_arguments,
        (
            ("xaiviewer review verify gliomas.xaireview", "whether it is consistent"),
            (f"xaiviewer review verify gliomas.xaireview --head {'0' * 64}", "and unchanged since that export"),
            ("xaiviewer review verify torn.xaireview --copy whole.xaireview", "what is whole of a damaged file"),
        ),
    ),
    "adjudicate": (
        "list what two readers differ on, for a third one to decide with `review answer --between`",
        add_adjudicate_arguments,
        (
            ("xaiviewer review adjudicate all.xaireview --reader r3", "what r1 and r2 differ on, for r3 to decide"),
            ("xaiviewer review adjudicate all.xaireview --between r2 r4 --open", "of two of many, what is not decided"),
        ),
    ),
    "figures": (
        "compare a study's arms and readers, or a project's readers, with 95 %% intervals over cases and readers",
        add_figures_arguments,
        (
            ("xaiviewer review figures study/owner.xaikey r1.xaireview r2.xaireview", "two readers' projects"),
            ("xaiviewer review figures owner.xaikey all.xaireview --output figures.json --imrmc r.imrmc", "and files"),
            (
                "xaiviewer review figures all.xaireview --html figures.html",
                "how far a project's readers agree, as a page",
            ),
            ("xaiviewer review figures --schema", "the JSON's schema"),
        ),
    ),
    "study": (
        "make and run a reader study",
        add_study_arguments,
        (("xaiviewer review study design --output design.json", "begin with a design"),),
    ),
}

_RUN = {
    "new": _new,
    "list": _list,
    "answer": _answer,
    "show": _show,
    "export": _export,
    "merge": _merge,
    "verify": _verify,
    "adjudicate": run_adjudicate,
    "figures": run_figures,
    "study": run_study,
}

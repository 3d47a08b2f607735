"""Every hostile kind does what it was made for: it is refused, or read, for that reason and for no earlier one.

A campaign only looks for what no reader may do. If all its inputs were refused at their first byte, it would find
nothing, and say so.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from xaiviewer import readers
from xaiviewer.errors import ReadError

pytestmark = pytest.mark.slow

HERE = Path(__file__).resolve().parent
OPENED = "^opened:"
_PARTS = re.compile(r"\S*/\S*|\S+\.(dcm|nii|gz|tif|png|jpg)\b|[0-9][0-9.,e+-]*")


@pytest.fixture(scope="module")
def makers() -> Iterator[SimpleNamespace]:
    """The campaign's modules, which import each other by their bare names."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(HERE)
        import dicom_hostile
        import dicom_seeds
        import formats
        import nifti_hostile
        import tiff_hostile

        yield SimpleNamespace(
            dicom=dicom_hostile, seeds=dicom_seeds, every=formats.MAKERS, nifti=nifti_hostile, tiff=tiff_hostile
        )


def outcome(folder: Path, files: dict[str, bytes], first: str = "") -> str:
    """What a reader says of these files: the sentence of its refusal, or "opened:" and its notices."""
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    try:
        return f"opened: {' '.join(readers.load_case(folder / first).notices)}"
    except ReadError as error:
        return str(error)


# --- what each kind is made of: a file's name, and how one is made

KINDS: dict[str, tuple[str, Callable[[SimpleNamespace, random.Random], tuple[bytes, str]]]] = {
    "a strip": ("p_1.tif", lambda m, rng: m.tiff.unfolding(rng)),
    "a chain": ("p_1.tif", lambda m, rng: m.tiff.chain(rng)),
    "a description": ("p_1.tif", lambda m, rng: m.tiff.described(rng)),
    "a PNG": ("p_1.png", lambda m, rng: m.tiff.png(rng)[:2]),
    "a JPEG": ("p_1.jpg", lambda m, rng: m.tiff.jpeg(m.tiff.sound_pictures()["rgb.jpg"], rng)),
    "a progressive JPEG": ("p_1.jpg", lambda m, rng: m.tiff.jpeg(m.tiff.sound_pictures()["progressive.jpg"], rng)),
    "gzip": ("flair.nii.gz", lambda m, rng: m.nifti.gzipped(m.nifti.volume("one", "int16"), rng)),
    "deflated": ("a.dcm", lambda m, rng: m.dicom.bomb(rng)),
}

REASONS = [
    ("a strip", "30000 wide", "states 30000 x 30000 pixels, more than the"),
    ("a strip", ", 10 wide", "cannot be decoded"),  # longer than its size, and never unpacked further
    ("a chain", "^300 .*then 0$", OPENED),
    ("a chain", "^300 .*then [1-9]", "cannot be read beyond page 300 "),
    ("a description", "ENTITY a", "OME description that cannot be used"),
    ("a description", "ENTITY x|SYSTE", "OME description that cannot be used"),
    ("a description", "<OME><OME>", "OME description that cannot be used"),
    ("a description", "SizeZ=", "OME description that cannot be used"),
    ("a description", "images=4", "states 4 pages but holds one"),
    ("a PNG", "^PNG 0 x 1,", "states no size"),
    ("a PNG", "^PNG (100000 x|2147483647 x).*depth 8, colour [026],", "pixels, more than the"),
    ("a PNG", "^PNG 4000 x 4000, depth (8|16), colour [26],", "end too early|cannot be decoded|unknown kind"),
    ("a JPEG", "states 65500 x", "pixels, more than the"),
    ("a JPEG", "states 10 x 0", "state no size"),
    ("a JPEG", "states (1 x 65535|4000 x 4000)", "end too early"),
    ("a JPEG", "frame header", "not sound|bits, not 8|cannot be decoded|opened:"),
    ("a JPEG", "scans repeated", "not sound|cannot be decoded|too often"),
    ("a progressive JPEG", "states (1 x 65535|4000 x 4000)", "end too early"),
    ("gzip", "as it is|followed by noise|two members|not packed", OPENED),
    ("gzip", "as zlib|packed twice", "is not a NIfTI file"),
    ("gzip", "gzip cut", "its compressed bytes end too early"),
    ("gzip", "wrong checksum", "does not decompress"),
    ("deflated", "of zeros follow", "swells to more than"),
]


@pytest.mark.parametrize(("kind", "told", "reason"), REASONS)
def test_a_kind_is_refused_or_read_for_its_own_reason(
    makers: SimpleNamespace, tmp_path: Path, kind: str, told: str, reason: str
):
    name, make = KINDS[kind]
    made = {}
    for seed in range(200):
        data, recipe = make(makers, random.Random(seed))
        if re.search(told, recipe):
            made[recipe] = data
        if len(made) == 3:
            break
    assert made, "none is made"
    for number, (recipe, data) in enumerate(made.items()):
        said = outcome(tmp_path / str(number), {name: data}, name)
        assert re.search(reason, said), f"{recipe}: {said}"


def test_what_the_kinds_are_made_from_opens(makers: SimpleNamespace, tmp_path: Path):
    """Else the damage would not be what is refused."""
    series = {f"IM{number}.dcm": data for number, data in enumerate(makers.seeds.slices())}
    sound = {f"{name}, a TIFF": {"p_1.tif": data} for name, data in makers.tiff.sound_tiffs().items()}
    sound |= {name: {f"p_1{name[-4:]}": data} for name, data in makers.tiff.sound_pictures().items()}
    for kind in ("one", "two"):
        volume = makers.nifti.volume(kind, "int16")
        sound |= {
            f"NIfTI {kind}": {"flair.nii": volume},
            f"a pair {kind}": makers.nifti.pair(volume, two=kind == "two"),
        }
    sound |= {f"{name}, in DICOM": {"a.dcm": data} for name, data in makers.seeds.compressed().items()}
    sound |= {"deflated": {"a.dcm": makers.dicom.deflated(finished=True)}, "a series": series}
    sound |= {"frames": {"a.dcm": makers.seeds.enhanced()}, "a SEG": {**series, "seg.dcm": makers.seeds.segmentation()}}
    for number, (name, files) in enumerate(sound.items()):
        said = outcome(tmp_path / str(number), files)
        assert said.startswith("opened:"), f"{name}: {said}"
        assert not re.search("(Slice|Mask) left out", said), f"{name}: {said}"


def test_a_damaged_stream_reaches_its_decoder(makers: SimpleNamespace, tmp_path: Path):
    for name, data in makers.seeds.compressed().items():
        said = []
        for seed in range(12):
            broken, _ = makers.dicom.recoded(data, random.Random(seed))
            said.append(outcome(tmp_path / f"{name}-{seed}", {"a.dcm": broken}))
        reached = [each for each in said if re.search("cannot be decoded|by its compressed image|^opened:", each)]
        assert len(reached) == len(said), set(said) - set(reached)
        assert sum("cannot be decoded" in each for each in said) >= 3, f"{name}: {said}"


@pytest.mark.parametrize("name", ["dicom", "nifti", "tiff", "picture"])
def test_no_sentence_drowns_the_others(makers: SimpleNamespace, tmp_path: Path, name: str):
    """Of inputs as a campaign takes them, none of the refusals is most, and what is refused is told in many ways."""
    count, refused, ways = 150, Counter[str](), set[str]()
    for number in range(count):
        made = makers.every[name](random.Random(f"{name}/meaning/{number}"))
        path = made.write(tmp_path / str(number))
        try:
            ways |= {_PARTS.sub("…", text) for text in readers.load_case(path).notices}
        except ReadError as error:
            refused[_PARTS.sub("…", str(error))] += 1
    ((_, most),) = refused.most_common(1)
    assert count / 8 < refused.total() < count * 0.7
    assert most < count / 4
    assert len(refused) >= 8
    assert len(ways | set(refused)) >= 20

"""What the frozen folder leaves out, the parts it names, and how a self-test is judged."""

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import left_out
import passed
import pytest
import third_party

import xaiviewer


@pytest.mark.parametrize(
    "path",
    [
        "torch/include/ATen/ATen.h",
        "torch\\lib\\dnnl.lib",
        "torch/bin/test_jit",
        "torch/_inductor/codegen/cpp.py",
        "torchvision/_C_stable.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/plugins/tls/qschannelbackend.dll",
        "PySide6/Qt/translations/qt_de.qm",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6/opengl32sw.dll",
        "cv2/opencv_videoio_ffmpeg500_64.dll",
        "imagecodecs/_avif.abi3.so",
        "imagecodecs\\_heif.cp312-win_amd64.pyd",
        "imagecodecs.libs/libaom-391a2213.so.3.13.1",
    ],
)
def test_what_nobody_needs_stays_behind(path):
    assert left_out.is_left_out(path)


@pytest.mark.parametrize(
    "path",
    [
        "torch/bin/torch_shm_manager",
        "torch/_inductor/config.py",
        "torch/distributed/config.py",
        "torch/lib/libtorch_cpu.so",
        "torch/nn/functional.py",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6\\translations\\qtbase_de.qm",
        "resources/language/xaiviewer_de.qm",
        "resources/models/classifier/sanity.json",
        "resources/models/classifier/weights.safetensors",
        "torchvision/models/resnet.py",
        "imagecodecs/_imcd.abi3.so",
        "imagecodecs\\_jpeg8.cp312-win_amd64.pyd",
        "imagecodecs.libs/libjxl_cms-fc18f9ea.so.0.11.2",
    ],
)
def test_what_the_program_needs_goes_in(path):
    assert not left_out.is_left_out(path)


@pytest.mark.slow
def test_every_codec_that_the_readers_ask_for_goes_in():
    """In a process of its own: what other tests call would count as well."""
    asked = """
import sys
import imagecodecs
from pathlib import Path
text = "".join(path.read_text(encoding="utf-8") for path in Path(sys.argv[1]).rglob("*.py"))
for name in dir(imagecodecs):
    if f"imagecodecs.{name}" in text:
        getattr(imagecodecs, name)
print(*(name.removeprefix("imagecodecs._") for name in sys.modules if name.startswith("imagecodecs._")))
"""
    readers = Path(xaiviewer.__file__).parent / "readers"
    done = subprocess.run([sys.executable, "-c", asked, str(readers)], capture_output=True, text=True, check=True)
    needed = set(done.stdout.split())
    assert {"imcd", "jpeg8", "png"} <= needed <= set(left_out.CODECS)


def test_a_library_at_the_top_is_a_second_copy_only_where_its_package_has_it():
    paths = {"torch/lib/torch_cpu.dll", "torch_cpu.dll", "python312.dll"}
    assert left_out.is_second_copy("torch_cpu.dll", paths)
    assert not left_out.is_second_copy("python312.dll", paths)
    assert not left_out.is_second_copy("torch/lib/torch_cpu.dll", paths)


def test_of_microsofts_runtime_the_newest_stays_which_lies_at_the_top():
    paths = {left_out.folded(path) for path in ("msvcp140.dll", "PySide6\\MSVCP140.dll", "shiboken6\\VCRUNTIME140.dll")}
    assert left_out.is_second_copy("PySide6\\MSVCP140.dll", paths)
    assert not left_out.is_second_copy("msvcp140.dll", paths)
    assert not left_out.is_second_copy("shiboken6\\VCRUNTIME140.dll", paths), "the only one"


def test_system_libraries_are_those_of_the_system_not_those_of_wheels():
    assert left_out.is_linux_system("libxcb.so.1")
    assert not left_out.is_linux_system("libssl.so.3")
    assert not left_out.is_linux_system("libbrotlidec-7e5462ba.so.1.2.0")
    assert not left_out.is_linux_system("opencv_python_headless.libs/libpng16.so.16")


def test_bill_of_materials_lists_every_dependency_with_version_and_licence():
    parts = third_party.python_parts(third_party.requirements())
    bill = third_party.as_cyclonedx([*parts, *third_party.networks()], "1.2.3")
    listed = {part["name"].lower().replace("_", "-"): part for part in bill["components"]}
    for name in third_party.requirements():
        assert listed[name]["version"] == version(name)
        assert listed[name]["licenses"][0]["license"]["name"].strip()
        assert listed[name]["purl"].startswith(f"pkg:pypi/{name}@")
    assert {"xaiviewer-classifier-weights", "xaiviewer-segmenter-weights"} <= listed.keys()
    assert {"shiboken6", "filelock", "fsspec"} <= listed.keys()  # what the dependencies depend on
    references = [part["bom-ref"] for part in bill["components"]]
    assert len(set(references)) == len(references)
    assert bill["dependencies"][0]["dependsOn"] == references


def test_bill_of_materials_is_the_same_for_the_same_parts():
    parts = [third_party.Part("a", "1", "MIT"), third_party.Part("b", "2", "BSD-3-Clause")]
    bill, fewer = (third_party.as_cyclonedx(those, "1") for those in (parts, parts[:1]))
    assert bill == third_party.as_cyclonedx(parts, "1")
    assert bill["serialNumber"] != fewer["serialNumber"]


def test_licence_text_holds_the_licences_in_full():
    parts = third_party.python_parts(["numpy"])
    text = third_party.as_text(parts)
    assert f"numpy {version('numpy')}: BSD" in text
    assert "Redistribution and use in source and binary forms" in text


def test_every_part_comes_with_its_licence_in_full():
    parts = third_party.python_parts(third_party.requirements())
    shipped = [part for part in parts if not part.name.startswith(("cuda", "nvidia"))]
    assert [part.name for part in shipped if not any(text.strip() for text in part.texts)] == []
    qt = next(part for part in parts if part.name == "PySide6_Essentials")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in "".join(qt.texts)
    codecs = next(part for part in parts if part.name == "imagecodecs")
    assert "libjpeg-turbo" in "".join(codecs.texts), "what it is built of"
    assert "The Qt Company Ltd. Commercial" not in "".join(qt.texts)


def test_a_missing_dependency_is_an_error_not_an_omission():
    with pytest.raises(ModuleNotFoundError):
        third_party.python_parts(["no-such-distribution"])


def test_a_failed_step_fails_the_check(tmp_path):
    result = tmp_path / "result.json"
    told = {"ok": True, "frozen": True, "steps": [{"name": "read", "ok": True}]}
    result.write_text(json.dumps(told), encoding="utf-8")
    assert passed.complaints(result, None) == []
    told["steps"].append({"name": "window", "ok": False, "why": "no display"})
    result.write_text(json.dumps({**told, "ok": False}), encoding="utf-8")
    assert passed.complaints(result, None) == ["window: no display"]
    result.write_text(json.dumps({"ok": True, "frozen": False, "steps": []}), encoding="utf-8")
    assert passed.complaints(result, None) == ["this is not the frozen program's result"]


def test_a_large_installer_and_another_platform_fail_the_check(tmp_path):
    result, installer = tmp_path / "result.json", tmp_path / "setup.exe"
    told = {"ok": True, "frozen": True, "qt_platform": "xcb", "steps": []}
    result.write_text(json.dumps(told), encoding="utf-8")
    with installer.open("wb") as file:
        file.truncate(280_000_000)
    assert passed.complaints(result, installer=installer, platform="xcb") == []
    with installer.open("wb") as file:
        file.truncate(281_000_000)
    large, other = passed.complaints(result, installer=installer, platform="cocoa")
    assert "281 MB" in large
    assert "xcb" in other

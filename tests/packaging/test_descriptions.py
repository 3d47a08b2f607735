"""What the systems are told of the program: property list, menu entry, MIME types, package, installer, workflow."""

import ast
import configparser
import plistlib
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import info
import pytest

from xaiviewer import __version__

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"


def test_property_list_survives_a_round_trip_and_names_the_version():
    told = plistlib.loads(plistlib.dumps(info.info(__version__)))
    assert told["CFBundleShortVersionString"] == __version__
    assert told["LSMinimumSystemVersion"] == "14.0"
    offered = {kind for document in told["CFBundleDocumentTypes"] for kind in document["LSItemContentTypes"]}
    assert {"org.xaiviewer.nifti", "org.nema.dicom", "public.folder"} <= offered
    assert {document["LSHandlerRank"] for document in told["CFBundleDocumentTypes"]} == {"Alternate"}


def test_entitlements_are_the_three_that_torch_and_python_need():
    told = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    needed = ("allow-jit", "allow-unsigned-executable-memory", "disable-library-validation")
    assert told == {f"com.apple.security.cs.{name}": True for name in needed}


def test_menu_entry_opens_what_it_is_given():
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(PACKAGING / "linux" / "xaiviewer.desktop", encoding="utf-8")
    told = entry["Desktop Entry"]
    assert told["Exec"] == "xaiviewer %F"
    kinds = set(told["MimeType"].split(";"))
    assert {"application/dicom", "application/x-nifti"} <= kinds
    assert "inode/directory" not in kinds, "some desktops would open every folder with it"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not installed")
def test_menu_entry_is_valid():
    entry = PACKAGING / "linux" / "xaiviewer.desktop"
    done = subprocess.run(["desktop-file-validate", entry], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_mime_types_of_the_menu_entry_are_declared():
    tree = ET.parse(PACKAGING / "linux" / "xaiviewer-mime.xml")
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kinds = tree.iter(f"{space}mime-type")
    declared = {kind.get("type"): {glob.get("pattern") for glob in kind.iter(f"{space}glob")} for kind in kinds}
    assert declared["application/x-nifti"] == {"*.nii", "*.nii.gz"}
    assert declared["application/dicom"] == {"*.dcm"}


def test_no_file_states_the_version_a_second_time():
    files = [file for file in PACKAGING.rglob("*") if file.is_file() and file.suffix not in {".md", ".png", ".pyc"}]
    assert len(files) > 10
    # the installer's comment shows how it is called
    assert [f.name for f in files if __version__ in f.read_text(encoding="utf-8") and f.name != "installer.nsi"] == []
    assert "@VERSION@" in (PACKAGING / "linux" / "control").read_text(encoding="utf-8")


@pytest.mark.slow
def test_scripts_parse():
    scripts = [*PACKAGING.rglob("*.sh"), PACKAGING / "start", PACKAGING / "check", ROOT / ".ci" / "run"]
    assert len(scripts) >= 10
    for script in scripts:
        subprocess.run(["bash", "-n", str(script)], check=True)
        assert "set -euo pipefail" in script.read_text(encoding="utf-8")


def test_spec_and_modules_parse():
    for file in [*PACKAGING.rglob("*.py"), PACKAGING / "xaiviewer.spec"]:
        ast.parse(file.read_text(encoding="utf-8"), str(file))


def test_uninstaller_removes_every_key_the_installer_writes():
    text = (PACKAGING / "windows" / "installer.nsi").read_text(encoding="utf-8")
    install, uninstall = text.split('Section "Uninstall"')
    written = set(re.findall(r'^  WriteReg\w+ HKCU "([^"]+)"', install.split('Section "xaiviewer"')[1], re.MULTILINE))
    removed = set(re.findall(r'^  DeleteRegKey HKCU "([^"]+)"', uninstall, re.MULTILINE))
    assert len(written) >= 5
    assert all(any(key == root or key.startswith(root + "\\") for root in removed) for key in written)
    assert set(re.findall(r'OFFER_FOR "(\S+)"', install)) == set(re.findall(r'WITHDRAW_FOR "(\S+)"', uninstall))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("makensis") is None, reason="nsis is not installed")
def test_installer_compiles_without_warnings(tmp_path):
    (tmp_path / "payload" / "_internal").mkdir(parents=True)
    (tmp_path / "payload" / "xaiviewer.exe").write_bytes(b"MZ")
    icon = tmp_path / "icon.ico"
    _write_icon(icon)
    script, setup = PACKAGING / "windows" / "build_installer.sh", tmp_path / "xaiviewer-setup.exe"
    done = subprocess.run([script, tmp_path / "payload", icon, setup, "-DFAST"], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert setup.read_bytes()[:2] == b"MZ"


def _write_icon(file: Path) -> None:
    from PIL import Image

    Image.new("RGBA", (32, 32)).save(file, sizes=[(32, 32)])


def test_workflow_tries_what_it_ships_on_every_system():
    text = (ROOT / ".github" / "workflows" / "installers.yml").read_text(encoding="utf-8")
    jobs = re.split(r"^  (?=windows:|macos:|ubuntu:)", text, flags=re.MULTILINE)[1:]
    assert len(jobs) == 3
    for job in jobs:
        for step in ("Freeze", "Self-test of the frozen program", "Sums and parts"):
            assert f"name: {step}" in job
        assert re.search(r"name: Install, self-test.*uninstall", job)
        assert "cdx.json" in job
        assert job.count("packaging/passed.py") == 2


def test_the_suite_runs_on_every_system_with_every_python_and_the_oldest_dependencies():
    text = (ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8")
    classifiers = re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert len(classifiers) >= 3
    quoted = ", ".join(f'"{each}"' for each in classifiers)
    assert f"python: [{quoted}]" in text
    for system in ("ubuntu", "windows", "macos"):
        assert re.search(rf"system: \[.*{system}", text)
        assert re.search(
            rf"system: {system}\S*, python: \"{re.escape(classifiers[0])}\", resolution: lowest-direct", text
        )
    assert "run: packaging/check\n" in text
    assert "run: packaging/start --self-test\n" in text

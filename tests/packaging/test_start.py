"""The README's two commands, and the one list of system packages that everything reads."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from xaiviewer.ui.start import preflight

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
LIST = ROOT / "resources" / "linux_packages.txt"
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the scripts do their work on Linux")


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose programs are found before the system's."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


def pretend(folder: Path, name: str, text: str) -> None:
    """A program of that name, a shell script."""
    (folder / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


def told(*command: object, status: int = 0) -> list[str]:
    """The lines that a command says; it ends with `status`."""
    words = [*map(str, command)]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    assert done.returncode == status, done.stdout
    return done.stdout.splitlines()


def packages(*groups: str) -> list[str]:
    return told(PACKAGING / "system_packages.sh", "list", *groups)


@pytest.mark.parametrize("name", ["start", "check"])
def test_the_readmes_commands_are_two_scripts(name: str):
    assert f"packaging/{name}" in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    if not sys.platform.startswith("win"):
        assert os.access(PACKAGING / name, os.X_OK)


@linux
def test_ci_runs_the_readmes_check_and_then_the_installers(tmp_path: Path, bin_folder: Path):
    for part in (".ci", "packaging"):
        (tmp_path / part).mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci")
    shutil.copy(ROOT / "README.md", tmp_path)
    pretend(bin_folder, "id", "echo 0")
    for name in ("check", "check.sh"):
        pretend(tmp_path / "packaging", name, 'echo "ran ${0##*/} $1"')
    ran = [line for line in told(tmp_path / ".ci" / "run") if line.startswith("ran")]
    assert ran == ["ran check ", "ran check.sh --short"]


@linux
@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("start", f"run --project {ROOT} xaiviewer a\\ folder --new-window"),
        ("check", f"run --project {ROOT} --extra test --extra peers {ROOT}/tests/check.py a\\ folder --new-window"),
    ],
)
def test_a_dry_run_prints_what_would_be_done_and_does_nothing(tmp_path: Path, monkeypatch, name: str, command: str):
    before = {path.name for path in ROOT.iterdir()}
    monkeypatch.chdir(tmp_path)  # the scripts may be called from anywhere
    lines = told(PACKAGING / name, "--dry-run", "a folder", "--new-window")
    assert lines[-1] == f"+ {ROOT}/.uv/bin/uv {command}"
    assert all(line.startswith(("+ ", "xaiviewer: ")) for line in lines)
    assert {path.name for path in ROOT.iterdir()} == before


@linux
def test_size_and_minutes_are_said_before_anything_is_installed(tmp_path: Path, bin_folder: Path):
    shutil.copytree(PACKAGING, tmp_path / "packaging")
    (tmp_path / "resources").mkdir()
    shutil.copy(LIST, tmp_path / "resources")
    pretend(bin_folder, "dpkg-query", "exit 1")
    pretend(bin_folder, "apt-get", "exit 1")
    pretend(bin_folder, "apt-cache", "exit 1")
    pretend(bin_folder, "python3", "exit 1")
    first, second, *commands = told(tmp_path / "packaging" / "start", "--dry-run")
    assert "3 GB" in first
    assert "5.8 GB" in first
    assert "minutes" in first
    if "GB free" in second:  # a disk that is nearly full is told of
        second, *commands = commands
    assert "python3-venv libgl1 libegl1" in second
    assert commands[0] == f"+ {tmp_path}/packaging/system_packages.sh install python qt x11"
    assert commands[1] == f"+ python3 -m venv --clear {tmp_path}/.uv"
    (tmp_path / ".venv").mkdir()
    assert "GB" not in told(tmp_path / "packaging" / "start", "--dry-run")[0]


@linux
@pytest.mark.parametrize(("kernel", "system"), [("Darwin", "macOS"), ("MINGW64_NT-10.0", "Windows")])
def test_elsewhere_the_scripts_print_what_to_do(bin_folder: Path, kernel: str, system: str):
    pretend(bin_folder, "uname", f"echo {kernel}")
    first, *typed = told(PACKAGING / "start", status=1)
    assert f"on {system}" in first
    assert [line.strip() for line in typed] == ["pip install uv", "uv run xaiviewer"]


@linux
def test_on_fedora_the_line_to_type_names_the_libraries(tmp_path: Path, monkeypatch):
    for name in ("bash", "env", "dirname", "uname", "df", "tail", "sed", "grep", "paste", "cut"):
        found = shutil.which(name)
        assert found is not None
        (tmp_path / name).symlink_to(found)
    pretend(tmp_path, "ldconfig", r"printf '\tlibGL.so.1 (libc6,x86-64) => x\n\tlibX11.so.6 (libc6) => 32 bits\n'")
    for name, status in (("dnf", 1), ("python3", 0)):
        pretend(tmp_path, name, f"exit {status}")
    monkeypatch.setenv("PATH", str(tmp_path))
    lines = told("bash", PACKAGING / "start", status=1)
    (typed,) = [line.strip() for line in lines if "dnf" in line]
    assert typed.startswith("sudo dnf install 'libEGL.so.1()(64bit)' 'libX11.so.6()(64bit)'")
    assert "libGL.so.1" not in typed


@linux
@pytest.mark.parametrize(
    ("known", "name"), [("libglib2.0-0", "libglib2.0-0"), ("libglib2.0-0t64", "libglib2.0-0t64"), ("", "libglib2.0-0")]
)
def test_a_package_goes_by_the_name_that_the_release_has(bin_folder: Path, known: str, name: str):
    pretend(bin_folder, "apt-get", "exit 1")
    pretend(bin_folder, "dpkg-query", "exit 1")
    pretend(bin_folder, "apt-cache", f'[ "$2" = "{known}" ] && echo "  Candidate: 1.2" || echo "  Candidate: (none)"')
    missing = told(PACKAGING / "system_packages.sh", "missing", "qt")
    assert [each for each in missing if "glib" in each] == [name]


@linux
def test_nothing_is_asked_of_apt_where_nothing_is_missing(bin_folder: Path):
    pretend(bin_folder, "apt-get", "echo asked; exit 1")
    pretend(bin_folder, "sudo", "echo asked; exit 1")
    pretend(bin_folder, "dpkg-query", "printf installed")
    assert told(PACKAGING / "system_packages.sh", "install", "qt", "x11") == []


@linux
def test_a_user_is_asked_for_a_password_only_to_install(bin_folder: Path):
    pretend(bin_folder, "id", "echo 1000")
    pretend(bin_folder, "apt-get", "exit 1")
    pretend(bin_folder, "apt-cache", 'echo "  Candidate: 1.2"')
    pretend(bin_folder, "dpkg-query", "case $3 in libgl1) ;; *) printf installed ;; esac")
    pretend(bin_folder, "sudo", 'echo "sudo $*"')
    ran = told(PACKAGING / "system_packages.sh", "install", "qt", "x11")
    assert [line.split("apt-get ")[1].split()[2:] for line in ran] == [["update"], ["install", "-y", "libgl1"]]


@linux
def test_what_the_window_looks_for_is_what_the_scripts_install():
    for group in ("qt", "x11", "wayland"):
        wanted = preflight.libraries(group)
        assert len(wanted) >= 2
        assert set(wanted.values()) <= {line.split()[0] for line in packages(group)}


def test_every_line_of_the_list_names_a_group_a_library_and_packages():
    lines = [line for line in LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert len(lines) > 30
    for line in lines:
        assert re.fullmatch(r"[a-z0-9-]+ +(-|\S+\.so\.\d+) +[a-z0-9.+-]+( \| [a-z0-9.+-]+)*", line), line
    names = [line.split()[2] for line in lines]
    assert len(set(names)) == len(names)


def test_system_packages_are_named_nowhere_else():
    names = re.findall(r"\blib[\w.+-]+\d(?:t64)?$", LIST.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(names) > 30
    pattern = re.compile(rf"(?<![\w.-])({'|'.join(map(re.escape, names))})(?![\w.-])")
    files = [*PACKAGING.rglob("*"), *(ROOT / "xaiviewer").rglob("*.py"), *(ROOT / ".github").rglob("*.yml")]
    files += [ROOT / "README.md", ROOT / ".ci" / "run", *(ROOT / "resources").glob("manual/*.md")]
    texts = {f: f.read_text(encoding="utf-8") for f in files if f.is_file() and f.suffix not in {".png", ".pyc"}}
    assert {f.name: match[0] for f, text in texts.items() if (match := pattern.search(text))} == {}


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="no Debian")
def test_the_package_depends_on_what_the_list_names(tmp_path: Path):
    licences = tmp_path / "frozen" / "_internal" / "resources" / "licences"
    licences.mkdir(parents=True)
    (licences / "third_party.txt").write_text("none\n", encoding="utf-8")
    (tmp_path / "icon.png").write_bytes(b"")
    (tmp_path / "frozen" / "xaiviewer").write_bytes(b"")
    made = tmp_path / "made.deb"
    build = PACKAGING / "linux" / "build_deb.sh"
    environment = {**os.environ, "DEB_COMPRESSION": "gzip"}
    subprocess.run([build, tmp_path / "frozen", tmp_path / "icon.png", made], env=environment, check=True)
    depends = told("dpkg-deb", "--field", made, "Depends")[0].split(", ")
    assert depends[0].startswith("libc6 (>= ")
    assert depends[1:] == packages("qt", "x11", "frozen")
    assert told("dpkg-deb", "--field", made, "Recommends")[0].split(", ") == packages("wayland", "wayland-gl")

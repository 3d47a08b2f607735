#!/usr/bin/env bash
# All that Linux can show of the installers: packaging/check.sh [--short] [--windows] [--release] [WORK-FOLDER]
#
#   freeze; self-test of the frozen program; .deb built, installed, self-tested and removed in a clean Debian; makensis on
#   the real payload; silent install, upgrade and uninstall under wine; property list and entitlements; whether every
#   dependency has a wheel for Windows and macOS.
#   --short    the same without the clean Debian and without the program as payload (minutes)
#   --windows  besides: the Windows program itself, frozen by a Windows Python under wine, installed, self-tested, used on
#              the display, its window as a picture
#   --release  besides: the .deb and the Windows installer as small as they are released (a quarter of an hour each)
#
# On a fresh Debian machine, as root, it installs what it needs: shellcheck, nsis, wine, xvfb, xdotool and imagemagick
# (windows and pictures of them), debootstrap and bubblewrap (clean Debians), desktop-file-utils (the menu entry), binutils
# (strip), Python as a shared library (libpython3-dev) and what the program itself asks of a Linux system (freezing).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/.." && pwd)
short="" windows="" release="" work=""
for word in "$@"; do
    case $word in
        --short) short=1 ;;
        --windows) windows=1 ;;
        --release) release=1 ;;
        -*) sed -n '2,15s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
        *) work=$word ;;
    esac
done
work=$(realpath -m "${work:-$(mktemp -d)}")
mkdir -p "$work"
room=4
if [ -z "$short" ]; then room=10; fi
if [ -n "$windows" ]; then room=$((room + 5)); fi
free=$(($(df --output=avail -B1 "$work" | tail -1) / 1000000000))
if [ "$free" -lt "$room" ]; then
    echo "NOT CHECKED: $room GB are needed in $work and $free GB are free: make room, or name a folder on a larger disk." >&2
    exit 75 # sysexits' EX_TEMPFAIL: nothing is wrong with the program
fi
export QT_QPA_PLATFORM=offscreen DEBIAN_FRONTEND=noninteractive PYTHONDONTWRITEBYTECODE=1 PYTHONWARNINGS=ignore::DeprecationWarning
unset PYTHONPATH VIRTUAL_ENV

step() { echo; echo "== $(date +%T) $*"; }
die() { echo "FAILED: $*" >&2; exit 1; }
megabytes() { echo $(($(du -sb "$1" | cut -f1) / 1000000)); }
passed() { "$python" "$here/passed.py" "$@" || die "self-test: $1"; }

step "what is needed"
needed="shellcheck nsis wine wine64 xvfb xauth xdotool imagemagick debootstrap bubblewrap
desktop-file-utils binutils procps libpython3-dev"
missing=$(for name in $needed; do dpkg -s "$name" > /dev/null 2>&1 || echo "$name"; done)
if [ -n "$missing" ]; then
    apt-get update -qq
    # shellcheck disable=SC2086
    apt-get install -qq -y --no-install-recommends $missing > "$work/apt.log"
fi
"$here/system_packages.sh" install python qt x11 frozen >> "$work/apt.log"

step "environment with torch's CPU build"
python="$work/venv/bin/python"
[ -x "$python" ] || python3 -m venv "$work/venv"
"$python" -m pip install -q uv
# torch's own index has the CPU build; where it cannot be reached, pip takes the build that this machine offers. The
# operators of torchvision are left out anyway, so that any build of it will do.
if ! "$work/venv/bin/uv" pip install -q --python "$python" --torch-backend cpu torch torchvision 2> "$work/torch.log"; then
    "$python" -m pip install -q 'torch==2.13.0'
    "$python" -m pip install -q --no-deps 'torchvision==0.28.0'
fi
"$python" -c 'import torch; assert torch.version.cuda is None, "this is a CUDA build"'
torch=$("$python" -c 'import torch; print(torch.__version__)')
"$python" "$here/requirements.py" > "$work/requirements.txt"
"$work/venv/bin/uv" pip install -q --python "$python" -r "$work/requirements.txt" "torch==$torch" 'pyinstaller==6.22.*' packaging

step "freeze"
start=$SECONDS
"$python" -m PyInstaller "$here/xaiviewer.spec" --noconfirm --log-level WARN --distpath "$work/dist" --workpath "$work/build"
frozen="$work/dist/xaiviewer" icons="$work/build/xaiviewer/icons"
echo "frozen in $((SECONDS - start)) s"

step "self-test of the frozen program"
rm -f "$work/frozen.json" # an earlier run's result proves nothing
"$frozen/xaiviewer" --self-test "$work/frozen.json" > /dev/null || true
passed "$work/frozen.json" --folder "$frozen"

step "from the double-click to the window; used with keys, closed"
on_display() { xvfb-run --auto-servernum --server-args='-screen 0 1600x1000x24 -noreset' "$@"; }
on_display "$python" "$here/start_times.py" "$frozen/xaiviewer"
on_display "$here/shown_check.sh" "$work/display.png" "$frozen/xaiviewer"

step "scripts, workflow, property list, entitlements, menu entry, MIME types"
find "$here" "$root/.ci" \( -name '*.sh' -o -name start -o -name check -o -name run \) -exec shellcheck --external-sources {} +
"$work/venv/bin/uvx" -q check-jsonschema -q --builtin-schema vendor.github-workflows "$root"/.github/workflows/*.yml
"$python" "$here/macos/info.py" > "$work/Info.plist"
"$python" -c 'import plistlib, sys; [plistlib.load(open(path, "rb")) for path in sys.argv[1:]]' "$work/Info.plist" "$here/macos/entitlements.plist"
desktop-file-validate "$here/linux/xaiviewer.desktop"
"$python" -c 'import sys, xml.dom.minidom as x; x.parse(sys.argv[1])' "$here/linux/xaiviewer-mime.xml"

step "a wheel of everything for Windows and macOS"
for platform in x86_64-pc-windows-msvc aarch64-apple-darwin; do
    MACOSX_DEPLOYMENT_TARGET=14.0 "$work/venv/bin/uv" pip compile -q --python-platform "$platform" --python-version 3.12 \
        --only-binary :all: "$root/pyproject.toml" -o "$work/$platform.txt"
    echo "$platform: $(grep -c == "$work/$platform.txt") parts"
done

step ".deb"
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$root/xaiviewer/__init__.py")
package="$work/xaiviewer_${version}_amd64.deb"
DEB_COMPRESSION=${DEB_COMPRESSION:-gzip} "$here/linux/build_deb.sh" "$frozen" "$icons/xaiviewer-256.png" "$package"
echo "$(megabytes "$package") MB; releases are compressed with xz"
if [ -z "$short" ]; then
    step ".deb installed, self-tested and removed in a clean Debian"
    # this machine's release, whose C library it was frozen with, and the newest
    for debian in $(printf '%s\n' "$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)" trixie | sort -u); do
        "$here/linux/chroot_check.sh" "$package" "$debian" "$work/$debian" "$work/installed-$debian.json"
        passed "$work/installed-$debian.json" --platform xcb
    done
fi

step "Windows installer and wine"
payload="$work/payload"
rm -rf "$payload"
mkdir -p "$payload/_internal"
# Linux's files stand in for Windows' own, as many and as large; where it is to be short, one of them
if [ -z "$short" ]; then cp -a --dereference "$frozen/_internal" "$payload/"; fi
cp "$frozen/xaiviewer" "$payload/_internal/"
for name in xaiviewer.exe xaiviewer-cli.exe; do cp /usr/share/nsis/Stubs/zlib-amd64-unicode "$payload/$name"; done
"$here/windows/old_installer.sh" "$icons/xaiviewer.ico" "$work/old-setup.exe"
start=$SECONDS
"$here/windows/build_installer.sh" "$payload" "$icons/xaiviewer.ico" "$work/xaiviewer-setup.exe" -DFAST
echo "$(megabytes "$work/xaiviewer-setup.exe") MB with zlib in $((SECONDS - start)) s"
rm -rf "$work/prefix"
"$here/windows/wine_check.sh" "$work/xaiviewer-setup.exe" "$payload" "$work/old-setup.exe" "$work/prefix"

if [ -n "$windows" ]; then
    step "the Windows program itself"
    "$here/windows/freeze_under_wine.sh" "$work/windows" "$icons/xaiviewer.ico" "$work/old-setup.exe"
fi
if [ -n "$release" ]; then
    step "as released"
    DEB_COMPRESSION=xz "$here/linux/build_deb.sh" "$frozen" "$icons/xaiviewer-256.png" "$work/release/${package##*/}"
    passed "$work/frozen.json" --installer "$work/release/${package##*/}"
    if [ -n "$windows" ]; then payload="$work/windows/dist/xaiviewer"; fi
    "$here/windows/build_installer.sh" "$payload" "$icons/xaiviewer.ico" "$work/release/xaiviewer-$version-setup.exe"
    passed "$work/frozen.json" --installer "$work/release/xaiviewer-$version-setup.exe"
fi
step "packaging: passed; everything is in $work"

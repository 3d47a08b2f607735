#!/usr/bin/env bash
# Installs, upgrades and uninstalls under wine and looks at what came of it:
# wine_check.sh SETUP.exe PAYLOAD OLD-SETUP.exe NEW-FOLDER
#
# Files and registry are asserted, never exit codes: a stub that cannot run returns 0. OLD-SETUP.exe is any earlier
# version whose _internal holds stale.txt; NEW-FOLDER becomes the Windows that all of it happens in. With SELF_TEST=FOLDER
# the installed program is self-tested, started, used and closed on the display as well; results and pictures are put
# there. Needs: wine, xvfb-run; with SELF_TEST also xdotool, imagemagick and DejaVu's fonts.
set -euo pipefail
if [ -z "${WINE_CHECK_DISPLAY:-}" ]; then # all of it on one virtual display
    export WINE_CHECK_DISPLAY=1
    exec xvfb-run --auto-servernum --server-args='-screen 0 1600x1000x24 -noreset' "$0" "$@"
fi
setup=$(realpath "$1") payload=$(realpath "$2") old=$(realpath "$3") windows=$(realpath -m "$4")
[ ! -e "$windows" ] || { echo "$windows is there already, and is not touched" >&2; exit 2; }
wine=${WINE:-/usr/lib/wine/wine64}                            # Debian's wrapper complains of a missing wine32
[ -x "$wine" ] || wine=$(command -v wine64 || command -v wine || true)
[ -n "$wine" ] || { echo "wine is not installed" >&2; exit 1; }
export WINEDEBUG=-all WINEPREFIX="$windows" WINEARCH=win64 WINEDLLOVERRIDES='mscoree,mshtml,winedbg.exe='
export KMP_AFFINITY=disabled # wine knows no processor groups
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$here/../../xaiviewer/__init__.py")

step() { echo "== $(date +%T) $*"; }
die() { echo "FAILED: $*" >&2; exit 1; }
there() { [ -e "$1" ] || die "$1 is missing"; }
gone() { [ ! -e "$1" ] || die "$1 is still there"; }
registry() { # the value of a name under a key of HKCU; empty where there is none
    "$wine" reg query "HKCU\\$1" /v "$2" 2> /dev/null | tr -d '\r' | sed -n "s/^ *$(printf %s "$2" | sed 's/[.]/\\./g') *REG_[A-Z]* *//p"
}
key() { "$wine" reg query "HKCU\\$1" > /dev/null 2>&1; }
until_true() { # a command, tried for three minutes: installers and uninstallers start copies of themselves and return
    for _ in $(seq 180); do "$@" && return; sleep 1; done
    die "never became true: $*"
}
# wine's own command lines, not this script's, whose arguments name a setup.exe too
settled() { ! pgrep -f '^C:.setup\.exe|^C:.*uninstall\.exe|^/.*/viewer/uninstall\.exe|~nsu|Un_.\.exe' > /dev/null; }

step "a fresh Windows 10"
"$wine" wineboot --init > /dev/null 2>&1
"$wine" winecfg -v win10
user=$(find "$WINEPREFIX/drive_c/users" -mindepth 1 -maxdepth 1 -type d ! -name Public | head -1)
local_data="$user/AppData/Local"
program="$local_data/Programs/xaiviewer"
menu="$user/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/xaiviewer.lnk"
uninstall_key='Software\Microsoft\Windows\CurrentVersion\Uninstall\xaiviewer'
mkdir -p "$local_data/xaiviewer"
echo "a verdict" > "$local_data/xaiviewer/kept.txt"

step "the earlier version"
cp "$old" "$WINEPREFIX/drive_c/setup.exe"
"$wine" 'C:\setup.exe' /S || true
until_true test -e "$program/uninstall.exe"
until_true settled
there "$program/_internal/stale.txt"
cp "$setup" "$WINEPREFIX/drive_c/setup.exe"

step "upgrade in place, silent"
start=$SECONDS
"$wine" 'C:\setup.exe' /S || true
until_true settled
until_true test -e "$program/uninstall.exe"
echo "installed in $((SECONDS - start)) s"
gone "$program/_internal/stale.txt"
(cd "$payload" && find . -type f | LC_ALL=C sort) > "$WINEPREFIX/wanted"
(cd "$program" && find . -type f ! -name uninstall.exe | LC_ALL=C sort) > "$WINEPREFIX/installed"
diff "$WINEPREFIX/wanted" "$WINEPREFIX/installed" || die "the installed files are not the payload's"
cmp "$payload/xaiviewer.exe" "$program/xaiviewer.exe" || die "xaiviewer.exe differs"
there "$menu"
[ "$(registry "$uninstall_key" DisplayVersion)" = "$version" ] || die "DisplayVersion"
[ "$(registry "$uninstall_key" DisplayName)" = xaiviewer ] || die "DisplayName"
[[ "$(registry "$uninstall_key" QuietUninstallString)" == *'uninstall.exe" /S' ]] || die "QuietUninstallString"
[[ "$(registry "$uninstall_key" InstallLocation)" == *'\Programs\xaiviewer' ]] || die "InstallLocation"
[ -n "$(registry "$uninstall_key" EstimatedSize)" ] || die "EstimatedSize"
for extension in .nii .dcm .gz; do
    "$wine" reg query "HKCU\\Software\\Classes\\$extension\\OpenWithProgids" | grep -q xaiviewer.Image || die "Open with for $extension"
    ! "$wine" reg query "HKCU\\Software\\Classes\\$extension" /ve 2> /dev/null | grep -q xaiviewer || die "$extension was taken over"
done
key 'Software\Classes\xaiviewer.Image\shell\open\command' || die "the program's class"
key 'Software\Classes\Directory\shell\xaiviewer\command' || die "Open with for folders"
there "$local_data/xaiviewer/kept.txt"

if [ -n "${SELF_TEST:-}" ]; then
    step "the installed program's self-test"
    mkdir -p "$SELF_TEST"
    rm -f "$WINEPREFIX"/drive_c/{self-test.json,window.png} # an earlier run's result proves nothing
    # A Windows without fonts but for these; Segoe UI is what the program looks for.
    cp /usr/share/fonts/truetype/dejavu/DejaVuSans*.ttf "$WINEPREFIX/drive_c/windows/Fonts/"
    "$wine" reg add 'HKCU\Software\Wine\Fonts\Replacements' /v 'Segoe UI' /d 'DejaVu Sans' /f > /dev/null 2>&1
    # The self-test paints without a display unless it is told. Of the variables that begin with QT_ wine hands on none
    # but those of the registry. A pipe: Python does not start on a file that wine hands it.
    "$wine" reg add 'HKCU\Environment' /v QT_QPA_PLATFORM /d windows /f > /dev/null 2>&1
    (cd "$program" && timeout 1800 "$wine" xaiviewer.exe --self-test 'C:\self-test.json' \
        --picture 'C:\window.png' 2>&1 < /dev/null | cat > "$SELF_TEST/output.txt") || true
    cp "$WINEPREFIX/drive_c/self-test.json" "$WINEPREFIX/drive_c/window.png" "$SELF_TEST/" || die "no result of the self-test"
    python3 "$here/../passed.py" "$SELF_TEST/self-test.json" --folder "$program" --platform windows || die "the self-test failed: $SELF_TEST/self-test.json"

    step "started, used with keys, closed"
    python3 "$here/../start_times.py" --repeat 2 "$wine" "$program/xaiviewer.exe"
    "$here/../shown_check.sh" "$SELF_TEST/display.png" "$wine" "$program/xaiviewer.exe"
fi

step "uninstall, silent"
"$wine" "$program/uninstall.exe" /S || true
until_true test ! -e "$program"
until_true settled
gone "$menu"
! key "$uninstall_key" || die "the uninstall key is still there"
gone "$local_data/Temp/xaiviewer"
for rest in xaiviewer.Image Applications\\xaiviewer.exe Directory\\shell\\xaiviewer; do
    ! key "Software\\Classes\\$rest" || die "$rest is still in the registry"
done
for extension in .nii .dcm .gz; do
    ! "$wine" reg query "HKCU\\Software\\Classes\\$extension\\OpenWithProgids" 2> /dev/null | grep -q xaiviewer || die "$extension is still offered"
done
there "$local_data/xaiviewer/kept.txt"

step "install elsewhere, uninstall with the user's data"
cp "$old" "$WINEPREFIX/drive_c/setup.exe"
"$wine" 'C:\setup.exe' /S '/D=C:\Tools\viewer' || true
until_true test -e "$WINEPREFIX/drive_c/Tools/viewer/uninstall.exe"
until_true settled
echo "not ours" > "$WINEPREFIX/drive_c/Tools/viewer/mine.txt"
"$wine" 'C:\Tools\viewer\uninstall.exe' /S /DELETEDATA || true
until_true test ! -e "$WINEPREFIX/drive_c/Tools/viewer/xaiviewer.exe"
until_true test ! -e "$local_data/xaiviewer"
there "$WINEPREFIX/drive_c/Tools/viewer/mine.txt"
! key "$uninstall_key" || die "the uninstall key is still there"
step "windows: passed"

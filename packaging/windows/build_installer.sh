#!/usr/bin/env bash
# The frozen folder as a Windows installer: build_installer.sh FROZEN-FOLDER ICON.ico OUTPUT.exe [-DFAST ...]
#
# Runs wherever makensis does: Linux, macOS, Windows' bash.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
frozen=$(cd "$1" && pwd) icon=$(cd "$(dirname "$2")" && pwd)/$(basename "$2") output=$3
shift 3
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$root/xaiviewer/__init__.py")
mkdir -p "$(dirname "$output")"
output=$(cd "$(dirname "$output")" && pwd)/$(basename "$output")
native() { if command -v cygpath > /dev/null; then cygpath -w "$1"; else echo "$1"; fi; }
target=amd64-unicode
if command -v cygpath > /dev/null; then target=x86-unicode; fi # see installer.nsi
licence=$(mktemp)
trap 'rm -f "$licence"' EXIT
{
    echo "The program: Apache License 2.0, below. The bundled networks: CC BY-NC-SA 4.0, for research alone, not for sale."
    echo "The parts of others: their licences, in full, stand in the program under About."
    echo
    cat "$root/LICENSE"
} > "$licence"
welcome=$(dirname "$icon")/welcome.bmp
if [ -e "$welcome" ]; then set -- "-DWELCOME=$(native "$welcome")" "$@"; fi
size=$(du -sk "$frozen" | cut -f1)
# -WX: a warning of the compiler is an error of ours. MSYS would take an option for a path.
MSYS2_ARG_CONV_EXCL='*' makensis -V2 -WX -INPUTCHARSET UTF8 "-DVERSION=$version" "-DTARGET=$target" "-DPAYLOAD=$(native "$frozen")" \
    "-DICON=$(native "$icon")" "-DLICENCE=$(native "$licence")" "-DSIZE_KB=$size" \
    "-DOUTPUT=$(native "$output")" "$@" "$(native "$here/installer.nsi")"

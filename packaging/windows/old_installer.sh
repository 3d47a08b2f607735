#!/usr/bin/env bash
# A small "earlier version" to upgrade from: old_installer.sh ICON.ico OUTPUT.exe
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/_internal"
touch "$folder/xaiviewer.exe" "$folder/_internal/stale.txt"
makensis -V2 -WX -INPUTCHARSET UTF8 -DVERSION=0.0.1 "-DPAYLOAD=$folder" "-DICON=$(realpath "$1")" \
    "-DLICENCE=$here/../../LICENSE" -DSIZE_KB=1 "-DOUTPUT=$(realpath "$2")" -DFAST "$here/installer.nsi"

#!/usr/bin/env bash
# Signs programs on a Windows runner: sign.sh FILE ...
#
# CERTIFICATE is a .pfx in base64, PASSWORD its password. Without them nothing is signed, and Windows asks before it starts
# what was downloaded. The uninstaller is made inside the installer and stays unsigned.
set -euo pipefail
if [ -z "${CERTIFICATE:-}" ]; then
    echo "not signed: there is no certificate"
    exit 0
fi
pfx=$(mktemp --suffix .pfx)
trap 'rm -f "$pfx"' EXIT
printf '%s' "$CERTIFICATE" | base64 --decode > "$pfx"
signtool=$(find "/c/Program Files (x86)/Windows Kits/10/bin" -path '*/x64/signtool.exe' | sort | tail -1)
MSYS2_ARG_CONV_EXCL='*' "$signtool" sign /fd sha256 /tr http://timestamp.digicert.com /td sha256 \
    /f "$(cygpath -w "$pfx")" /p "${PASSWORD:-}" "$@"

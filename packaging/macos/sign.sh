#!/usr/bin/env bash
# xaiviewer.app -> a disk image: sign.sh dist/xaiviewer.app xaiviewer-VERSION.dmg
#
# Signed with a Developer ID where MACOS_IDENTITY names one, notarised and stapled where NOTARY_APPLE_ID, NOTARY_TEAM_ID
# and NOTARY_PASSWORD are set too. Without them the program is signed ad hoc: it runs on the machine that built it, and
# elsewhere after "Open Anyway" in System Settings, Privacy & Security.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
app=$1 image=$2
identity=${MACOS_IDENTITY:--}
options=(--force --sign "$identity")
[ "$identity" = - ] || options+=(--timestamp --options runtime)

# Inside out: a signature covers what lies below it. Libraries first, the program with its entitlements last.
find "$app" -type f \( -name '*.dylib' -o -name '*.so' \) -print0 | xargs -0 -n 50 codesign "${options[@]}"
find "$app/Contents/Frameworks" -type d -name '*.framework' -prune -print0 | xargs -0 -n 1 codesign "${options[@]}"
find "$app/Contents/Frameworks" "$app/Contents/MacOS" -type f -perm -u+x ! -name '*.dylib' ! -name '*.so' -print0 |
    while IFS= read -r -d '' file; do
        if file "$file" | grep -q Mach-O; then
            codesign "${options[@]}" --entitlements "$here/entitlements.plist" "$file"
        fi
    done
codesign "${options[@]}" --entitlements "$here/entitlements.plist" "$app"
codesign --verify --deep --strict --verbose=2 "$app"

staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
secrets=""
if [ "$identity" != - ] && [ -n "${NOTARY_APPLE_ID:-}" ] && [ -n "${NOTARY_TEAM_ID:-}" ] && [ -n "${NOTARY_PASSWORD:-}" ]; then
    secrets=yes
fi
notarise() { # a file to hand in, what the ticket is stapled to
    xcrun notarytool submit "$1" --wait --apple-id "$NOTARY_APPLE_ID" --team-id "$NOTARY_TEAM_ID" --password "$NOTARY_PASSWORD"
    xcrun stapler staple "$2"
    xcrun stapler validate "$2"
}

if [ -n "$secrets" ]; then # the program itself, which may be copied on to a machine that is offline
    ditto -c -k --keepParent "$app" "$staging/app.zip"
    notarise "$staging/app.zip" "$app"
    rm "$staging/app.zip"
fi
cp -R "$app" "$staging/"
ln -s /Applications "$staging/Applications" # drag the one onto the other
rm -f "$image"
for try in 1 2 3 4 5 6; do # "Resource busy", now and then
    hdiutil create -volname xaiviewer -srcfolder "$staging" -format ULMO -ov "$image" && break # ULMO: LZMA
    [ "$try" -lt 6 ]
    sleep 10
done
[ "$identity" = - ] || codesign --sign "$identity" --timestamp "$image"

if [ -n "$secrets" ]; then
    notarise "$image" "$image"
else
    echo "not notarised: the secrets for it are not set"
fi

#!/usr/bin/env bash
# Installs, self-tests and removes the .deb in a clean Debian: chroot_check.sh PACKAGE.deb RELEASE FOLDER RESULT.json
#
# FOLDER becomes a minimal Debian of that release, such as bookworm (debootstrap, as root), and stays for the next check.
# After the removal nothing of the program may be left.
set -euo pipefail
package=$(realpath "$1") release=$2 place=$3 result=$4
[ -x "$place/usr/bin/apt-get" ] || debootstrap --variant=minbase "$release" "$place" > "$place.log"
cp /etc/resolv.conf "$place/etc/resolv.conf"
cp "$package" "$place/root/xaiviewer.deb"
inside() { chroot "$place" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
mount -t proc proc "$place/proc" 2> /dev/null || true
trap 'umount "$place/proc" 2> /dev/null || true' EXIT
inside apt-get update -qq
inside apt-get install -qq -y --no-install-recommends /root/xaiviewer.deb > "$place.apt.log"
inside xaiviewer --version
rm -f "$place/root/result.json" "$result"
inside xaiviewer --self-test /root/offscreen.json > /dev/null # with nothing but what the package asks for
inside apt-get install -qq -y --no-install-recommends xvfb xauth >> "$place.apt.log"
inside QT_QPA_PLATFORM=xcb xvfb-run --auto-servernum --server-args='-screen 0 1600x1000x24 -noreset' xaiviewer \
    --self-test /root/result.json > /dev/null || true
cp "$place/root/result.json" "$result"
inside apt-get purge -qq -y xaiviewer > /dev/null
for rest in opt/xaiviewer usr/bin/xaiviewer usr/share/applications/xaiviewer.desktop usr/share/mime/packages/xaiviewer.xml; do
    [ ! -e "$place/$rest" ] || { echo "FAILED: /$rest is left behind" >&2; exit 1; }
done

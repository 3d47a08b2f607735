#!/usr/bin/env bash
# The frozen folder as a Debian package: build_deb.sh FROZEN-FOLDER ICON.png OUTPUT.deb
#
# /opt/xaiviewer holds the program; a link, a menu entry, an icon and MIME types make it known to the system.
# DEB_COMPRESSION=gzip takes minutes less, for checks; releases take xz.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
frozen=$1 icon=$2 output=$3
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$here/../../xaiviewer/__init__.py")

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
chmod 755 "$tree"
mkdir -p "$tree"/{DEBIAN,opt,usr/bin,usr/share/applications,usr/share/mime/packages,usr/share/doc/xaiviewer}
mkdir -p "$tree"/usr/share/icons/hicolor/{256x256,scalable}/apps
cp -a "$frozen" "$tree/opt/xaiviewer"
ln -s /opt/xaiviewer/xaiviewer "$tree/usr/bin/xaiviewer"
install -m 644 "$here/xaiviewer.desktop" "$tree/usr/share/applications/"
install -m 644 "$here/xaiviewer-mime.xml" "$tree/usr/share/mime/packages/xaiviewer.xml"
install -m 644 "$icon" "$tree/usr/share/icons/hicolor/256x256/apps/xaiviewer.png"
install -m 644 "$here/../../resources/icons/xaiviewer.svg" "$tree/usr/share/icons/hicolor/scalable/apps/"
install -m 644 "$frozen/_internal/resources/licences/third_party.txt" "$tree/usr/share/doc/xaiviewer/copyright"
chmod -R u=rwX,go=rX "$tree/opt" "$tree/usr"
size=$(du -sk --apparent-size "$tree" | cut -f1)
libc=$(getconf GNU_LIBC_VERSION | cut -d " " -f 2) # of the machine that froze it: older ones cannot start it
packages() { "$here/../system_packages.sh" list "$@" | paste -sd , | sed 's/,/, /g'; }
depends=$(packages qt x11 frozen) recommends=$(packages wayland wayland-gl)
sed -e "s/@VERSION@/$version/" -e "s/@SIZE@/$size/" -e "s/@LIBC@/$libc/" -e "s/@DEPENDS@/$depends/" \
    -e "s/@RECOMMENDS@/$recommends/" "$here/control" > "$tree/DEBIAN/control"
mkdir -p "$(dirname "$output")"
compression=${DEB_COMPRESSION:-xz}
if [ "$compression" = gzip ]; then level=6; else level=9; fi
dpkg-deb --root-owner-group "-Z$compression" "-z$level" --build "$tree" "$output"

#!/usr/bin/env bash
# Prints the wine to use: newer_wine.sh FOLDER
#
# This machine's where it is 10 or newer (Debian 13). Debian 12's wine 8 lacks what Qt's own platform asks Windows for, so
# there FOLDER becomes a Debian 13 with wine (debootstrap, as root), and what is printed is a command that runs it
# (bubblewrap). It sees this machine's display, /tmp, the folder that FOLDER lies in, and this repository.
set -euo pipefail
own=/usr/lib/wine/wine64 # Debian's wrapper complains of a missing wine32
[ -x "$own" ] || own=$(command -v wine64 || command -v wine || true)
if [ -n "$own" ] && [ "$("$own" --version | sed 's/^wine-\([0-9]*\).*/\1/')" -ge 10 ]; then
    echo "$own"
    exit
fi
place=$(realpath -m "$1")
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
inside() { chroot "$place" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
if [ ! -x "$place/usr/lib/wine/wine64" ]; then
    mkdir -p "$place"
    {
        debootstrap --variant=minbase trixie "$place"
        cp /etc/resolv.conf "$place/etc/resolv.conf"
        inside apt-get update -qq
        inside apt-get install -qq -y --no-install-recommends wine wine64
    } > "$place.log" 2>&1
fi
# What it sees is mounted for each command alone, and gone with it; /sys is where wine counts the processor's cores.
cat > "$place.sh" <<SCRIPT
#!/usr/bin/env bash
exec bwrap --die-with-parent --bind "$place" / --dev-bind /dev /dev --ro-bind /sys /sys --bind /proc /proc --bind /tmp /tmp \\
    --bind "$(dirname "$place")" "$(dirname "$place")" --bind "$root" "$root" --chdir "\$PWD" \\
    --setenv HOME /root --setenv XDG_RUNTIME_DIR /run /usr/lib/wine/wine64 "\$@"
SCRIPT
chmod +x "$place.sh"
echo "$place.sh"

#!/usr/bin/env bash
# Starts the program on the display, uses it with keys, opens a file by a second start, closes it:
# shown_check.sh PICTURE.png PROGRAM [ARGUMENT ...]
#
# PROGRAM may be several words: wine and a Windows program. Fails unless the window comes, paints something else after the
# keys and after a second start, which ends at once, and the first ends by itself when its window is closed. PICTURE is
# the display after the keys. Needs: a display, xdotool, imagemagick.
set -euo pipefail
picture=$1
shift
die() { echo "FAILED: $*" >&2; exit 1; }
home=$(mktemp -d) # a reviewer who has never started it
export HOME="$home" XDG_RUNTIME_DIR="$home"
unset QT_QPA_PLATFORM XDG_DATA_HOME XDG_STATE_HOME
windows() { xdotool search --onlyvisible --class xaiviewer 2> /dev/null || true; }
for _ in $(seq 120); do # an earlier one's, which is not gone yet
    [ -n "$(windows)" ] || break
    sleep 0.5
done
[ -z "$(windows)" ] || die "a window of the program is open on this display; close it first"
"$@" < /dev/null > "$picture.log" 2>&1 &
process=$!
trap 'kill "$process" 2> /dev/null || true; rm -rf "$home"' EXIT
widest() { # its number, once it is wider than the splash
    for window in $(windows); do
        eval "$(xdotool getwindowgeometry --shell "$window" 2> /dev/null | grep ^WIDTH=)"
        if [ "${WIDTH:-0}" -gt 900 ]; then echo "$window"; return; fi
    done
}
for _ in $(seq 120); do
    window=$(widest)
    [ -z "$window" ] || break
    kill -0 "$process" 2> /dev/null || die "the program ended: $picture.log"
    sleep 0.5
done
[ -n "$window" ] || die "no window came"
paints() { # its picture's sum
    timeout 20 import -silent -window "$window" rgba:- | md5sum
}
settles() { # waits until two pictures in a row are the same
    local before="" now
    for _ in $(seq 120); do
        now=$(paints) || die "the window is gone: $picture.log"
        [ "$now" != "$before" ] || return 0
        before=$now
        sleep 2
    done
    die "the window never came to rest"
}
settles
xdotool mousemove --window "$window" 700 400 click 1 2> /dev/null # the window's focus is in the views
settles # what is told of the place under the pointer is no answer to keys
before=$(paints)
xdotool key --window "$window" Right key --window "$window" Down 2> /dev/null
settles
[ "$(paints)" != "$before" ] || die "the keys changed nothing"
import -silent -window root "$picture"
before=$(paints)
convert -size 256x256 radial-gradient:white-black "${picture%.png}-other.png"
timeout 60 "$@" "${picture%.png}-other.png" < /dev/null >> "$picture.log" 2>&1 || die "a second start did not hand its file over"
kill -0 "$process" 2> /dev/null || die "the second start ended the first"
sleep 2
settles
[ "$(paints)" != "$before" ] || die "the second start's file was not shown"
xdotool key --window "$window" ctrl+q 2> /dev/null || true # the window is gone before the key is up
for _ in $(seq 40); do
    kill -0 "$process" 2> /dev/null || { echo "shown, used, closed: $picture"; exit; }
    sleep 0.5
done
die "the program did not end when its window was closed"

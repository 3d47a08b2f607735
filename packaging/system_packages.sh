#!/usr/bin/env bash
# The system packages in resources/linux_packages.txt: system_packages.sh list|missing|install GROUP ...
#
#   list      each on a line of its own, other releases' names behind " | "
#   missing   what this machine lacks: packages on Debian and Ubuntu, libraries on any other Linux
#   install   installs what is missing, on Debian and Ubuntu; asks for a password where it is not started as root
#
# Names that differ between releases are resolved by asking apt: Debian 12 and 13, Ubuntu 22.04 to 26.04.
set -euo pipefail
lines=$(dirname "${BASH_SOURCE[0]}")/../resources/linux_packages.txt

die() { echo "system_packages.sh: $*" >&2; exit 1; }
chosen() { # GROUP ...: their lines as "library package [| package]"
    local group library names
    while read -r group library names; do
        case " $* " in *" $group "*) echo "$library $names" ;; esac
    done < "$lines"
}
installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2> /dev/null)" = installed ]; }
candidate() { LC_ALL=C apt-cache policy "$1" 2> /dev/null | grep -q '^  Candidate: [^(]'; }
python_makes_environments() { python3 -c 'import ensurepip, venv' 2> /dev/null; }

missing_packages() { # of the names for one package, the first that apt knows; the first of all where it knows none
    local library names name first
    chosen "$@" | while read -r library names; do
        if [ "$names" = python3-venv ] && python_makes_environments; then continue; fi
        first=""
        for name in ${names//|/ }; do
            if installed "$name"; then continue 2; fi
            if [ -z "$first" ] && candidate "$name"; then first=$name; fi
        done
        echo "${first:-${names%% *}}"
    done
}
missing_libraries() {
    local library names known
    known=$(PATH=$PATH:/usr/sbin:/sbin ldconfig -p | sed -n "s/^\t\(.*\) (libc6,\?.*\(x86-64\|AArch64\).*/\1/p")
    chosen "$@" | while read -r library names; do
        case $library in
            -) if [ "$names" = python3-venv ] && ! python_makes_environments; then echo python3; fi ;;
            *) grep -qxF "$library" <<< "$known" || echo "$library" ;;
        esac
    done
}
missing() { if command -v apt-get > /dev/null; then missing_packages "$@"; else missing_libraries "$@"; fi; }

install() {
    local found as_root=()
    [ -n "$(missing "$@")" ] || return 0
    command -v apt-get > /dev/null || die "this is neither Debian nor Ubuntu; missing: $(missing "$@" | paste -sd ' ')"
    if [ "$(id -u)" != 0 ]; then
        command -v sudo > /dev/null || die "as root, install: $(missing "$@" | paste -sd ' ')"
        as_root=(sudo)
    fi
    as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300)
    "${as_root[@]}" update
    found=$(missing "$@") # by the names that this release has
    # shellcheck disable=SC2086
    "${as_root[@]}" install -y $found || die "apt could not install: ${found//$'\n'/ } (on Ubuntu they are in main and universe)"
}

action=${1-}
case $action in
    list) shift; chosen "$@" | cut -d ' ' -f 2- ;;
    missing | install) shift; "$action" "$@" ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac

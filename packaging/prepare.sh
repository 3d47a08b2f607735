# shellcheck shell=bash
# What packaging/start and packaging/check have in common: they install what is missing. To be sourced.
#
# With --dry-run as the first argument nothing is done, and every command that would run is printed. All that is said here
# goes to the error output: the other is the program's.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
uv=$root/.uv/bin/uv
dry=""
if [ "${1-}" = --dry-run ]; then dry=1; shift; fi

say() { echo "xaiviewer: $*" >&2; }
type_this() { echo "    $*" >&2; }
run() {
    { printf '+'; printf ' %q' "$@"; echo; } >&2
    [ -n "$dry" ] || "$@"
}

only_on_linux() { # ARGUMENT ... of uv run, which is what to type elsewhere
    case $(uname -s) in
        Linux) return ;;
        Darwin) say "on macOS 14 or newer, install Python 3.11 to 3.13, then type in this folder:" ;;
        *) say "on Windows, install Python 3.11 to 3.13, then type in this folder:" ;;
    esac
    type_this "pip install uv"
    type_this "uv run $*"
    exit 1
}

prepare() { # GIGABYTES-OF-DISK GROUP-OF-SYSTEM-PACKAGES ...
    [ -d "$root/.venv" ] || announce "$1"
    shift
    system_packages "$@"
    if ! "$uv" --version > /dev/null 2>&1; then # none yet, or of a Python that is gone
        run python3 -m venv --clear "$root/.uv"
        run "$root/.uv/bin/pip" install --quiet uv
    fi
    export UV_HTTP_TIMEOUT=${UV_HTTP_TIMEOUT:-300} # seconds without a byte
}

announce() {
    local free
    say "the first time downloads 3 GB and takes $1 GB of disk and 3 to 10 minutes, depending on the network"
    free=$(df --output=avail -B1000000 "$root" 2> /dev/null | tail -1) || return 0
    if [ "$((free / 100))" -lt "${1/./}" ]; then
        say "there are $((free / 1000)) GB free; the manual, \"From source\", tells how to do with less"
    fi
}

system_packages() { # GROUP ...
    local missing
    missing=$("$root/packaging/system_packages.sh" missing "$@")
    [ -n "$missing" ] || return 0
    if command -v apt-get > /dev/null; then
        say "system packages that are missing: ${missing//$'\n'/ }"
        run "$root/packaging/system_packages.sh" install "$@" >&2
        return
    fi
    say "this Linux is neither Debian nor Ubuntu; install what is missing, then start this again:"
    if command -v dnf > /dev/null; then # Fedora's packages are found by the libraries in them
        # shellcheck disable=SC2001
        type_this "sudo dnf install $(sed "s/.*\.so.*/'&()(64bit)'/" <<< "$missing" | paste -sd ' ')"
    else
        type_this "${missing//$'\n'/ }"
    fi
    [ -n "$dry" ] || exit 1
}

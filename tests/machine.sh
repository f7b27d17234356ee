#!/bin/sh
# Says in one sentence what this machine lacks, or fetches it where that is allowed.
set -eu

say() { echo "afterword: $*" >&2; exit 1; }

python() {
    [ -n "$1" ] || say "Python 3.11 or newer is missing. On Debian: apt-get install python3.11 python3.11-venv"
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        say "$1 is too old; Afterword needs Python 3.11. On Debian: apt-get install python3.11 python3.11-venv"
    "$1" -c 'import ensurepip, venv' 2>/dev/null ||
        say "$1 cannot make virtual environments. On Debian: apt-get install $(basename "$1")-venv"
}

chromium() {
    command -v chromium >/dev/null && return
    command -v apt-get >/dev/null || say "the journeys need Chromium on the PATH as 'chromium'"
    if [ "$(id -u)" = 0 ]; then as_root=; elif sudo -n true 2>/dev/null; then as_root=sudo; else
        say "the journeys need Chromium. On Debian: sudo apt-get install chromium"
    fi
    echo "Chromium is missing; installing Debian's."
    export DEBIAN_FRONTEND=noninteractive
    { $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends chromium; } \
        >/dev/null </dev/null || say "Chromium could not be installed; the journeys need it"
}

"$@"

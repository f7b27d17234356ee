#!/bin/sh
# Pins every dependency with its hashes, for every platform, into requirements/. `make locks` runs it.
set -eu
cd "$(dirname "$0")/.."

uv=$(command -v uv || true)
if [ -z "$uv" ]; then # one of its own, thrown away afterwards
    place=$(mktemp -d)
    trap 'rm -rf "$place"' EXIT
    "${PYTHON:-python3}" -m venv "$place"
    "$place/bin/pip" install --quiet uv
    uv=$place/bin/uv
fi

lock() {
    file=requirements/$1.txt
    shift
    "$uv" pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-header --upgrade "$@" --output-file "$file"
}

lock start --extra frontend    # a checkout, which builds its front end
lock wheel                     # a wheel, which carries it
lock server --extra server     # a wheel or a checkout on PostgreSQL and Redis
lock develop --extra develop --extra server

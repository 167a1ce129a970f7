#!/bin/sh
# `make lint`: runs every check, says how long each took, and fails at the end if any failed.
set -u
cd "$(dirname "$0")/.."
bin=.venv/bin
failed=""

check() { # name command...
    name=$1
    shift
    from=$(date +%s)
    if "$@"; then verdict=ok; else verdict=FAILED failed="$failed $name"; fi
    echo "lint: $name $verdict ($(($(date +%s) - from)) s)"
}

check style "$bin/ruff" check --quiet .
check format "$bin/ruff" format --check --quiet .
check types "$bin/mypy"
check imports "$bin/lint-imports" --no-timing
check screens "$bin/python" packaging/lint_qml.py
check tree "$bin/python" packaging/lint_tree.py

[ -z "$failed" ] || { echo "lint: failed:$failed" >&2; exit 1; }

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

# A warning or an unused import in a screen fails. Settings files of the person at the keyboard do not count.
lint_screens() {
    [ -n "$(find ui/qml -name '*.qml' 2>/dev/null)" ] || return 0
    find ui/qml -name '*.qml' -print0 | sort -z |
        xargs -0 "$bin/pyside6-qmllint" --ignore-settings -I ui/qml -W 0 --unused-imports warning
}

check style "$bin/ruff" check --quiet .
check format "$bin/ruff" format --check --quiet .
check types "$bin/mypy"
check test-types "$bin/mypy" --explicit-package-bases tests
check imports "$bin/lint-imports" --no-logo
check screens lint_screens
check tree "$bin/python" -m pytest -q -p no:cacheprovider tests/architecture/test_tree_rules.py

[ -z "$failed" ] || { echo "lint: failed:$failed" >&2; exit 1; }

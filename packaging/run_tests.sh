#!/bin/sh
# `make test`: pytest on two workers, measuring every process it starts, then the coverage ratchet.
set -eu
cd "$(dirname "$0")/.."
bin=.venv/bin
# Without a screen Qt draws into memory; without a GPU Qt Quick draws in software.
export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}" QT_QUICK_BACKEND="${QT_QUICK_BACKEND:-software}"
export PYTHONDONTWRITEBYTECODE=1

"$bin/coverage" erase
verdict=0
# A worker that crashed is not replaced: the rest would wait for it for ever.
"$bin/coverage" run -m pytest -q -n "${WORKERS:-2}" --dist loadgroup --max-worker-restart 0 --durations=15 "$@" || verdict=$?
# A process that a test killed may leave a torn file; coverage says so and goes on without it.
PYTHONWARNINGS="ignore:Data file" "$bin/coverage" combine --quiet
"$bin/python" packaging/check_coverage.py
exit "$verdict"

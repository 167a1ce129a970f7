#!/bin/bash
# Runs `.ci/run` (or the command given) in a bare Debian 12 made by debootstrap, on a clone of the last commit.
#
#   packaging/check-bare-debian.sh                 the whole of CI
#   packaging/check-bare-debian.sh make setup      one command
set -euo pipefail
repository=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck source=packaging/bare-debian.sh
. "$repository/packaging/bare-debian.sh"

from=$SECONDS
bootstrap
carry_in_settings
mount_what_runs_need
git clone --quiet --no-hardlinks "$repository" "$ROOT/srv/tillbridge"
echo "bare Debian ready after $((SECONDS - from)) s"
[ $# -gt 0 ] || set -- bash .ci/run
from=$SECONDS
code=0
in_tree root bash -c 'cd /srv/tillbridge && exec "$@"' run "$@" </dev/null || code=$?
echo "ran '$*' in $((SECONDS - from)) s, exit $code"
exit "$code"

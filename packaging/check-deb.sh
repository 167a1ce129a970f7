#!/bin/bash
# Installs the package on a bare Debian 12 and uses it there as an ordinary user: the demo's journey on a virtual screen,
# an upgrade that is refused while something is not at the hub, one that keeps the data, and the way back.
#
#   packaging/check-deb.sh dist/tillbridge_….deb
set -euo pipefail
repository=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck source=packaging/bare-debian.sh
. "$repository/packaging/bare-debian.sh"

install_package() { in_tree root apt-get install -qq -y --allow-downgrades --no-install-recommends "/srv/$1" </dev/null; }
till() { in_tree cashier tillbridge "$@"; }
step() { echo "==> $* ($((SECONDS - from)) s)"; }
refused() { # what it must say, command...: must fail and say so
    local words=$1 said
    shift
    if said=$("$@" 2>&1); then echo "was not refused: $*" >&2; exit 1; fi
    grep -qF "$words" <<<"$said" || { echo "$said" >&2; exit 1; }
    grep -F "$words" <<<"$said"
}

next_version() { # package: the same content as another version, packed faster
    local tree=$ROOT/srv/next
    dpkg-deb --raw-extract "$1" "$tree"
    sed -i 's/^Version: .*/Version: 99.0/' "$tree/DEBIAN/control"
    sed -i "s/gt \"[^\"]*\"/gt \"99.0\"/" "$tree/DEBIAN/preinst"
    dpkg-deb --root-owner-group -Zxz -z0 --build "$tree" "$ROOT/srv/next.deb" >/dev/null
    rm -rf "$tree"
}
installed() { in_tree root dpkg-query -W -f '${Version}\n' tillbridge; }

older=$(basename "$1") newer=next.deb
from=$SECONDS
bootstrap
carry_in_settings
mount_what_runs_need
cp "$1" "$ROOT/srv/"
next_version "$1"
step "install $older"
in_tree root apt-get update -qq
install_package "$older" >/dev/null
in_tree root useradd --create-home cashier
before=$(installed)
till --version
step "the journey, as an ordinary user"
in_tree root apt-get install -qq -y --no-install-recommends xvfb openbox xdotool xauth >/dev/null </dev/null
in_tree cashier sh -c 'cd && exec tillbridge demo --no-screen --data demo --out pictures'
[ -s "$ROOT/opt/tillbridge/_internal/ui/translations/tillbridge_de.qm" ] || { echo "no German screens" >&2; exit 1; }
step "a terminal with something that is not at the hub"
# Somebody signs in when the hub has just gone: her tile, her PIN. The journal has an entry that the hub has not.
in_tree cashier bash -c '
    set -e; cd; trap "kill \$(jobs -p) 2>/dev/null || true" EXIT
    heard() { for _ in $(seq 300); do grep -q "$1" till.log && return; sleep 0.1; done; cat till.log; return 1; }
    demo=/opt/tillbridge/_internal/hub/demo; echo check-the-package >password
    tillbridge hub setup --config $demo/store.toml --admin-password-file password >/dev/null
    tillbridge import $demo/catalogue.csv >/dev/null
    tillbridge hub >hub.log 2>&1 & hub=$!
    for _ in $(seq 100); do tillbridge hub enrol-code --terminal 1 >code 2>/dev/null && break; sleep 0.2; done
    tillbridge enrol "$(tail -n 1 code | sed "s/.* //")" >/dev/null
    Xvfb :77 -screen 0 1366x768x24 >/dev/null 2>&1 &
    export DISPLAY=:77 QT_QUICK_BACKEND=software
    for _ in $(seq 100); do xdotool getdisplaygeometry >/dev/null 2>&1 && break; sleep 0.1; done
    tillbridge till --silent --verbose 2>till.log & till=$!
    heard "window shown"; heard "hub: idle"; kill $hub; wait $hub || true
    sleep 1; xdotool key Down; xdotool type --delay 260 271828; xdotool key Return
    heard "SignIn: done"
    tillbridge upgrade check 2>&1 | grep "Close it first"
    kill $till; wait $till || true'
step "an upgrade is refused"
refused "not at the hub yet" till upgrade check
refused "not at the hub yet" install_package "$newer"
[ "$(installed)" = "$before" ]
step "the till sends it, and the way is free"
in_tree cashier bash -c '
    set -e; cd; trap "kill \$(jobs -p) 2>/dev/null || true" EXIT; tillbridge hub >hub.log 2>&1 & hub=$!
    QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software tillbridge till --windowed --silent --verbose 2>till.log & till=$!
    for _ in $(seq 300); do tillbridge verify --hub .local/share/tillbridge/hub --json 2>/dev/null | grep -q "\"waiting\": 0" && break; sleep 0.2; done
    kill $till; wait $till || true; kill $hub; wait $hub || true'
till upgrade check
step "upgrade to $newer"
install_package "$newer" >/dev/null
[ "$(installed)" = 99.0 ]
till verify --hub /home/cashier/.local/share/tillbridge/hub
step "the way back to $older"
install_package "$older" >/dev/null
[ "$(installed)" = "$before" ]
till verify --hub /home/cashier/.local/share/tillbridge/hub
step "done"

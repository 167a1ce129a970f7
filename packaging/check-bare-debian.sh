#!/bin/bash
# Runs `.ci/run` (or the command given) in a bare Debian 12 made by debootstrap, on a clone of the last commit.
# Needs root and the package debootstrap. Where packages come from (apt sources, pip's settings, certificates,
# proxies) is copied from this machine when it runs; the clone itself gets nothing of this machine's tools.
#
#   packaging/check-bare-debian.sh                 the whole of CI
#   packaging/check-bare-debian.sh make setup      one command
#   KEEP=1 packaging/check-bare-debian.sh          leave the tree and say where it is
set -euo pipefail
repository=$(cd "$(dirname "$0")/.." && pwd)

# The mounts and every process live in namespaces of their own: they vanish together at the end.
if [ "${INSIDE:-}" != 1 ]; then
    [ "$(id -u)" = 0 ] || { echo "check-bare-debian.sh needs root" >&2; exit 1; }
    root=$(mktemp -d "${TMPDIR:-/tmp}/bare-debian.XXXXXX")
    # An exit trap cannot reach into the namespace; the mounts are gone when it runs.
    if [ -z "${KEEP:-}" ]; then trap 'rm -rf --one-file-system "$root"' EXIT; else echo "tree: $root"; fi
    INSIDE=1 ROOT=$root unshare --mount --pid --fork --kill-child --propagation private "$0" "$@"
    exit
fi

mirror() { # the first archive of this machine's apt sources
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
        sed -nE 's/^URIs:[[:space:]]*([^ ]+).*/\1/p; s/^deb( \[[^]]*\])? ([^ ]+).*/\2/p' | head -n 1
}

bootstrap() {
    debootstrap --variant=minbase bookworm "$ROOT" "$(mirror)" >"$ROOT.log" 2>&1 ||
        { tail -n 20 "$ROOT.log" >&2; exit 1; }
    rm -f "$ROOT.log"
    chmod 755 "$ROOT" # mktemp made it for root alone; apt and other users work inside it
}

carry_in_settings() {
    cp /etc/resolv.conf /etc/hosts "$ROOT/etc/"
    rm -rf "$ROOT/etc/apt/sources.list" "$ROOT/etc/apt/sources.list.d"
    cp -r /etc/apt/sources.list.d "$ROOT/etc/apt/"
    if [ -f /etc/apt/sources.list ]; then cp /etc/apt/sources.list "$ROOT/etc/apt/"; fi
    grep -lE 'Acquire|Proxy' /etc/apt/apt.conf.d/* 2>/dev/null | xargs -r cp -t "$ROOT/etc/apt/apt.conf.d/"
    if [ -f /etc/pip.conf ]; then cp /etc/pip.conf "$ROOT/etc/"; fi
    if [ -f ~/.config/pip/pip.conf ]; then install -D ~/.config/pip/pip.conf "$ROOT/root/.config/pip/pip.conf"; fi
    # The package ca-certificates writes its own bundle, without what this machine added: keep ours beside it.
    if [ -f /etc/ssl/certs/ca-certificates.crt ]; then cp /etc/ssl/certs/ca-certificates.crt "$ROOT/etc/machine-ca.crt"; fi
}

mount_what_runs_need() {
    mount -t proc proc "$ROOT/proc"
    mount --rbind --make-rslave /dev "$ROOT/dev"
    # Folders of wheels that pip's settings name on this machine.
    grep -ohsE '/[^ "'"'"']+' /etc/pip.conf ~/.config/pip/pip.conf | sed 's#^//*#/#; s#/simple/*$##' | sort -u |
        while read -r folder; do
            [ -d "$folder" ] || continue
            mkdir -p "$ROOT$folder"
            mount --bind -o ro "$folder" "$ROOT$folder"
        done
}

settings=(HOME=/root LANG=C.UTF-8 CI=true PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)
while IFS= read -r -d '' pair; do
    case ${pair%%=*} in
        PIP_CERT) ;;
        PIP_* | http_proxy | https_proxy | no_proxy | HTTP_PROXY | HTTPS_PROXY | NO_PROXY) settings+=("$pair") ;;
    esac
done < <(env -0)
settings+=(PIP_CERT=/etc/machine-ca.crt)

from=$SECONDS
bootstrap
carry_in_settings
mount_what_runs_need
git clone --quiet --no-hardlinks "$repository" "$ROOT/srv/tillbridge"
echo "bare Debian ready after $((SECONDS - from)) s"
[ $# -gt 0 ] || set -- bash .ci/run
from=$SECONDS
code=0
env -i "${settings[@]}" chroot "$ROOT" bash -c 'cd /srv/tillbridge && exec "$@"' run "$@" </dev/null || code=$?
echo "ran '$*' in $((SECONDS - from)) s, exit $code"
exit "$code"

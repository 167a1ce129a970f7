# Makes a bare Debian 12 by debootstrap in a folder that vanishes; read by the checks beside it, which need root.
# Where packages come from (apt sources, pip's settings, certificates, proxies) is copied from this machine when
# it runs; the tree gets nothing of this machine's tools. KEEP=1 leaves it and says where it is.

# The mounts and every process live in namespaces of their own: they vanish together at the end.
if [ "${INSIDE:-}" != 1 ]; then
    [ "$(id -u)" = 0 ] || { echo "$0 needs root" >&2; exit 1; }
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

in_tree() { # user command...: runs it there, with nothing of this machine's environment
    local user=$1 home=/root
    shift
    [ "$user" = root ] || home=/home/$user
    env -i "${settings[@]}" HOME="$home" chroot --userspec="$user" "$ROOT" "$@"
}

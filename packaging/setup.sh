#!/bin/sh
# Makes .venv with everything in the locks, and .venv/bin/tillbridge. As root it installs missing apt packages
# first; as anyone else it lists them and stops. Wheels come from wherever this machine's pip is told to look.
set -eu
cd "$(dirname "$0")/.."
lists="packaging/apt-build.txt packaging/apt-runtime.txt packaging/apt-test.txt"

# A Python that can make a virtual environment: $PYTHON, then what the path has, then the system's own.
find_python() {
    for candidate in ${PYTHON:-} python3 python3.11 python3.12 python3.13 /usr/bin/python3; do
        if "$candidate" -c 'import ensurepip, ssl, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            "$candidate" -c 'import sys; print(sys.executable)'
            return 0
        fi
    done
    return 1
}

installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

present() { # package probe
    if command -v dpkg-query >/dev/null 2>&1 && installed "$1"; then return 0; fi
    case $2 in
        python:*) find_python >/dev/null ;;
        lib:*) { ldconfig -p 2>/dev/null || /sbin/ldconfig -p; } | grep -q "[[:space:]]${2#lib:} " ;;
        cmd:*) command -v "${2#cmd:}" >/dev/null 2>&1 ;;
        # Only apt can tell. Where there is no apt we do not ask.
        *) ! command -v dpkg-query >/dev/null 2>&1 ;;
    esac
}

missing_packages() {
    # shellcheck disable=SC2086 # the list of files is split on purpose
    cat $lists | while read -r package probe _; do
        case $package in '' | '#'*) continue ;; esac
        present "$package" "$probe" || printf '%s ' "$package"
    done
}

install_packages() {
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        echo "These system packages are missing. Install them and run this again:" >&2
        echo "sudo apt-get install --no-install-recommends $missing" >&2
        exit 1
    fi
    echo "installing $missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086 # one argument a package
    apt-get install -qq -y --no-install-recommends $missing >/dev/null
}

make_environment() {
    python=$(find_python) || {
        echo "No Python 3.11 or newer that can make a virtual environment. Set PYTHON to one." >&2
        exit 1
    }
    # An environment whose Python is gone or too old is made anew.
    if ! .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "making .venv with $python"
        "$python" -m venv --clear .venv
    fi
    .venv/bin/python -m pip install --quiet --no-deps --requirement requirements-dev.lock
    .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
    .venv/bin/python -m pip check
}

install_packages
make_environment

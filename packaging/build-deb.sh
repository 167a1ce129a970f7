#!/bin/sh
# Makes dist/tillbridge_VERSION_ARCH.deb of this tree: PyInstaller's folder, udev rules, menu entry, licences.
# VERSION=… names another version, for a check of upgrades.
set -eu
cd "$(dirname "$0")/.."
version=${VERSION:-$(.venv/bin/python -c 'import importlib.metadata; print(importlib.metadata.version("tillbridge"))')}
format=$(.venv/bin/python -c 'from local_db.upgrade import POS_MIGRATIONS; print(POS_MIGRATIONS.newest)')
arch=$(dpkg --print-architecture)
work=build/deb
tree=$work/tree

bundle() {
    .venv/bin/pyinstaller --noconfirm --log-level ERROR --distpath "$work/bundle" --workpath "$work/pyinstaller" \
        packaging/deb/tillbridge.spec
}

translate() { # the program brings its languages compiled: there is no lrelease in it
    for source in ui/translations/tillbridge_*.ts; do
        .venv/bin/pyside6-lrelease -silent -nounfinished "$source" -qm "$1/$(basename "$source" .ts).qm"
    done
}

depends() { # the packages of the list, with commas
    sed '/^#/d; /^$/d; s/[[:space:]].*//' packaging/apt-runtime.txt | paste -sd, | sed 's/,/, /g'
}

lay_out() {
    rm -rf "$tree"
    mkdir -p "$tree/DEBIAN" "$tree/opt" "$tree/usr/bin" "$tree/usr/share/applications" "$tree/lib/udev/rules.d" \
        "$tree/usr/share/icons/hicolor/scalable/apps" "$tree/usr/share/doc/tillbridge"
    cp -r "$work/bundle/tillbridge" "$tree/opt/tillbridge"
    translate "$tree/opt/tillbridge/_internal/ui/translations"
    ln -s /opt/tillbridge/tillbridge "$tree/usr/bin/tillbridge"
    cp packaging/deb/tillbridge.desktop "$tree/usr/share/applications/"
    cp packaging/deb/60-tillbridge.rules "$tree/lib/udev/rules.d/"
    cp ui/icons/shopping-basket.svg "$tree/usr/share/icons/hicolor/scalable/apps/tillbridge.svg"
    cp LICENSE "$tree/usr/share/doc/tillbridge/copyright"
    cp docs/licences.md "$tree/usr/share/doc/tillbridge/"
    gzip -9n <CHANGELOG.md >"$tree/usr/share/doc/tillbridge/changelog.gz"
}

control() {
    for script in preinst postinst; do
        sed "s/@FORMAT@/$format/; s/@VERSION@/$version/" "packaging/deb/$script" >"$tree/DEBIAN/$script"
        chmod 755 "$tree/DEBIAN/$script"
    done
    cat >"$tree/DEBIAN/control" <<CONTROL
Package: tillbridge
Version: $version
Architecture: $arch
Maintainer: The Tillbridge team <tillbridge@localhost>
Installed-Size: $(du -sk "$tree/opt" | cut -f1)
Depends: libc6, $(depends)
Section: misc
Priority: optional
Description: point of sale that works offline and syncs to a hub
 A till for shop counters: scans, takes payment, prints receipts and goes on
 selling without a network. The same program is the hub it syncs to.
CONTROL
}

echo "bundling"
bundle
lay_out
control
chmod -R u=rwX,go=rX "$tree/opt" "$tree/usr" "$tree/lib"
mkdir -p dist
target=dist/tillbridge_${version}_$arch.deb
echo "packing $target"
dpkg-deb --root-owner-group -Zxz -z6 --build "$tree" "$target" >/dev/null
echo "$target, $(du -h "$target" | cut -f1)"

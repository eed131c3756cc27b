#!/usr/bin/env bash
# Makes what is released for this machine's processor, on Linux: packaging/release.sh [--binary FILE] [FOLDER]
#
# A static program (musl), an archive and a Debian package of it with man pages and completions, a bill of materials
# (CycloneDX), the licences of all that is in it, and their SHA-256 sums, in dist/ or FOLDER. Then it tries them.
# With --binary it packs a program that is there. Needs cargo, python3, and for the program rustup and musl-gcc
# (package musl-tools); dpkg-deb for the Debian package.
set -euo pipefail
cd "$(dirname "$0")/.."

binary=
if [ "${1:-}" = --binary ]; then
    binary=$(realpath "$2")
    shift 2
fi
folder=$(realpath -m "${1:-dist}")
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
# The same bytes whenever it runs.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}
export SOURCE_DATE_EPOCH
export LC_ALL=C

case $(uname -m) in
    x86_64) processor=x86_64 debian=amd64 ;;
    aarch64 | arm64) processor=aarch64 debian=arm64 ;;
    *) echo "there is no release for $(uname -m)" >&2; exit 2 ;;
esac
target=$processor-unknown-linux-musl
if [ -z "$binary" ]; then
    rustup target add "$target"
    export "CC_${target//-/_}=musl-gcc"
    cargo build --locked --release --target "$target"
    binary=${CARGO_TARGET_DIR:-target}/$target/release/engraft
fi

rm -rf "$folder"
mkdir -p "$folder"
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

# What goes with the program into every package.
name=engraft-$version-$target
inside=$stage/$name
mkdir -p "$inside/man" "$inside/completions"
install -m 755 "$binary" "$inside/engraft"
cp README.md CHANGELOG.md SECURITY.md LICENSE-MIT LICENSE-APACHE "$inside"
python3 packaging/materials.py "$target" "$folder/engraft-$version.cdx.json" "$inside/LICENSES-OF-DEPENDENCIES.txt"
for shell in bash zsh fish powershell elvish; do
    "$inside/engraft" completions "$shell" > "$inside/completions/engraft.$shell"
done
"$inside/engraft" man > "$inside/man/engraft.1"
for command in $("$inside/engraft" man --list); do
    "$inside/engraft" man "$command" > "$inside/man/engraft-$command.1"
done
archive() { tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -C "$1" -c "$2" | gzip -9n; }
archive "$stage" "$name" > "$folder/$name.tar.gz"

# The Debian package.
root=$stage/deb
install -D -m 755 "$inside/engraft" "$root/usr/bin/engraft"
for page in "$inside"/man/*.1; do
    mkdir -p "$root/usr/share/man/man1"
    gzip -9nc "$page" > "$root/usr/share/man/man1/$(basename "$page").gz"
done
install -D -m 644 "$inside/completions/engraft.bash" "$root/usr/share/bash-completion/completions/engraft"
install -D -m 644 "$inside/completions/engraft.zsh" "$root/usr/share/zsh/vendor-completions/_engraft"
install -D -m 644 "$inside/completions/engraft.fish" "$root/usr/share/fish/vendor_completions.d/engraft.fish"
mkdir -p "$root/usr/share/doc/engraft"
cat LICENSE LICENSE-MIT LICENSE-APACHE "$inside/LICENSES-OF-DEPENDENCIES.txt" > "$root/usr/share/doc/engraft/copyright"
gzip -9nc CHANGELOG.md > "$root/usr/share/doc/engraft/changelog.gz"
mkdir -p "$root/DEBIAN"
cat > "$root/DEBIAN/control" <<CONTROL
Package: engraft
Version: $version
Architecture: $debian
Maintainer: The Engraft project <engraft@localhost>
Section: web
Priority: optional
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Description: static site generator for health information
 Turns a folder of Markdown articles into an accessible static website with a
 glossary: strict cross-links, reviews that fall due, nothing from other hosts.
CONTROL
find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zgzip --build "$root" "$folder/engraft_${version}_$debian.deb" >/dev/null

(cd "$folder" && sha256sum -- *) > "$stage/sums"
mv "$stage/sums" "$folder/SHA256SUMS"
packaging/smoke.sh "$folder"
ls -l "$folder"

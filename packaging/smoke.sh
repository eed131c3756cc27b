#!/usr/bin/env bash
# Tries what packaging/release.sh made: packaging/smoke.sh FOLDER
#
# Sums, the archive and the Debian package: each brings a program that makes a site and builds it.
set -euo pipefail
folder=$(realpath "${1:-dist}")
(cd "$folder" && sha256sum --check --strict --quiet SHA256SUMS)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

try() {
    local program=$1 site=$2
    "$program" --version
    "$program" -q init "$site" --organisation "Smoke hospital"
    "$program" -q -C "$site" build
    grep -q "Smoke hospital" "$site/output/index.html"
}

mkdir "$place/archive"
tar -xzf "$folder"/engraft-*-linux-musl.tar.gz -C "$place/archive"
inside=$(echo "$place"/archive/*)
try "$inside/engraft" "$place/first"
for file in LICENSE-MIT LICENSE-APACHE LICENSES-OF-DEPENDENCIES.txt man/engraft.1 man/engraft-build.1 completions/engraft.bash; do
    [ -s "$inside/$file" ] || { echo "$file is missing in the archive" >&2; exit 1; }
done
bash -n "$inside/completions/engraft.bash"
python3 - "$folder"/engraft-*.cdx.json <<'PYTHON'
import json, sys
bill = json.load(open(sys.argv[1]))
assert bill["bomFormat"] == "CycloneDX" and len(bill["components"]) > 100, "a bill of materials"
for part in bill["components"]:
    assert part["purl"].startswith("pkg:cargo/") and part["licenses"] and part["hashes"], part["name"]
PYTHON

dpkg-deb --extract "$folder"/engraft_*.deb "$place/deb"
dpkg-deb --info "$folder"/engraft_*.deb | grep "Package: engraft" >/dev/null
try "$place/deb/usr/bin/engraft" "$place/second"
[ -s "$place/deb/usr/share/doc/engraft/copyright" ] && [ -s "$place/deb/usr/share/man/man1/engraft.1.gz" ]
echo "what is released works"

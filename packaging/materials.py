#!/usr/bin/env python3
"""What the program is made of: packaging/materials.py TARGET BILL LICENCES

Asks cargo for every crate that is compiled into the program for a target, and writes a bill of materials
(CycloneDX 1.5, JSON) and one text with the licences of all. The same sources give the same bytes.
"""

import json
import pathlib
import subprocess
import sys
import tomllib

target, bill, licences = sys.argv[1:]


def cargo(*arguments):
    return subprocess.run(["cargo", *arguments], check=True, capture_output=True, text=True).stdout


metadata = json.loads(cargo("metadata", "--locked", "--format-version", "1"))
tree = cargo("tree", "--locked", "--edges", "normal", "--target", target, "--prefix", "none", "--format", "{p}")
# A line is `name vVERSION`, perhaps with more behind it.
compiled = {tuple(line.split()[:2]) for line in tree.splitlines() if line}
sums = {
    (package["name"], package["version"]): package["checksum"]
    for package in tomllib.load(open("Cargo.lock", "rb"))["package"]
    if "checksum" in package
}

parts, texts, own = [], [], None
for package in sorted(metadata["packages"], key=lambda package: (package["name"], package["version"])):
    name, version = package["name"], package["version"]
    if (name, f"v{version}") not in compiled:
        continue
    if package["source"] is None:
        own = package
        continue
    licence = package["license"] or "see the file"
    parts.append(
        {
            "type": "library",
            "bom-ref": f"pkg:cargo/{name}@{version}",
            "name": name,
            "version": version,
            "description": (package["description"] or "").strip(),
            "licenses": [{"expression": licence.replace("/", " OR ")}],
            "purl": f"pkg:cargo/{name}@{version}",
            "hashes": [{"alg": "SHA-256", "content": sums[name, version]}],
        }
    )
    folder = pathlib.Path(package["manifest_path"]).parent
    files = sorted(
        file
        for file in folder.iterdir()
        if file.is_file() and file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"))
    )
    texts.append(f"{'=' * 100}\n{name} {version}: {licence}\n{'=' * 100}\n")
    texts += [f"\n{file.read_text(encoding='utf-8', errors='replace').strip()}\n\n" for file in files]

document = {
    "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
    "bomFormat": "CycloneDX",
    "specVersion": "1.5",
    "version": 1,
    "metadata": {
        "component": {
            "type": "application",
            "bom-ref": f"pkg:cargo/{own['name']}@{own['version']}",
            "name": own["name"],
            "version": own["version"],
            "licenses": [{"expression": own["license"]}],
        },
        "properties": [{"name": "target", "value": target}],
    },
    "components": parts,
}
pathlib.Path(bill).write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
head = f"The crates that are compiled into {own['name']} {own['version']} for {target}, with their licences.\n\n"
pathlib.Path(licences).write_text(head + "".join(texts), encoding="utf-8")

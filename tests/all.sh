#!/usr/bin/env bash
# Runs every test of Engraft, each step timed: format, lints, tests, documents, the sample site,
# the pages and their words in a browser. As root it installs with apt-get what is missing. A step that lacks its tool
# fails; none is skipped. Ends with a line "N passed, N failed" that counts the steps.
set -u
cd "$(dirname "$0")/.." || exit 1

passed=0
failed=0
step() {
    local name=$1 start=$SECONDS
    shift
    printf '\n== %s\n' "$name"
    if "$@"; then
        passed=$((passed + 1))
        printf -- '-- %s: passed in %d s\n' "$name" $((SECONDS - start))
    else
        failed=$((failed + 1))
        printf -- '-- %s: FAILED after %d s\n' "$name" $((SECONDS - start))
    fi
}

# Installs a Debian package for a command that is not there.
need() {
    local command=$1 package=$2
    command -v "$command" >/dev/null && return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        if [ -z "${updated:-}" ]; then
            apt-get update -qq || return 1
            updated=yes
        fi
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" \
            >/dev/null 2>&1
    fi
    command -v "$command" >/dev/null && return 0
    echo "$command is missing: install the package $package"
    return 1
}
tools() {
    local ok=0
    command -v cargo >/dev/null || { echo "cargo is missing: install Rust"; ok=1; }
    need cc gcc || ok=1
    need python3 python3 || ok=1
    need node nodejs || ok=1
    need npm npm || ok=1
    node -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)' ||
        { echo "node is too old: install version 20 or newer"; ok=1; }
    need java default-jre-headless || ok=1
    need chromium chromium || ok=1
    need nginx nginx-light || ok=1
    need apache2 apache2 || ok=1
    return $ok
}

documents() { RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --quiet; }
sample_site() { cargo build --locked --release --quiet && cargo run --release -- build; }
browser_packages() { npm --prefix tests/browser ci --ignore-scripts --no-audit --no-fund --loglevel=error; }
# The golden site has what the sample site lacks: pages that moved, whole and in parts.
old_addresses() {
    local output
    output=$(mktemp -d) &&
        cargo run --locked --release --quiet -- -C tests/sites/everything build --output "$output/site" &&
        node tests/browser/moved.mjs "$output/site"
}

# The checks are shown that they can fail on a page of the second site.
self_test() {
    local output
    output=$(mktemp -d) &&
        cargo run --locked --release --quiet -- -C tests/sites/brand build --output "$output/site" &&
        node tests/browser/selftest.mjs "$output/site"
}

step "tools" tools
step "format" cargo fmt --check
step "lints" cargo clippy --locked --all-targets --quiet -- -D warnings
step "tests" cargo test --locked --quiet
step "documents" documents
step "sample site" sample_site
step "browser packages" browser_packages
step "checks that can fail" self_test
step "pages in a browser" node tests/browser/run.mjs output
step "themes in a browser" node tests/browser/themes.mjs target/release/engraft
step "words in a browser" node tests/browser/glossary.mjs output
step "old addresses in a browser" old_addresses
step "moves in a browser" node tests/browser/moves.mjs target/release/engraft
step "web servers" node tests/servers/run.mjs target/release/engraft
step "preview in a browser" node tests/browser/preview.mjs target/release/engraft

printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]

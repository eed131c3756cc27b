#!/usr/bin/env bash
# Runs every test of Engraft, each step timed: format, lints, tests, documents, the sample site,
# the pages and their words in a browser, the site behind real web servers. As root it installs with
# apt-get what is missing. A step that lacks its tool fails; none is skipped. Ends with a line
# "N passed, N failed" that counts the steps.
set -u
cd "$(dirname "$0")/.." || exit 1
# Where Debian puts servers, and whoever is not root does not look.
PATH=$PATH:/usr/sbin:/sbin

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
    # The shell's own `kill` is not what the tests start.
    type -P "$command" >/dev/null && return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        if [ -z "${updated:-}" ]; then
            apt-get update -qq || return 1
            updated=yes
        fi
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" \
            >/dev/null 2>&1
    fi
    type -P "$command" >/dev/null && return 0
    echo "$command is missing: install the package $package"
    return 1
}
# Parts of Rust that not every installation brings.
need_of_rust() {
    cargo "$1" --version >/dev/null 2>&1 && return 0
    rustup component add "$2" >/dev/null 2>&1
    cargo "$1" --version >/dev/null 2>&1 && return 0
    echo "cargo $1 is missing: rustup component add $2"
    return 1
}

# Node of the version that the packages in tests/browser ask for. Debian 12 has an older one; the registry of npm
# brings the program as a package.
newest_node() {
    is_new() { node -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)'; }
    is_new && return 0
    npm --prefix target/node install --no-audit --no-fund --loglevel=error node@22 >/dev/null &&
        PATH=$PWD/target/node/node_modules/node/bin:$PATH
    export PATH
    hash -r
    is_new && return 0
    echo "node is too old: install version 20 or newer"
    return 1
}

tools() {
    local ok=0
    command -v cargo >/dev/null || { echo "cargo is missing: install Rust"; ok=1; }
    need_of_rust fmt rustfmt || ok=1
    need_of_rust clippy clippy || ok=1
    need git git || ok=1
    need kill procps || ok=1
    need cc gcc || ok=1
    need python3 python3 || ok=1
    need node nodejs || ok=1
    need npm npm || ok=1
    newest_node || ok=1
    need java default-jre-headless || ok=1
    need chromium chromium || ok=1
    need nginx nginx-light || ok=1
    need apache2 apache2 || ok=1
    need dpkg-deb dpkg || ok=1
    return $ok
}

documents() { RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --quiet; }
sample_site() { cargo build --locked --release --quiet && cargo run --release -- build; }
browser_packages() { npm --prefix tests/browser ci --ignore-scripts --no-audit --no-fund --loglevel=error; }
# Three sites: with findings of many kinds, with a few, and a new one with none.
reports() {
    local folder
    folder=$(mktemp -d) &&
        npm --prefix tests/reports ci --ignore-scripts --no-audit --no-fund --loglevel=error &&
        target/release/engraft -q init "$folder/new" --base-url https://www.example.org/ &&
        node tests/reports/run.mjs target/release/engraft . tests/sites/everything "$folder/new"
}
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

# What packs a release, with the program that is there: the static one takes minutes to compile.
released() {
    local folder
    folder=$(mktemp -d) && packaging/release.sh --binary target/release/engraft "$folder/dist" >/dev/null
}

# The first command of the README, without a screen: until it says where the sample is.
shown() {
    local said pid
    said=$(mktemp)
    timeout 300 cargo run --release -- serve >"$said" 2>&1 &
    pid=$!
    until grep -q 'http://' "$said" || ! kill -0 "$pid" 2>/dev/null; do read -rt 0.1 <> <(:); done
    kill "$pid" 2>/dev/null
    wait "$pid"
    grep -q 'http://' "$said"
}

step "tools" tools
step "format" cargo fmt --check
step "lints" cargo clippy --locked --all-targets --quiet -- -D warnings
step "tests" cargo test --locked --quiet
step "documents" documents
step "sample site" sample_site
step "sample site shown" shown
step "browser packages" browser_packages
step "checks that can fail" self_test
step "pages in a browser" node tests/browser/run.mjs output
step "themes in a browser" node tests/browser/themes.mjs target/release/engraft
step "words in a browser" node tests/browser/glossary.mjs output
step "search in a browser" node tests/browser/search.mjs output
step "old addresses in a browser" old_addresses
step "moves in a browser" node tests/browser/moves.mjs target/release/engraft
step "web servers" node tests/servers/run.mjs target/release/engraft
step "the whole way" node tests/servers/way.mjs target/release/engraft
step "reports for machines" reports
step "what is released" released
step "preview in a browser" node tests/browser/preview.mjs target/release/engraft
step "desk in a browser" node tests/browser/desk.mjs target/release/engraft

printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]

#!/bin/sh
# A double click shows this site in the browser, and each change as it is saved. Close the window to stop.
cd "$(dirname "$0")" || exit 1
if ! command -v engraft >/dev/null; then
    echo "The program engraft is not installed on this machine, or not where programs are looked for."
    echo "Press Return to close this window."
    read -r _
    exit 1
fi
exec engraft serve --open

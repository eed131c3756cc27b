#!/bin/sh
# A double click opens this site in the browser, to be read and written. Close the window to stop.
cd "$(dirname "$0")" || exit 1
if ! command -v engraft >/dev/null; then
    echo "The program engraft is not installed on this machine, or not where programs are looked for."
    echo "Press Return to close this window."
    read -r _
    exit 1
fi
exec engraft desk

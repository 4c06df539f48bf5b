#!/bin/sh
# The starter for Linux; the one for macOS calls it too. All the work is in start.py.
cd "$(dirname "$0")" || exit 1
if command -v python3 >/dev/null; then
    python3 start.py "$@" && exit 0
else
    printf '\nAlongside needs Python 3.11 or newer. Install it from python.org (or your system'"'"'s packages) and start again.\n\n'
fi
# Keep the window open, so that the sentence above can be read.
[ -t 0 ] && printf 'Press Enter to close this window. ' && read -r _
exit 1

#!/bin/sh
# The starter for macOS: double-click it. All the work is in start.py.
exec sh "$(dirname "$0")/start-alongside.sh" "$@"

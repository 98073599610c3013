#!/usr/bin/env bash
# Submitting, the desk and the calendar (bench/requests.cpp), as a Markdown table.
cd "$(dirname "$0")/.." && exec "${BUILD:-build/bench}/bench/requests" "$@"

#!/usr/bin/env bash
# The audit benchmark (bench/audit.cpp), as a Markdown table.
cd "$(dirname "$0")/.." && exec "${BUILD:-build/bench}/bench/audit" "$@"

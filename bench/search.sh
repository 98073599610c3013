#!/usr/bin/env bash
# The search benchmark (bench/search.cpp), as a Markdown table.
cd "$(dirname "$0")/.." && exec "${BUILD:-build/bench}/bench/search" "$@"

#!/usr/bin/env bash
# The search benchmark (bench/search.cpp), as a Markdown table; "rebuild [N]" measures a rebuild of N documents instead.
cd "$(dirname "$0")/.." && exec "${BUILD:-build/bench}/bench/search" "$@"

#!/usr/bin/env bash
# Near-duplicates among 100,000 request-like texts (bench/similarity.cpp), as a Markdown table.
cd "$(dirname "$0")/.." && exec "${BUILD:-build/bench}/bench/similarity" "$@"

#!/usr/bin/env bash
# The annual report from the column array and by SQL (bench/annual_report.cpp), as a Markdown table.
cd "$(dirname "$0")/.." && exec "${BUILD:-build/bench}/bench/annual_report" "$@"

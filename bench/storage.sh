#!/usr/bin/env bash
# The storage benchmark (bench/storage.cpp) on SQLite and on a PostgreSQL server of its own, as a Markdown table.
cd "$(dirname "$0")/.." || exit 2
GONGKAI_TEST_PG=$(tools/postgres start --durable) && export GONGKAI_TEST_PG
trap 'tools/postgres stop >/dev/null 2>&1' EXIT
"${BUILD:-build/bench}/bench/storage" "$@"

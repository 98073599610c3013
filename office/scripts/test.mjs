// The office's whole gate: lint, format, types and unit tests. The last line is "N passed, N failed".
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

let passed = 0
let failed = 0

function step(name, command, ...args) {
  const run = spawnSync(command, args, { encoding: 'utf8' })
  const ok = run.status === 0
  if (!ok) console.log(`${name} failed\n${run.stdout ?? ''}${run.stderr ?? ''}${run.error ?? ''}`)
  return ok
}

function count(ok) {
  if (ok) passed++
  else failed++
}

function unitTests() {
  const folder = mkdtempSync(join(tmpdir(), 'office-test-'))
  const report = join(folder, 'report.json')
  const ok = step('vitest', 'npx', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile=${report}`)
  try {
    const counts = JSON.parse(readFileSync(report, 'utf8'))
    passed += counts.numPassedTests
    failed += counts.numFailedTests
    // A file that does not load has no failed test, but it is a failure.
    if (!ok && counts.numFailedTests === 0) failed++
  } catch {
    failed++
  }
  rmSync(folder, { recursive: true, force: true })
}

count(step('types from the API description', 'node', 'scripts/api.mjs'))
count(step('oxlint', 'npx', 'oxlint', '--deny-warnings', 'src', 'scripts'))
count(step('prettier', 'npx', 'prettier', '--check', 'src', 'scripts'))
count(step('vue-tsc', 'npx', 'vue-tsc', '--noEmit'))
unitTests()
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

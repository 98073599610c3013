// Ends the run with the line that ./test adds up.
import type { FullResult, Reporter, Suite, TestCase } from '@playwright/test/reporter'

export default class CountingReporter implements Reporter {
  private suite: Suite | undefined

  onBegin(_config: unknown, suite: Suite): void {
    this.suite = suite
  }

  onEnd(result: FullResult): void {
    const tests = this.suite?.allTests() ?? []
    const passed = tests.filter((test) => test.outcome() === 'expected' || test.outcome() === 'flaky').length
    // A test that was never reached because an earlier step of its story failed has not passed.
    const skipped = tests.filter((test: TestCase) => test.expectedStatus === 'skipped').length
    const broken = tests.length === 0 || result.status === 'interrupted' || result.status === 'timedout' ? 1 : 0
    console.log(`${passed - skipped} passed, ${tests.length - passed + broken} failed`)
  }

  printsToStdio(): boolean {
    return true
  }
}

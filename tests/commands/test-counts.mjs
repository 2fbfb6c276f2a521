import { readFile, rm } from 'node:fs/promises';
import { relative } from 'node:path';

/** @typedef {{ name: string, ms: number }} Timed what one test took, tries that failed included */
/** @typedef {{ passed: number, failed: number, skipped: number, tests?: Timed[], flaky?: string[] }} Counts `flaky`: passed, but not at the first try */

/** @param {Counts} a @param {Counts} b @returns {Counts} */
export function addCounts(a, b) {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    tests: [...(a.tests ?? []), ...(b.tests ?? [])],
    flaky: [...(a.flaky ?? []), ...(b.flaky ?? [])],
  };
}

/** The tests that took longest, the slowest first. @param {Timed[]} tests @param {number} most */
export function slowestOf(tests, most) {
  return tests.toSorted((a, b) => b.ms - a.ms).slice(0, most);
}

/** @param {string} path of the JSON report @param {() => Promise<{ ok: boolean }>} run */
export function vitestCounts(path, run) {
  return countsOf(path, run, (report) => ({
    passed: report.numPassedTests,
    // A file that cannot even be loaded has no tests to count: it is one failure itself.
    failed:
      report.numFailedTests +
      report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length,
    skipped: report.numPendingTests + report.numTodoTests,
    tests: testsOf(report).map(({ name, duration }) => ({ name, ms: duration ?? 0 })),
    // What the first try failed by stands there though the next one passed.
    flaky: testsOf(report).flatMap(({ name, status, failureMessages = [] }) =>
      status === 'passed' && failureMessages.length > 0 ? [name] : [],
    ),
  }));
}

/** @param {any} report of Vitest @returns {{ name: string, duration?: number, status: string, failureMessages?: string[] }[]} */
function testsOf({ testResults }) {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map((test) => ({ ...test, name: `${relative('', name)}: ${test.fullName}` })),
  );
}

/** @param {string} path of the JSON report @param {() => Promise<{ ok: boolean }>} run */
export function playwrightCounts(path, run) {
  return countsOf(path, run, ({ stats, errors, suites = [] }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
    tests: suites.flatMap(testsOfSuite).map(({ name, ms }) => ({ name, ms })),
    flaky: suites.flatMap(testsOfSuite).flatMap(({ name, isFlaky }) => (isFlaky ? [name] : [])),
  }));
}

/** @param {any} suite @returns {(Timed & { isFlaky: boolean })[]} */
function testsOfSuite({ specs = [], suites = [] }) {
  return [
    ...specs.flatMap(({ file, title, tests }) =>
      tests.map(({ projectName, results, status }) => ({
        name: `${file} (${projectName}): ${title}`,
        ms: results.reduce((sum, { duration }) => sum + duration, 0),
        isFlaky: status === 'flaky',
      })),
    ),
    ...suites.flatMap(testsOfSuite),
  ];
}

/**
 * A run that ends badly without a failed test, or without a report, counts as one failure; so does one that ran nothing.
 * @param {string} path
 * @param {() => Promise<{ ok: boolean }>} run
 * @param {(report: any) => Counts} read
 * @returns {Promise<Counts>}
 */
async function countsOf(path, run, read) {
  await rm(path, { force: true });
  const { ok } = await run();
  const counts = await readFile(path, 'utf8')
    .then((text) => read(JSON.parse(text)))
    .catch(() => ({ passed: 0, failed: 0, skipped: 0 }));
  const isBad = !ok || counts.passed === 0;
  return isBad && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

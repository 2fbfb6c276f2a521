import { readFile, rm } from 'node:fs/promises';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {Counts} a @param {Counts} b @returns {Counts} */
export function addCounts(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
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
  }));
}

/** @param {string} path of the JSON report @param {() => Promise<{ ok: boolean }>} run */
export function playwrightCounts(path, run) {
  return countsOf(path, run, ({ stats, errors }) => ({
    // Passed at the second try; Playwright's own list names them.
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }));
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

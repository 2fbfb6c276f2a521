import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { playwrightCounts, vitestCounts } from '../commands/test-counts.mjs';

let folder: string;
let report: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trilane-counts-'));
  report = join(folder, 'report.json');
});

afterEach(() => rmSync(folder, { recursive: true }));

const runThatWrites = (ok: boolean, content: unknown) => async () => {
  writeFileSync(report, JSON.stringify(content));
  return { ok };
};

const vitestReport = (counts: object) => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...counts,
});

test('counts are those of the report', async () => {
  const run = runThatWrites(true, vitestReport({ numPassedTests: 5, numPendingTests: 1, numTodoTests: 1 }));
  expect(await vitestCounts(report, run)).toEqual({ passed: 5, failed: 0, skipped: 2 });
});

test('a test file that cannot be loaded is a failure', async () => {
  const testResults = [{ status: 'failed', assertionResults: [] }];
  const run = runThatWrites(false, vitestReport({ numPassedTests: 5, testResults }));
  expect(await vitestCounts(report, run)).toEqual({ passed: 5, failed: 1, skipped: 0 });
});

test('a run that ends badly though every test passed is a failure', async () => {
  const run = runThatWrites(false, vitestReport({ numPassedTests: 5 }));
  expect(await vitestCounts(report, run)).toEqual({ passed: 5, failed: 1, skipped: 0 });
});

test('a run without a report is a failure, whatever an earlier one left behind', async () => {
  writeFileSync(report, JSON.stringify(vitestReport({ numPassedTests: 5 })));
  expect(await vitestCounts(report, async () => ({ ok: true }))).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a run of no tests is a failure', async () => {
  const run = runThatWrites(true, { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] });
  expect(await playwrightCounts(report, run)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('an error outside the tests is a failure', async () => {
  const stats = { expected: 3, unexpected: 1, flaky: 0, skipped: 2 };
  const run = runThatWrites(false, { stats, errors: [{ message: 'no browser' }] });
  expect(await playwrightCounts(report, run)).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

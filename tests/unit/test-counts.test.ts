import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addCounts, playwrightCounts, slowestOf, vitestCounts } from '../commands/test-counts.mjs';

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
  expect(await vitestCounts(report, run)).toMatchObject({ passed: 5, failed: 0, skipped: 2 });
});

test('a test file that cannot be loaded is a failure', async () => {
  const testResults = [{ status: 'failed', assertionResults: [] }];
  const run = runThatWrites(false, vitestReport({ numPassedTests: 5, testResults }));
  expect(await vitestCounts(report, run)).toMatchObject({ passed: 5, failed: 1, skipped: 0 });
});

test('a run that ends badly though every test passed is a failure', async () => {
  const run = runThatWrites(false, vitestReport({ numPassedTests: 5 }));
  expect(await vitestCounts(report, run)).toMatchObject({ passed: 5, failed: 1, skipped: 0 });
});

test('a run without a report is a failure, whatever an earlier one left behind', async () => {
  writeFileSync(report, JSON.stringify(vitestReport({ numPassedTests: 5 })));
  expect(await vitestCounts(report, async () => ({ ok: true }))).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
});

test('a run of no tests is a failure', async () => {
  const run = runThatWrites(true, { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] });
  expect(await playwrightCounts(report, run)).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
});

test('an error outside the tests is a failure', async () => {
  const stats = { expected: 3, unexpected: 1, flaky: 0, skipped: 2 };
  const run = runThatWrites(false, { stats, errors: [{ message: 'no browser' }] });
  expect(await playwrightCounts(report, run)).toMatchObject({ passed: 3, failed: 2, skipped: 2 });
});

test('what each test took is told, tries that failed included, and the slowest of them', async () => {
  const testResults = [
    { name: join(process.cwd(), 'tests/unit/a.test.ts'), assertionResults: [{ fullName: 'adds', duration: 30 }] },
  ];
  const unit = await vitestCounts(report, runThatWrites(true, vitestReport({ numPassedTests: 1, testResults })));
  const spec = (title: string, ...durations: number[]) => ({
    file: 'b.spec.ts',
    title,
    tests: [{ projectName: 'phone', results: durations.map((duration) => ({ duration })) }],
  });
  const browser = await playwrightCounts(
    report,
    runThatWrites(true, {
      stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0 },
      errors: [],
      suites: [{ specs: [spec('opens', 10)], suites: [{ specs: [spec('closes', 20, 25)] }] }],
    }),
  );
  const { passed, tests = [] } = addCounts(unit, browser);
  expect(passed).toBe(3);
  expect(slowestOf(tests, 2)).toEqual([
    { name: 'b.spec.ts (phone): closes', ms: 45 },
    { name: 'tests/unit/a.test.ts: adds', ms: 30 },
  ]);
});

test('tests that passed only when they were tried again are named', async () => {
  const assertionResults = [
    { fullName: 'adds', status: 'passed', duration: 30, failureMessages: ['Error: one off'] },
    { fullName: 'subtracts', status: 'passed', duration: 30, failureMessages: [] },
    { fullName: 'divides', status: 'failed', duration: 30, failureMessages: ['Error: by 0', 'Error: by 0'] },
  ];
  const testResults = [{ name: join(process.cwd(), 'tests/unit/a.test.ts'), assertionResults }];
  const unit = await vitestCounts(report, runThatWrites(false, vitestReport({ numPassedTests: 2, testResults })));
  const spec = (title: string, status: string) => ({
    file: 'b.spec.ts',
    title,
    tests: [{ projectName: 'phone', status, results: [{ duration: 1 }] }],
  });
  const specs = [spec('opens', 'expected'), spec('closes', 'flaky'), spec('burns', 'unexpected')];
  const stats = { expected: 1, unexpected: 1, flaky: 1, skipped: 0 };
  const browser = await playwrightCounts(report, runThatWrites(false, { stats, errors: [], suites: [{ specs }] }));
  expect(addCounts(unit, browser).flaky).toEqual(['tests/unit/a.test.ts: adds', 'b.spec.ts (phone): closes']);
});

import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { RunOriginNote } from '@/components/lab/run-origin-note';
import { jsonFile } from '@/lib/export/json-pieces';
import { parseDocument } from '@/lib/export/parse-study';
import { documentOf } from '@/lib/export/run-document';
import { MESSAGES } from '@/lib/i18n/messages';
import { rememberRun } from '@/lib/lab/history';
import { type Opened, openDocument } from '@/lib/lab/open-run';
import { IDLE, type RunOrigin, type RunState } from '@/lib/lab/run-state';
import { evidenceOfRun } from '@/lib/learner/exercises/run-evidence';
import { EDGE, ONLINE, runOf } from './lanes-fixture';

const SIMULATED: RunOrigin = { kind: 'simulated' };
const stateOf = (origin: RunOrigin): RunState => {
  const { samples: _, phase, ...run } = runOf([ONLINE, EDGE], { count: 120 });
  return { ...IDLE, ...run, phase: 'done', origin };
};

/** What comes of a run that is written to a file and read from it. */
async function readBack(state: RunState): Promise<RunState> {
  const parsed = await parseDocument(await (await jsonFile(await documentOf(state))).text());
  const opened: Opened = await openDocument(parsed, { kind: 'imported', name: 'run.json', altered: parsed.altered });
  if (opened.kind !== 'run') throw new Error('It is no run.');
  return opened.run;
}

const noteOf = (state: RunState): string =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={MESSAGES} timeZone="UTC">
      <RunOriginNote state={state} />
    </NextIntlClientProvider>,
  );

describe('a simulated run', () => {
  it('SPEC 13.8: is read back from its file as one, with all of its lanes', async () => {
    const read = await readBack(stateOf(SIMULATED));
    expect(read.origin).toEqual(SIMULATED);
    expect(read.faults.altered).toBe(false);
    expect(read.records.map(({ id, measurements }) => [id, measurements.length])).toEqual([
      ['online', 120],
      ['edge', 120],
    ]);
  });

  it('is not what a measured one is read back as', async () => {
    const state = stateOf({ kind: 'measured' });
    expect(await documentOf(state)).not.toHaveProperty('simulated');
    expect((await readBack(state)).origin).toEqual({ kind: 'imported', name: 'run.json', altered: false });
  });

  it('does not pass for a measured one when that it was simulated is taken out of its file', async () => {
    const { simulated, ...rest } = await documentOf(stateOf(SIMULATED));
    expect(simulated).toBe(true);
    expect((await parseDocument(JSON.stringify(rest))).altered).toBe(true);
  });

  it('SPEC 13.8: is named where it is shown', async () => {
    expect(noteOf(await readBack(stateOf(SIMULATED)))).toContain('Simulated, not measured');
    expect(noteOf(stateOf({ kind: 'measured' }))).toBe('');
  });

  it('SPEC 13.8: is never kept among the runs that were measured here', async () => {
    expect(await rememberRun(stateOf(SIMULATED))).toBeNull();
    expect(await rememberRun(await readBack(stateOf(SIMULATED)))).toBeNull();
    // There is no database here: a run that is to be kept cannot be.
    await expect(rememberRun(stateOf({ kind: 'measured' }))).rejects.toMatchObject({ code: 'storage-failed' });
  });

  it('SPEC 13.8: is no evidence for an exercise', async () => {
    const asked = { asks: [], onPurpose: [] };
    expect(await evidenceOfRun(stateOf(SIMULATED), null, asked)).toBeNull();
    expect(await evidenceOfRun(stateOf({ kind: 'measured' }), null, asked)).not.toBeNull();
  });
});

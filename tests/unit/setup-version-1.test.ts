import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ErrorReport } from '@/lib/errors';
import { wholeOf } from '@/lib/experiment/setup';
import { isFeasible } from '@/lib/experiment/setup-limits';
import { formatSetup, parseSetup } from '@/lib/experiment/setup-url';
import { parseRun } from '@/lib/export/parse-run';
import { restoreRun } from '@/lib/export/restore-run';
import { documentOf } from '@/lib/export/run-document';

/*
 * Written by the first version, before the fields of a set-up stood in one table: what it made of addresses, and runs it
 * exported. They must open and format as they did then.
 */

interface Address {
  readonly address: string;
  /** What is not as in the first set-up of its model. */
  readonly changes: Readonly<Record<string, unknown>>;
  readonly problems: readonly ErrorReport[];
  readonly formatted: string;
}

const read = (name: string) => readFileSync(new URL(`version-1/${name}.json`, import.meta.url), 'utf8');
const { defaults, addresses: all } = JSON.parse(read('addresses')) as {
  readonly defaults: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly addresses: readonly Address[];
};
/** It had a lane hold ten times as few items: what it refused for that may run now. */
const isLarge = ({ problems }: Address) => problems.some(({ code }) => code === 'too-many-samples');
/** Where items came too slowly or from no trace, it dropped all that says how they come; now only what is wrong falls back. */
const isDropped = ({ problems }: Address) =>
  problems.some(({ code, detail }) => code === 'run-too-long' || detail.includes('recorded trace'));
/** It ran a sweep over threads on the edge whatever lane the link said, without a word. */
const isMisled = ({ address }: Address) => {
  const params = new URLSearchParams(address);
  return (
    params.get('study') === 'sweep' && params.get('sweep') === 'threads' && (params.get('in') ?? 'edge') !== 'edge'
  );
};
const addresses = all.filter((one) => !isLarge(one) && !isDropped(one) && !isMisled(one));

describe('an address of the first version', () => {
  const parse = ({ address }: Address) => parseSetup(new URLSearchParams(address));

  it('opens with the same set-up', () => {
    for (const one of addresses) {
      const { changes, address } = one;
      expect(parse(one).whole, address).toEqual({ ...defaults[String(changes.modelId ?? 'digits')], ...changes });
    }
  });

  it('has the same problems in the same words, but that there is one more study, room for more items, and that what is said twice is told', () => {
    const known = ({ code, detail }: ErrorReport) =>
      `${code} ${detail.replace('sweep, draw.', 'sweep.').replace('from 1 to 1000000.', 'from 1 to 100000.')}`;
    for (const one of addresses) {
      const keys = [...new URLSearchParams(one.address).keys()];
      const twice = new Set(keys.filter((key, place) => keys.indexOf(key) < place));
      const told = [...twice].map((key) => `malformed-request The link says ${key} more than once; the first counts.`);
      expect(parse(one).problems.map(known).sort(), one.address).toEqual([...one.problems.map(known), ...told].sort());
    }
  });

  it('that asked for more items than it could hold opens if there is room for them now, in the time a run may take', () => {
    const found = all.filter(isLarge).map((one) => [one.address, parse(one).problems.map(({ code }) => code)]);
    expect(found).toEqual([
      ['count=1000000', ['run-too-long']],
      ['duration=60000&rate=5000', []],
      ['pattern=trace&trace=1&duration=600000', []],
      // Ten times.
      [expect.stringContaining('repeats=10'), ['too-many-samples']],
      [expect.stringContaining('study=sweep'), []],
    ]);
  });

  it('that said something wrong of how items come keeps all that it kept then, in the same words', () => {
    const found = all.filter((one) => isDropped(one) && !isLarge(one));
    expect(found.length).toBeGreaterThan(3);
    for (const one of found) {
      const { whole, problems } = parse(one);
      const pairs = new Set([...new URLSearchParams(formatSetup(whole))].map(String));
      for (const pair of new URLSearchParams(one.formatted)) expect(pairs, one.address).toContain(String(pair));
      expect(problems.map(({ code }) => code)).toEqual(expect.arrayContaining(one.problems.map(({ code }) => code)));
    }
  });

  it('that sweeps threads elsewhere than on the edge sweeps them there, and is told so', () => {
    const found = all.filter(isMisled);
    expect(found.length).toBeGreaterThan(1);
    for (const one of found) {
      expect(parse(one).whole.sweepLane, one.address).toBe('edge');
      expect(parse(one).problems.some(({ detail }) => detail.includes('only edge takes a number of threads'))).toBe(
        true,
      );
    }
  });

  it('is written the same', () => {
    for (const one of addresses) expect(formatSetup(parse(one).whole), one.address).toBe(one.formatted);
  });

  it('is written without what does not count in its study, and then opens with the same set-up', () => {
    for (const one of addresses) {
      const { setup } = parse(one);
      const written = formatSetup(setup);
      const keys = new Set([...new URLSearchParams(one.formatted)].map(String));
      expect([...new URLSearchParams(written)].map(String).filter((pair) => !keys.has(pair))).toEqual([]);
      // What runs only under what another study was told cannot stand alone.
      if (isFeasible(wholeOf(setup))) expect(parse({ ...one, address: written }).setup, one.address).toEqual(setup);
    }
  });
});

describe.each(['run-three-lanes', 'run-emulated', 'run-cancelled'])('the file %s of the first version', (name) => {
  const text = read(name);

  it('opens, and is not taken for altered', async () => {
    const parsed = await parseRun(text);
    expect(parsed.altered).toBe(false);
    expect(formatSetup((await restoreRun(parsed)).setup)).toBe(JSON.parse(text).link);
  });

  it('is written again as it was, if with more', async () => {
    const run = await restoreRun(await parseRun(text));
    const { app: _, checksum: _sum, workload: spec, ...was } = JSON.parse(text);
    const { app, checksum, workload, ...is } = await documentOf({ ...run, samples: null });
    expect(withoutLabels(is)).toMatchObject(withoutLabels(was));
    expect(workload).toEqual(spec);
  });
});

/** What was right comes from the samples, which a test has not at hand. */
function withoutLabels({ repeats, ...rest }: { readonly repeats?: unknown }): object {
  return JSON.parse(JSON.stringify({ ...rest, repeats }), (key, value) => (key === 'label' ? undefined : value));
}

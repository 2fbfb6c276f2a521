import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import { scenario } from '@/lib/simulate/scenario/scenario';
import { formatted } from './formatted-schema';
import { smallScenario } from './simulate-scenarios';

const online = { servers: 1, serviceMs: { kind: 'exponential', mean: 12 } };
const faultsOf = (value: unknown) => {
  const read = readScenario(value);
  return read.ok ? [] : read.faults.map(({ field, fault }) => `${field}: ${fault}`);
};
/** A scenario whose online lane is changed. */
const withOnline = (changes: object) => smallScenario({ lanes: { online: { ...online, ...changes } } });

describe('A scenario', () => {
  it('that says the least is read, and what was left out has its default', () => {
    const read = readScenario(smallScenario());
    expect(read).toMatchObject({
      ok: true,
      scenario: { replications: 1, warmUp: 'found', lanes: { online: { workersPerServer: 1, queueMost: null } } },
    });
  });

  test.each([
    ['nothing is there', {}, /^version: is missing; it must be 1$/],
    ['it is a list', [], /^: must be an object$/],
    ['it is none', null, /^: must be an object$/],
    ['a field is missing', smallScenario({ seed: undefined }), /^seed: is missing$/],
    ['it is of another version', smallScenario({ version: 2 }), /^version: must be 1$/],
    ['a number is a text', smallScenario({ seed: '7' }), /^seed: must be a number$/],
    ['a number is none', smallScenario({ seed: Number.NaN }), /^seed: must be a number$/],
    ['a number is not whole', smallScenario({ seed: 7.5 }), /^seed: must be a whole number$/],
    ['a number is too small', smallScenario({ requests: 0 }), /^requests: must be at least 1$/],
    ['a number is too large', smallScenario({ seed: 1e300 }), /^seed: must be at most 4,294,967,295$/],
    [
      'a number must be more',
      smallScenario({ arrivals: { kind: 'poisson', perSecond: 0 } }),
      /^arrivals.perSecond: must be at least 0.000001$/,
    ],
    [
      'a number must be less',
      smallScenario({ arrivals: { kind: 'daily', perSecond: 1, peakFactor: 2, peakHour: 24 } }),
      /^arrivals.peakHour: must be less than 24$/,
    ],
    [
      'a kind is unknown',
      smallScenario({ arrivals: { kind: 'tides' } }),
      /^arrivals.kind: must be one of "constant", "poisson", .*"closed"$/,
    ],
    [
      'a kind is missing',
      withOnline({ serviceMs: {} }),
      /^lanes.online.serviceMs.kind: is missing; it must be one of /,
    ],
    [
      'a name is none of those there are',
      withOnline({ balancing: 'fair' }),
      /^lanes.online.balancing: must be one of "shared-queue", "random", /,
    ],
    ['a name is unknown', withOnline({ wings: 2 }), /^lanes.online.wings: there is no such field$/],
    ['a lane is unknown', smallScenario({ lanes: { offline: online } }), /^lanes.offline: there is no such field$/],
    ['no lane is named', smallScenario({ lanes: {} }), /^lanes: must name at least one lane$/],
    ['an object is none', withOnline({ client: 5 }), /^lanes.online.client: must be an object$/],
    [
      'a word is neither of two kinds',
      smallScenario({ warmUp: 'x' }),
      /^warmUp: must be "found", or must be a number$/,
    ],
    [
      'a list is empty',
      withOnline({ serviceMs: { kind: 'samples', values: [] } }),
      /^lanes.online.serviceMs.values: must have at least 1 entry$/,
    ],
    [
      'an entry of a list is wrong',
      smallScenario({ clients: { count: 5, classes: [{ name: '', share: 1 }] } }),
      /^clients.classes.0.name: must have at least 1 character$/,
    ],
    [
      'two fields contradict each other',
      withOnline({ serviceMs: { kind: 'uniform', low: 3, high: 2 } }),
      /^lanes.online.serviceMs.high: must not be below low$/,
    ],
    ['it leaves out all', smallScenario({ warmUp: 400 }), /^warmUp: must be less than requests \(400\)$/],
    [
      'an edge lane has no clients',
      smallScenario({ lanes: { edge: { serviceMs: online.serviceMs } } }),
      /^clients: must be given/,
    ],
    [
      'a job has no time',
      smallScenario({ lanes: { batch: { serviceMs: online.serviceMs } } }),
      /^lanes.batch.everyMs: exactly one of everyMs and cron must be given$/,
    ],
    [
      'a job is never due',
      smallScenario({ lanes: { batch: { cron: '0 0 30 2 *', serviceMs: online.serviceMs } } }),
      /^lanes.batch.cron: .* is never due/,
    ],
    ['a name is every object’s own', JSON.parse('{"__proto__":{"version":1}}'), /^version: is missing/],
    [
      'a name would steer a terminal',
      smallScenario({ 'a\u001b[2Jb\u009b': 1 }),
      /^a\uFFFD\[2Jb\uFFFD: there is no such field$/,
    ],
    ['a name is long', smallScenario({ ['n'.repeat(5000)]: 1 }), /^n{60}…: there is no such field$/],
  ])('is refused, with field and reason, where %s', (_, value, words) => {
    expect(faultsOf(value)[0]).toMatch(words);
  });

  it('is told all that is wrong with it, each field once', () => {
    expect(faultsOf({ ...smallScenario(), seed: -1e300, requests: 'many', extra: 1 })).toEqual([
      'seed: must be at least 0',
      'requests: must be a number',
      'extra: there is no such field',
    ]);
  });

  it('with thousands of faults is told the first fifty, and how many more there are', () => {
    const faults = faultsOf(withOnline({ serviceMs: { kind: 'samples', values: new Array(2000).fill('x') } }));
    expect(faults).toHaveLength(51);
    expect(faults[49]).toBe('lanes.online.serviceMs.values.49: must be a number');
    expect(faults[50]).toBe(': has 1,950 more faults, which are not listed');
  });
});

describe('The published JSON Schema', () => {
  it('is the one the code checks against', async () => {
    const schema = {
      $id: '/schemas/scenario.v1.json',
      title: 'A Trilane scenario',
      description:
        'What `npm run simulate` plays: who asks, over which network, and the lanes that answer. Times in ms.',
      ...z.toJSONSchema(scenario, { io: 'input', reused: 'ref' }),
    };
    await expect(`${formatted(schema)}\n`).toMatchFileSnapshot('../../public/schemas/scenario.v1.json');
  });
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAccess } from '@/lib/access/access';
import { ALL_HAVE, CONNECTIONS, PACES, SLOT_SHARES, VISITOR_HAS, VISITOR_SIZES } from '@/lib/access/limits';
import { createPace, TooFast } from '@/lib/access/pace';
import { createSlots } from '@/lib/access/slots';
import { newVisitorToken } from '@/lib/access/visitor';
import { MESSAGES } from '@/lib/i18n/messages';

const SHARE = { perVisitor: 2, perAddress: 3, inAll: 4 };

describe('Slots', () => {
  test('are refused by visitor, by address, and in all, in words', () => {
    const refused: string[] = [];
    const slots = createSlots('uploads', SHARE, (limit) => refused.push(limit));
    const take = (visitor: string | null, address: string) => slots.take({ visitor, address });
    take('a', '1');
    take('a', '1');
    expect(() => take('a', '2')).toThrow(/Too many uploads are under way from this browser; 2 is the most/);
    take('b', '1');
    expect(() => take(null, '1')).toThrow(/from your network; 3 is the most/);
    take(null, '2');
    expect(() => take('c', '3')).toThrow(/on this server; 4 is the most/);
    expect(refused).toEqual(['perVisitor', 'perAddress', 'inAll']);
  });

  test('never exceed a share and all come back, whoever takes and gives in whatever order', () => {
    const step = fc.record({
      visitor: fc.option(fc.constantFrom('a', 'b', 'c')),
      address: fc.constantFrom('1', '2'),
      amount: fc.integer({ min: 1, max: 2 }),
      back: fc.nat(20),
      isBack: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const slots = createSlots('things', SHARE);
        const held: { back: () => void; visitor: string | null; amount: number }[] = [];
        for (const { visitor, address, amount, back, isBack } of steps) {
          if (isBack) {
            const [one] = held.splice(back % Math.max(1, held.length), 1);
            one?.back();
            // Twice does no harm.
            one?.back();
          } else {
            try {
              held.push({ back: slots.take({ visitor, address }, amount), visitor, amount });
            } catch {
              // Refused.
            }
          }
          const sum = (some: typeof held) => some.reduce((all, one) => all + one.amount, 0);
          expect(slots.used()).toBe(sum(held));
          expect(slots.used()).toBeLessThanOrEqual(SHARE.inAll);
          for (const name of ['a', 'b', 'c']) {
            expect(slots.usedBy(name)).toBe(sum(held.filter((one) => one.visitor === name)));
            expect(slots.usedBy(name)).toBeLessThanOrEqual(SHARE.perVisitor);
          }
        }
      }),
    );
  });
});

describe('A pace', () => {
  const LIMIT = { perVisitor: { burst: 3, perMinute: 60 }, perAddress: { burst: 5, perMinute: 600 } };

  test('lets a burst through, then says how long to wait, and after that lets one more', () => {
    let nowMs = 0;
    const pace = createPace('changes', LIMIT, { nowMs: () => nowMs });
    const client = { visitor: 'a', address: '1' };
    for (let step = 0; step < 3; step++) pace.step(client);
    const refusal = () => pace.step(client);
    expect(refusal).toThrow(TooFast);
    try {
      refusal();
    } catch (error) {
      expect((error as TooFast).retryAfterSeconds).toBe(1);
    }
    nowMs = 1000;
    pace.step(client);
    expect(refusal).toThrow(/Too many changes came in a short time. Try again in 1 s/);
  });

  test('of an address bounds those who come as somebody new each time', () => {
    const pace = createPace('changes', LIMIT, { nowMs: () => 0 });
    for (let step = 0; step < 5; step++) pace.step({ visitor: `v${step}`, address: '1' });
    expect(() => pace.step({ visitor: 'v9', address: '1' })).toThrow(TooFast);
    pace.step({ visitor: 'v9', address: '2' });
  });

  test('counts amounts, and nothing of what it refuses or only looks at', () => {
    const pace = createPace('bytes', LIMIT, { nowMs: () => 0 });
    const client = { visitor: null, address: '1' };
    pace.step(client, 4);
    expect(() => pace.step(client, 2)).toThrow(TooFast);
    pace.look(client);
    pace.look(client);
    pace.step(client);
    expect(() => pace.look(client)).toThrow(TooFast);
    const slow = createPace('bytes', { ...LIMIT, perAddress: { burst: 5, perMinute: 1 } }, { nowMs: () => 0 });
    slow.step(client, 5);
    expect(() => slow.step(client, 5)).toThrow(/Try again in 5 min/);
  });

  test('lets no more through in a time than its burst and what grew back', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2000), { minLength: 1, maxLength: 100 }), (gaps) => {
        let nowMs = 0;
        const pace = createPace('changes', LIMIT, { nowMs: () => nowMs });
        let through = 0;
        for (const gap of gaps) {
          nowMs += gap;
          try {
            pace.step({ visitor: 'a', address: '1' });
            through++;
          } catch {
            // Refused.
          }
        }
        expect(through).toBeLessThanOrEqual(3 + Math.ceil(nowMs / 1000));
      }),
    );
  });
});

describe('A class of sixty behind one address', () => {
  const CLASS = 60;
  /** A page has one that watches, and each batch lane another while it runs. */
  const STREAMS_A_PAGE = 3;
  /** Connections that a browser opens to a host over HTTP/1.1. */
  const CONNECTIONS_A_BROWSER = 6;
  /** Requests that begin or end something: a run of three lanes opens and ends two meters and sends a job. */
  const STEPS_A_RUN = 5;

  test('has room: streams, connections, and a run each in the same second', () => {
    expect(SLOT_SHARES.streams.perAddress).toBeGreaterThanOrEqual(CLASS * STREAMS_A_PAGE);
    expect(CONNECTIONS.perAddress).toBeGreaterThanOrEqual(CLASS * CONNECTIONS_A_BROWSER);
    expect(PACES.measuring.perAddress.burst).toBeGreaterThanOrEqual(CLASS * STEPS_A_RUN);
  });

  test('leaves room for others: no address may use all of anything', () => {
    for (const { perAddress, inAll, perVisitor } of Object.values(SLOT_SHARES)) {
      expect(perAddress).toBeLessThan(inAll);
      expect(perVisitor).toBeLessThanOrEqual(perAddress);
    }
    expect(CONNECTIONS.perAddress).toBeLessThan(CONNECTIONS.inAll);
  });
});

describe('The limits that people read of', () => {
  const readme = readFileSync('README.md', 'utf8');
  const megabytes = (bytes: number) => `${bytes / 1_000_000} MB`;

  test('are those that hold: on the page of the operator', () => {
    const { upload, generate, score } = MESSAGES.operator.switches;
    expect(upload.about).toContain(megabytes(VISITOR_SIZES.uploadBytes));
    expect(generate.about).toContain(VISITOR_SIZES.rows.toLocaleString('en'));
    expect([score.about, VISITOR_HAS.openJobs]).toEqual(['Up to four at a time from one browser.', 4]);
  });

  test('and in the README', () => {
    expect(readme).toContain(`files up to ${megabytes(VISITOR_SIZES.uploadBytes)}`);
    expect(readme).toContain(`${VISITOR_HAS.dataSets} data sets`);
    expect(readme).toContain(`${megabytes(VISITOR_HAS.bytes)} are a visitor's share`);
    expect(readme).toContain(
      `${ALL_HAVE.dataSets.toLocaleString('en')} data sets, ${ALL_HAVE.openJobs} open jobs and ${ALL_HAVE.bytes / 1e9} GB`,
    );
  });
});

describe('What a network makes', () => {
  test('is bounded, whatever token each request brings', () => {
    const access = createAccess({ listenHost: '0.0.0.0', operatorKey: 'a-very-long-key', dataRoot: '' });
    const callerWith = (token: string) =>
      access.callerOf((name) => (name === 'cookie' ? `trilane-visitor=${token}` : undefined), '10.1.1.1');
    const make = () => callerWith(newVisitorToken()).make?.(1);
    for (let made = 0; made < PACES.making.perAddress.burst; made++) make();
    expect(make).toThrow(TooFast);
    expect(() => access.callerOf(() => undefined, '10.1.1.2').make?.(1)).not.toThrow();
  });
});

import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { withoutLiterals } from '@/lib/db/time-queries';
import { codeInWords } from '@/lib/errors/code-in-words';
import { connectionFailureInWords, failureInWords, withoutQuotes } from '@/lib/processes/failure-in-words';
import { createLog, type LogFormat, type LogLevel, logSettings } from '@/lib/processes/log';
import { settingsInForce } from '@/lib/server/start-and-stop';
import { createRefusalLog } from '@/lib/services/refusal-log';
import { createRequestLog } from '@/lib/services/request-log';

afterEach(() => {
  vi.useRealTimers();
});

function recorded(format: LogFormat, level: LogLevel = 'info') {
  const lines: { readonly line: string; readonly isTrouble: boolean }[] = [];
  const log = createLog({ format, level, write: (line, isTrouble) => void lines.push({ line, isTrouble }) });
  return { log, lines, json: () => lines.map(({ line }) => JSON.parse(line)) };
}

describe('The log', () => {
  test('as lines for a person is the sentences alone, trouble apart from the rest', () => {
    const { log, lines } = recorded('plain');
    log.report('ready', 'ready at http://localhost:3000', { url: 'http://localhost:3000' });
    log.report('disk-full', 'the disk is full.');
    expect(lines).toEqual([
      { line: 'trilane: ready at http://localhost:3000\n', isTrouble: false },
      { line: 'trilane: the disk is full.\n', isTrouble: true },
    ]);
  });

  test('as JSON is one object a line, with level, time, event, fields and the sentence', () => {
    const { log, lines, json } = recorded('json');
    log.report('stop', 'stopping after 3 s.', { upSeconds: 3 });
    log.report('process-died', 'a batch worker ended.', { process: 'batch-worker' });
    expect(json()).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        pid: process.pid,
        event: 'stop',
        upSeconds: 3,
        msg: 'stopping after 3 s.',
      },
      expect.objectContaining({ level: 'error', event: 'process-died', process: 'batch-worker' }),
    ]);
    expect(lines.map(({ isTrouble }) => isTrouble)).toEqual([false, true]);
  });

  test('tells a person at a terminal of no request unless it is asked to, and a collector of each', () => {
    for (const [format, level, isOn] of [
      ['plain', 'info', false],
      ['plain', 'debug', true],
      ['json', 'info', true],
      ['json', 'warn', false],
      ['json', 'silent', false],
    ] as const)
      expect(recorded(format, level).log.isOn('request'), `${format} ${level}`).toBe(isOn);
  });

  test('keeps one event on one line, whatever is in its sentence', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const format of ['plain', 'json'] as const) {
          const { log, lines } = recorded(format);
          log.report('not-started', text);
          expect(lines).toHaveLength(1);
          expect(lines[0]?.line.slice(0, -1)).not.toMatch(format === 'plain' ? /\p{Cc}/u : /[\n\r]/);
        }
      }),
    );
  });

  test('takes what it does not understand for its default, and says so', () => {
    expect(logSettings({})).toEqual({ format: 'plain', level: 'info', problems: [] });
    expect(logSettings({ TRILANE_LOG_FORMAT: 'JSON', TRILANE_LOG_LEVEL: 'warn' })).toMatchObject({
      format: 'json',
      level: 'warn',
    });
    const { format, level, problems } = logSettings({ TRILANE_LOG_FORMAT: 'xml', TRILANE_LOG_LEVEL: 'loud' });
    expect([format, level]).toEqual(['plain', 'info']);
    expect(problems).toEqual([
      expect.stringMatching(/TRILANE_LOG_FORMAT takes plain, json, not "xml"/),
      expect.stringMatching(/TRILANE_LOG_LEVEL takes .*, not "loud"/),
    ]);
  });
});

describe('The settings in force', () => {
  test('are told by name, and by value only where that is no secret', () => {
    const settings = settingsInForce({
      PORT: '4000',
      HOST: '',
      DATABASE_URL: 'postgres://me:secret@db/x',
      TRILANE_OPERATOR_KEY: 'secret',
      TRILANE_QUEUE_LIMIT: '9',
      HOME: '/home/secret',
    });
    expect(settings).toEqual({
      PORT: '4000',
      DATABASE_URL: 'set',
      TRILANE_OPERATOR_KEY: 'set',
      TRILANE_QUEUE_LIMIT: '9',
    });
  });
});

describe('A failure', () => {
  test.each([
    ['ECONNREFUSED', /nothing listens/],
    ['ENOTFOUND', /host name is not known/],
    ['28000', /does not let this user in/],
    ['28P01', /user or password is wrong/],
    ['3D000', /no database of that name/],
    ['53300', /too many connections/],
    ['53999', /no resources left/],
    ['08P01', /connection broke/],
    ['XX001', /fault of its own/],
    ['constructor', /no reason was given/],
    ['EWHATEVER', /no reason was given/],
    [undefined, /no reason was given/],
  ])('of the code %s is told in words, without the code', (code, words) => {
    expect(codeInWords(code)).toMatch(words);
    expect(codeInWords(code)).not.toContain(String(code));
  });

  test('of a connection is told in words also where the driver gave no code, and never by what the driver said', () => {
    const secret = 'postgres://me:secret@db/x';
    for (const [error, words] of [
      [new Error(`timeout exceeded when trying to connect to ${secret}`), 'no answer came in time'],
      [new Error('Connection terminated unexpectedly'), 'it broke the connection off'],
      [new Error('SASL: client password must be a string'), 'user or password is wrong'],
      [
        new Error('Failed', { cause: Object.assign(new Error(secret), { code: '28P01' }) }),
        'user or password is wrong',
      ],
      [new Error(secret), 'no reason was given'],
      ['secret', 'no reason was given'],
    ] as const)
      expect(connectionFailureInWords(error)).toBe(words);
  });

  test('that quotes what somebody sent is told without it', () => {
    const refused = Object.assign(new Error('invalid input syntax for type uuid: "secret"'), { code: '22P02' });
    expect(failureInWords(refused)).toBe('invalid input syntax for type uuid: "…" (22P02)');
    expect(withoutQuotes(`Unexpected token 's', "secret" is not valid JSON, and 'secret`)).not.toContain('secret');
  });
});

test('A slow query is shown without its values', () => {
  expect(withoutLiterals("select *\n from jobs where name = 'it''s secret' and id = $1 and rows > 4711")).toBe(
    'select * from jobs where name = ? and id = $1 and rows > ?',
  );
});

describe('The log of requests', () => {
  const finished = (status: number) => ({
    method: 'GET',
    route: '/api/jobs/:id',
    status,
    durationMs: 1.23456,
    bytes: 9,
  });

  function requestLog() {
    const clock = { nowMs: 0 };
    const { log, json } = recorded('json');
    return { requests: createRequestLog({ log, now: () => clock.nowMs }), json, clock };
  }

  test('says method, pattern, status, time and bytes, each outcome at its level', () => {
    const { requests, json } = requestLog();
    for (const status of [200, 404, 429, 503, 507, 500]) requests.finished(finished(status));
    expect(json()[0]).toMatchObject({
      event: 'request',
      method: 'GET',
      route: '/api/jobs/:id',
      status: 200,
      ms: 1.235,
      bytes: 9,
    });
    expect(json().map(({ status, event }) => [status, event])).toEqual([
      [200, 'request'],
      [404, 'request-refused'],
      [429, 'request-refused'],
      [503, 'request-refused'],
      [507, 'request-refused'],
      [500, 'request-failed'],
    ]);
  });

  test('of many that go well lists some a second, all failures among them, and says how many it left out', () => {
    vi.useFakeTimers();
    const { requests, json, clock } = requestLog();
    for (let count = 0; count < 500; count++) requests.finished(finished(200));
    for (let count = 0; count < 50; count++) requests.finished(finished(500));
    const listed = json().filter(({ status }) => status === 200).length;
    expect(listed).toBeLessThan(100);
    expect(json().filter(({ status }) => status === 500)).toHaveLength(50);
    vi.runAllTimers();
    expect(json().at(-1)).toMatchObject({ event: 'requests-left-out', well: 500 - listed, troubled: 0 });
    clock.nowMs += 1000;
    requests.finished(finished(200));
    expect(json().at(-1)).toMatchObject({ event: 'request', status: 200 });
    requests.flush();
    expect(json().at(-1)).toMatchObject({ event: 'request' });
  });

  test('does not let a flood of failures fill the disk', () => {
    const { requests, json } = requestLog();
    for (let count = 0; count < 5000; count++) requests.finished(finished(404));
    requests.flush();
    expect(json().length).toBeLessThan(200);
    const { troubled } = json().at(-1);
    expect(json().length - 1 + troubled).toBe(5000);
  });

  test('names a watched request by the pattern that served it, and its answer by the same id as the line', () => {
    const { requests, json } = requestLog();
    const request = { method: 'GET', url: '/api/jobs/secret?name=secret', socket: { bytesWritten: 10 } };
    const headers = new Map<string, string>();
    const response = Object.assign(new EventEmitter(), {
      statusCode: 200,
      headersSent: true,
      setHeader: (name: string, value: string) => headers.set(name, value),
    });
    requests.watch(request as IncomingMessage, response as unknown as ServerResponse, 'other');
    requests.route(request as IncomingMessage, '/api/jobs/:id');
    request.socket.bytesWritten = 110;
    response.emit('close');
    expect(json()).toMatchObject([{ route: '/api/jobs/:id', bytes: 100, request: headers.get('x-request-id') }]);
    expect(JSON.stringify(json())).not.toContain('secret');
  });

  test('says a method that is none of the usual as "other"', () => {
    const { requests, json } = requestLog();
    requests.finished({ ...finished(405), method: 'SECRET' });
    expect(json()[0].method).toBe('other');
  });
});

test('The first refusal of a kind is told at once, more of them once as a number', () => {
  vi.useFakeTimers();
  const { log, json } = recorded('json');
  const refused = createRefusalLog(log);
  for (let count = 0; count < 300; count++) refused('too-many-streams');
  refused('wrong-host');
  expect(json().map(({ reason, count }) => [reason, count])).toEqual([
    ['too-many-streams', 1],
    ['wrong-host', 1],
  ]);
  vi.runAllTimers();
  expect(json().slice(2)).toMatchObject([{ event: 'refused', reason: 'too-many-streams', count: 299 }]);
  refused('wrong-host');
  expect(json().at(-1)).toMatchObject({ reason: 'wrong-host', count: 1 });
});

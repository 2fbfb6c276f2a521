import { createServer } from 'node:net';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createPersistence, isUnreachable } from '@/lib/db/persistently';
import { TrilaneError } from '@/lib/errors';

const withCode = (code: string, message = 'something') => Object.assign(new Error(message), { code });

describe('a database that is away', () => {
  it.each([
    ['refuses connections', withCode('ECONNREFUSED')],
    ['cuts one', withCode('ECONNRESET')],
    ['is shut down by its keeper', withCode('57P01')],
    ['is starting', withCode('57P03')],
    ['has too many clients', withCode('53300')],
    ['has a full disk', withCode('53100')],
    ['died of a file that it could not make', Object.assign(withCode('58P01'), { severity: 'PANIC' })],
    ['did not answer a query in time', new Error('Query read timeout')],
    ['chose this one to break a deadlock', withCode('40P01')],
    ['ended the connection without a word', new Error('Connection terminated unexpectedly')],
    ['took too long to answer', new Error('timeout exceeded when trying to connect')],
    ['is said so by drizzle', new Error('Failed query', { cause: withCode('ECONNREFUSED') })],
  ])('is told from a query that is wrong: it %s', (_, error) => {
    expect(isUnreachable(error)).toBe(true);
  });

  it.each([
    ['a row that is there already', withCode('23505', 'duplicate key')],
    ['a mistake in a query', withCode('42601')],
    ['what drizzle says of a mistake', new Error('Failed query: connection', { cause: withCode('42703') })],
    ['a decision of ours', new TrilaneError('unknown-job', 'There is no connection to it.')],
    ['a mistake in the program', new TypeError('x is undefined')],
    ['no error at all', 'connection'],
  ])('is not taken for %s', (_, thrown) => {
    expect(isUnreachable(thrown)).toBe(false);
  });

  it('is recognised when nobody listens at its port, and when who does is none', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const attempt = () => new pg.Client({ host: '127.0.0.1', port }).connect().catch((error: unknown) => error);
    expect(isUnreachable(await attempt())).toBe(true);
    await new Promise((resolve) => server.close(resolve));
    expect(isUnreachable(await attempt())).toBe(true);
  });
});

describe('persistence', () => {
  it('tries again until the database answers', async () => {
    let tries = 0;
    const answer = await createPersistence(new AbortController().signal)(async () => {
      if (++tries < 3) throw withCode('ECONNREFUSED');
      return 'here';
    });
    expect({ answer, tries }).toEqual({ answer: 'here', tries: 3 });
  });

  it('does not repeat what failed for another reason', async () => {
    let tries = 0;
    const work = createPersistence(new AbortController().signal)(async () => {
      tries++;
      throw withCode('23505');
    });
    await expect(work).rejects.toMatchObject({ code: '23505' });
    expect(tries).toBe(1);
  });

  it('gives up when it is told to, with the last failure', async () => {
    const stop = new AbortController();
    const work = createPersistence(stop.signal)(async () => {
      throw withCode('ECONNREFUSED');
    });
    stop.abort();
    await expect(work).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

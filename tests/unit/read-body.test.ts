import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { codingAskedFor, encoded } from '@/lib/api/content-coding';
import { readBody, readInferBody } from '@/lib/api/read-body';

const sent = (encoding?: string) =>
  new Request('http://localhost/', {
    method: 'POST',
    body: '{"a":1}',
    headers: encoding === undefined ? {} : { 'content-encoding': encoding },
  });

describe('The body of a request', () => {
  test.each(['gzip', 'deflate', 'br', 'zstd', 'X-GZIP', 'identity, br'])(
    'is not read as if it were plain where it says %s',
    async (encoding) => {
      await expect(readBody(sent(encoding), 1000)).rejects.toMatchObject({
        code: 'wrong-media-type',
        status: 415,
        accepted: 'identity',
      });
    },
  );

  test.each([undefined, 'identity', 'Identity', 'identity, IDENTITY', ''])(
    'is read where it is plain: %s',
    async (encoding) => {
      expect(new TextDecoder().decode(await readBody(sent(encoding), 1000))).toBe('{"a":1}');
    },
  );

  test('of an inference may be compressed, and is named where it is not what it says', async () => {
    for (const encoding of ['gzip', 'Deflate', 'gzip, deflate']) {
      await expect(readInferBody(sent(encoding)), encoding).rejects.toMatchObject({ code: 'malformed-binary' });
    }
  });

  test('of an inference that is cut short is named as well', async () => {
    const whole = gzipSync('{"a":1}');
    const request = new Request('http://localhost/', {
      method: 'POST',
      body: new Uint8Array(whole.subarray(0, whole.length - 3)),
      headers: { 'content-encoding': 'gzip' },
    });
    await expect(readInferBody(request)).rejects.toMatchObject({
      code: 'malformed-binary',
      message: expect.stringContaining('cut short'),
    });
  });
});

describe('A compressed answer', () => {
  test.each([
    ['gzip', 'gzip'],
    [' X-Gzip ', 'gzip'],
    ['DEFLATE', 'deflate'],
    ['gzip;q=1.0', 'gzip'],
    ['gzip; q=0.001', 'gzip'],
    ['gzip;q=0', undefined],
    ['gzip;q=0.000', undefined],
    ['gzip, deflate', undefined],
    ['gzip, deflate, br, zstd', undefined],
    ['br', undefined],
    ['*', undefined],
    ['identity', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('is asked for by one coding alone: %s', (header, coding) => {
    expect(codingAskedFor(header)).toBe(coding);
  });

  test('is sent where it is the shorter one', async () => {
    const long = await encoded(new Response('a'.repeat(500)), 'gzip');
    expect(long.headers.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(Buffer.from(await long.arrayBuffer())).toString()).toBe('a'.repeat(500));
    const short = await encoded(new Response('ab', { status: 200, headers: { 'content-type': 'x/y' } }), 'gzip');
    expect(Object.fromEntries(short.headers)).toEqual({ 'content-type': 'x/y', vary: 'accept-encoding' });
    expect(await short.text()).toBe('ab');
  });
});

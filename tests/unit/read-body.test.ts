import { describe, expect, test } from 'vitest';
import { readBody, readInferBody } from '@/lib/api/read-body';

const sent = (encoding?: string) =>
  new Request('http://localhost/', {
    method: 'POST',
    body: '{"a":1}',
    headers: encoding === undefined ? {} : { 'content-encoding': encoding },
  });

describe('The body of a request', () => {
  test.each(['gzip', 'deflate', 'br', 'zstd'])('is not read as if it were plain where it says %s', async (encoding) => {
    await expect(readBody(sent(encoding), 1000)).rejects.toMatchObject({ code: 'wrong-media-type', status: 415 });
  });

  test.each([undefined, 'identity'])('is read where it is plain: %s', async (encoding) => {
    expect(new TextDecoder().decode(await readBody(sent(encoding), 1000))).toBe('{"a":1}');
  });

  test('of an inference may be compressed, and is named where it is not what it says', async () => {
    await expect(readInferBody(sent('gzip'))).rejects.toMatchObject({ code: 'malformed-binary' });
  });
});

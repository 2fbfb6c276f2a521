import { afterEach, expect, test } from 'vitest';
import { createFarDecoder, type FarDecoder, type RawRequest } from '@/lib/engine/server/far-decoder';
import { decodeInferRequest, encodeInferRequest, HEADER_LENGTH } from '@/lib/engine/wire/oip';
import { findModel } from '@/lib/model';
import { createRandom } from '@/lib/workload/random';
import { workerFile } from './oip-models';

const model = findModel('digits');
const open: FarDecoder[] = [];

afterEach(async () => {
  for (const decoder of open.splice(0)) await decoder.close();
});

function decoder(file?: string): FarDecoder {
  const made = createFarDecoder(file);
  open.push(made);
  return made;
}

/** Some 30 rows of images as JSON are half a megabyte. */
function requestOf(rows: number, binary = false): RawRequest {
  const random = createRandom(rows);
  const input = { shape: [rows, 1, 28, 28], data: Float32Array.from({ length: rows * 784 }, random) };
  const { headers, body } = encodeInferRequest(input, model.input, { binary });
  return { headerLength: headers[HEADER_LENGTH], contentType: headers['content-type'], body, model };
}

const here = ({ headerLength, contentType, body }: RawRequest) =>
  decodeInferRequest(headerLength, contentType, body, model);

test('What is quickly read is read at once, and so are raw bytes, however many', () => {
  for (const request of [requestOf(1), requestOf(200, true)]) expect(decoder().decode(request)).toEqual(here(request));
});

test('Much JSON is read elsewhere, and means the same', async () => {
  const far = decoder();
  const requests = [requestOf(40), requestOf(60)];
  const read = requests.map((request) => far.decode(request));
  for (const one of read) expect(one).toBeInstanceOf(Promise);
  expect(await Promise.all(read)).toEqual(requests.map(here));
  // What was sent is still the sender's.
  expect(await far.decode(requests[0] as RawRequest)).toEqual(here(requests[0] as RawRequest));
});

test('What is wrong with it is told in the same words', async () => {
  const request = requestOf(40);
  const text = Buffer.from(request.body).toString();
  for (const bad of [text.slice(0, -2), text.replace('[40,', '[41,'), text.replace('FP32', 'FP16'), `${text}x`]) {
    const spoilt = { ...request, body: Buffer.from(bad) };
    let error: unknown;
    try {
      here(spoilt);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeDefined();
    await expect(decoder().decode(spoilt)).rejects.toEqual(error);
  }
});

test('A thread that ends takes only what it was reading along', async () => {
  const dead = decoder(workerFile('dead'));
  await expect(dead.decode(requestOf(40))).rejects.toMatchObject({ code: 'engine-died' });
  await expect(dead.decode(requestOf(40))).rejects.toMatchObject({ code: 'engine-died' });
  const far = decoder();
  const reading = far.decode(requestOf(40));
  await Promise.all([expect(reading).rejects.toMatchObject({ code: 'engine-died' }), far.close()]);
  expect(await far.decode(requestOf(40))).toEqual(here(requestOf(40)));
});

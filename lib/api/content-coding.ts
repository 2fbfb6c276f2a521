import { promisify } from 'node:util';
import { deflate, gunzip, gzip, inflate, inflateRaw } from 'node:zlib';
import { TrilaneError } from '../errors';

// The content codings of RFC 9110, section 8.4.1.

export type Coding = 'gzip' | 'deflate';

const CODINGS: Readonly<Record<string, Coding>> = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate' };
/** Bodies are compressed once; each further time is work for nothing. */
const MOST_CODINGS = 2;

/** A coding of the request's body that is not taken. The answer names those that are (RFC 9110, section 12.5.3). */
export class UnacceptableCoding extends TrilaneError {
  constructor(
    detail: string,
    /** The value of the header `Accept-Encoding`. */
    readonly accepted: string,
  ) {
    super('wrong-media-type', detail);
  }
}

/**
 * The codings of a body that are to be undone, in the order in which they were applied.
 * @param header `Content-Encoding`: names in any case, in a list; `identity` says nothing
 * @throws UnacceptableCoding
 */
export function codingsOf(header: string | null): readonly Coding[] {
  if (header === null) return [];
  const codings = namesOf(header).map((name) => {
    const coding = CODINGS[name];
    if (coding) return coding;
    throw new UnacceptableCoding(
      `A body may be compressed with gzip or deflate, not ${name.slice(0, 40)}.`,
      'gzip, deflate',
    );
  });
  if (codings.length <= MOST_CODINGS) return codings;
  throw new UnacceptableCoding(
    `A body may be compressed up to ${MOST_CODINGS} times, not ${codings.length}.`,
    'gzip, deflate',
  );
}

/** @throws UnacceptableCoding where a body that is read as it comes says that it is compressed */
export function requireIdentity(header: string | null): void {
  const [name] = namesOf(header ?? '');
  if (name === undefined) return;
  throw new UnacceptableCoding(
    `This body may not be compressed, as with ${name.slice(0, 40)}; send it as it is.`,
    'identity',
  );
}

function namesOf(header: string): string[] {
  const names = header.split(',').map((name) => name.trim().toLowerCase());
  return names.filter((name) => name !== '' && name !== 'identity');
}

const decompressors = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  'raw deflate': promisify(inflateRaw),
} as const;

/**
 * @param limitBytes nothing is unpacked to more
 * @param tooLarge what to throw then
 * @throws TrilaneError `malformed-binary`, and what `tooLarge` makes
 */
export async function decompress(
  bytes: Uint8Array,
  codings: readonly Coding[],
  limitBytes: number,
  tooLarge: () => TrilaneError,
): Promise<Uint8Array> {
  let unpacked = bytes;
  for (const coding of [...codings].reverse()) {
    const format = coding === 'deflate' && !isZlib(unpacked) ? 'raw deflate' : coding;
    try {
      unpacked = await decompressors[format](unpacked, { maxOutputLength: limitBytes });
    } catch (error) {
      if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
      throw new TrilaneError(
        'malformed-binary',
        `The body is not the ${coding} data its header says, or is cut short.`,
      );
    }
  }
  return unpacked;
}

/** `deflate` means the zlib format (RFC 1950); some senders leave its two bytes away. */
function isZlib([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}

const LONE_CODING = /^\s*(gzip|x-gzip|deflate)\s*(?:;\s*q=(?:1(?:\.0{0,3})?|0\.(?=\d{0,2}[1-9])\d{1,3})\s*)?$/i;

/**
 * The coding that a caller asks for. Only who names one alone, as Triton's clients do, asks: browsers and HTTP libraries
 * list what they can read in every request, and to compress a few floats takes longer than to send them.
 * @param header `Accept-Encoding`
 */
export function codingAskedFor(header: string | null | undefined): Coding | undefined {
  if (!header) return undefined;
  const name = LONE_CODING.exec(header)?.[1];
  return name === undefined ? undefined : CODINGS[name.toLowerCase()];
}

const compressors = { gzip: promisify(gzip), deflate: promisify(deflate) } as const;

/** A response in the coding that was asked for, if that makes it shorter. */
export async function encoded(response: Response, coding: Coding): Promise<Response> {
  const plain = new Uint8Array(await response.arrayBuffer());
  const { status, headers } = response;
  const packed = new Uint8Array(await compressors[coding](plain));
  headers.set('vary', 'accept-encoding');
  if (packed.length >= plain.length) return new Response(plain, { status, headers });
  headers.set('content-encoding', coding);
  return new Response(packed, { status, headers });
}

import { TrilaneError } from '../../errors';
import { findJsonTrouble, isDeep, jsonTroubleSentence } from './json-trouble';
import { type Frame, isRecord, splitFrame } from './oip-frame';

/**
 * So much of a body is looked through, characters: to say why it is refused takes ten times as long as to refuse it, and others wait.
 */
const LONGEST_EXPLAINED = 1024 * 1024;
/** What is shorter costs little however deep it is, characters. */
const MAY_BE_DEEP = 64 * 1024;
/** So near to the cut trouble may be of the cut, characters. */
const CUT = 20;
/** A character that neither JSON nor any other text holds. */
const CONTROL = /[^\P{Cc}\s]/u;
/** A text that begins as an object does. */
const OBJECT = /^\s*\{/;
/** One that begins with the byte order mark of UTF-16. */
const UTF_16 = /^(?:\xff\xfe|\xfe\xff)/;
const NAME = 'Inference-Header-Content-Length';

/**
 * The JSON object of a request, and the raw bytes behind it.
 * @throws TrilaneError `malformed-json`, `malformed-binary` (a header length that is missing or wrong), `not-a-number` (NaN and the
 *   infinities, which JSON does not have)
 */
export function readRequestJson(
  headerLength: string | null | undefined,
  body: Uint8Array,
): { readonly message: Readonly<Record<string, unknown>>; readonly binary: Uint8Array } {
  let frame: Frame | undefined;
  let message: unknown;
  try {
    frame = splitFrame(headerLength, body);
    if (frame.json.length > MAY_BE_DEEP && isDeep(frame.json)) throw tooDeep();
    message = JSON.parse(frame.json);
  } catch (error) {
    if (error instanceof TrilaneError && (error.code === 'malformed-binary' || frame)) throw error;
    throw explained(headerLength, body, frame?.json);
  }
  if (!isRecord(message)) throw new TrilaneError('malformed-json', 'The JSON part of the body must be an object.');
  return { message, binary: frame.binary };
}

/** @param json the text of the JSON, if it is UTF-8 at all */
function explained(headerLength: string | null | undefined, body: Uint8Array, json: string | undefined): TrilaneError {
  if (body.length === 0) return new TrilaneError('malformed-json', 'The body is empty; it must be a JSON object.');
  const isTold = headerLength !== null && headerLength !== undefined;
  const told = isTold ? Number(headerLength) : body.length;
  if (json === undefined && endOfJson(body.subarray(0, told))?.isAll) return notUtf8();
  const holdsBytes = json === undefined || CONTROL.test(json.slice(0, LONGEST_EXPLAINED));
  const end = isTold || holdsBytes ? endOfJson(body)?.at : undefined;
  if (end !== undefined && isTold) {
    const detail = `${NAME} is ${told}, but the JSON of this body ends after ${end} bytes.`;
    return new TrilaneError('malformed-binary', detail);
  }
  if (end !== undefined) {
    const detail = `${body.length - end} raw bytes follow the JSON, but the header ${NAME} is missing. It says how long the JSON is: ${end} here.`;
    return new TrilaneError('malformed-binary', detail);
  }
  const start = new TextDecoder('latin1').decode(body.subarray(0, 100));
  if (json === undefined && UTF_16.test(start)) {
    return new TrilaneError('malformed-json', 'The body is UTF-16; JSON is sent as UTF-8.');
  }
  if (json === undefined && !isTold && !OBJECT.test(start)) {
    const detail = `The body is not JSON, and the header ${NAME} is missing. With bytes behind JSON it is the length of the JSON, with a tensor alone 0.`;
    return new TrilaneError('malformed-json', detail);
  }
  return json === undefined ? notUtf8() : syntaxError(json);
}

function syntaxError(json: string): TrilaneError {
  const text = json.slice(0, LONGEST_EXPLAINED);
  const trouble = findJsonTrouble(text);
  const isOfTheCut = text.length < json.length && (trouble?.kind === 'early' || (trouble?.at ?? 0) > text.length - CUT);
  if (trouble === null || isOfTheCut)
    return new TrilaneError('malformed-json', 'The JSON part of the body could not be parsed.');
  const sentence = jsonTroubleSentence(text, trouble);
  if (trouble.kind !== 'number') return new TrilaneError('malformed-json', sentence);
  return new TrilaneError(
    'not-a-number',
    `${sentence} Put a finite number in its place; NaN is not taken as null or as bytes either.`,
  );
}

function tooDeep(): TrilaneError {
  return new TrilaneError(
    'malformed-json',
    'The JSON part of the body has lists in lists deeper than anything here takes.',
  );
}

function notUtf8(): TrilaneError {
  return new TrilaneError('malformed-json', 'The JSON part of the body is not valid UTF-8.');
}

/** Where the JSON object at the start of a body ends, in bytes, and whether nothing follows it; undefined if there is none. */
function endOfJson(body: Uint8Array): { readonly at: number; readonly isAll: boolean } | undefined {
  // One character a byte, whatever the bytes are.
  const text = new TextDecoder('latin1').decode(body.subarray(0, LONGEST_EXPLAINED));
  if (!OBJECT.test(text)) return undefined;
  const trouble = findJsonTrouble(text);
  if (trouble === null) return { at: text.trimEnd().length, isAll: text.length === body.length };
  return trouble.kind === 'more' ? { at: trouble.at, isAll: false } : undefined;
}

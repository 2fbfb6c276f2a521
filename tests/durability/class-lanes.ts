import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { createJobEngine } from '@/lib/engine/job';
import { type ErrorCode, reportOf } from '@/lib/errors';
import { findModel, findVersion } from '@/lib/model';
import type { Tensor } from '@/lib/model/tensor';
import { createRandom } from '@/lib/workload/random';

const TARGET = { modelId: 'digits', versionId: 'fp32' } as const;
const MODEL = findModel(TARGET.modelId);
const ROWS = 5;
const SHAPE = [ROWS, ...MODEL.input.shape.slice(1)];
const VALUES = SHAPE.reduce((product, size) => product * size, 1);
/** From one job of a lane to its next, ms. */
const APART_MS = 300;
const CLOSE_ENOUGH = 1e-5;

/** What came of a job of a batch lane. */
export type LaneEnd = 'right' | 'wrong' | 'hung' | ErrorCode;

export interface ClassLanes {
  /** Each lane has its next job answered first, however often it has to send it. @returns how every job ended, by what came of it */
  finish(): Promise<Readonly<Partial<Record<LaneEnd, number>>>>;
}

/**
 * Batch lanes of a class, each in a browser of its own: job after job, as the Lab sends and follows them, whatever becomes of the server.
 * @param longestMs a job that is not over by then hangs
 */
export function startLanes(
  baseUrl: string,
  { lanes, seed, longestMs }: { readonly lanes: number; readonly seed: number; readonly longestMs: number },
): ClassLanes {
  const ends: Partial<Record<LaneEnd, number>> = {};
  let isFinishing = false;

  async function lane(place: number): Promise<void> {
    const random = createRandom(seed + place);
    for (let isAnswered = false; !isAnswered; ) {
      // Its last job begins after all that happens.
      const isLast = isFinishing;
      const end = await sendOne(
        baseUrl,
        { shape: SHAPE, data: Float32Array.from({ length: VALUES }, random) },
        longestMs,
      );
      ends[end] = (ends[end] ?? 0) + 1;
      isAnswered = isLast && (end === 'right' || end === 'wrong' || end === 'hung');
      await sleep(random() * 2 * APART_MS);
    }
  }
  const all = Promise.all(Array.from({ length: lanes }, (_, place) => lane(place)));
  return {
    async finish() {
      isFinishing = true;
      await all;
      return ends;
    },
  };
}

async function sendOne(baseUrl: string, inputs: Tensor, longestMs: number): Promise<LaneEnd> {
  const engine = createJobEngine({ baseUrl });
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), longestMs);
  const { signal } = late;
  try {
    await engine.load(TARGET, { signal });
    const { outputs } = await engine.infer(inputs, { signal });
    const known = await answersOf(inputs);
    const isRight =
      outputs.data.length === known.length &&
      known.every((value, place) => Math.abs(value - Number(outputs.data[place])) <= CLOSE_ENOUGH);
    return isRight ? 'right' : 'wrong';
  } catch (thrown) {
    return signal.aborted ? 'hung' : reportOf(thrown).code;
  } finally {
    clearTimeout(timer);
    await engine.dispose();
  }
}

let session: Promise<InferenceSession> | undefined;

/** What the model answers when it is called directly. */
async function answersOf({ shape, data }: Tensor): Promise<Float32Array> {
  session ??= InferenceSession.create(join('public', findVersion(TARGET).file));
  const input = new OrtTensor('float32', Float32Array.from(data), [...shape]);
  const outputs = await (await session).run({ [MODEL.input.name]: input });
  return outputs[MODEL.output.name]?.data as Float32Array;
}

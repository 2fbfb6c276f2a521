import { randomBytes } from 'node:crypto';
import { type EventLoopUtilization, performance as measured } from 'node:perf_hooks';
import { TrilaneError } from '../errors';
import { METERED_PROCESSES, type MeterReport } from '../wire/meter-schema';
import { type CpuByProcess, cpuSharesOf, type Work } from './cpu-shares';
import { type CpuReading, createIdleWatch } from './idle-watch';
import type { WorkLedger } from './work-ledger';

export interface MeterRegistry {
  /**
   * Where too many are open, one that was not used for long goes, and its lane is told so when it asks.
   * @param address whose it is
   * @returns its id, to be sent with the requests that are its own
   */
  start(address?: string): Promise<string>;
  /** @throws TrilaneError `unknown-job` when there is no such meter, or it has expired */
  stop(id: string): Promise<MeterReport>;
  /** Whether any is open. */
  isMeasuring(): boolean;
  /** How many are open. */
  open(): { readonly used: number; readonly most: number };
  close(): void;
}

export interface MeterSources {
  readonly ledger: WorkLedger;
  /** What the processes have spent so far. */
  readCpu(): Promise<CpuReading>;
  /** A snapshot of every inference thread, by its id. */
  utilisation(): ReadonlyMap<number, EventLoopUtilization>;
  /** Whether the server can tell what goes over its connections. */
  seesBytes(): boolean;
}

const SAMPLE_INTERVAL_MS = 100;
const EXPIRES_AFTER_MS = 15 * 60_000;
/** A meter for which nothing was done for so long belongs to nobody any more. A batch lane may gather for two minutes, should nothing arrive in one. */
const UNUSED_AFTER_MS = 3 * 60_000;
const MOST_OPEN = 512;
/** A Lab has one for each of two lanes: enough for a class behind one address. */
const MOST_OF_ADDRESS = 384;
/** How long a stretch without work is that tells what the processes spend anyway, ms. */
const STRETCH_MS = 10_000;

interface OpenMeter {
  readonly address: string;
  /** Whether anything was done for it. */
  isUsed: boolean;
  readonly startMs: number;
  readonly cpu: CpuReading;
  readonly work: Work;
  readonly loop: EventLoopUtilization;
  readonly workers: ReadonlyMap<number, EventLoopUtilization>;
  peakRssBytes: number;
  /** What the ledger said when something was last done for it, and when that was. */
  use: number;
  usedAtMs: number;
}

export function createMeterRegistry(sources: MeterSources, stretchMs = STRETCH_MS): MeterRegistry {
  const { ledger, readCpu, utilisation } = sources;
  const open = new Map<string, OpenMeter>();
  const idle = createIdleWatch();
  let sampling: NodeJS.Timeout | undefined;

  const watching = setInterval(async () => {
    const workBefore = ledger.touched();
    const reading = await readCpu();
    // What came while it was read belongs to both sides, and so to none.
    idle.note(reading, performance.now(), workBefore === ledger.touched() ? workBefore : Number.NaN);
  }, stretchMs).unref();

  const sample = () => {
    const rssBytes = process.memoryUsage.rss();
    const nowMs = performance.now();
    for (const [id, meter] of open) {
      meter.peakRssBytes = Math.max(meter.peakRssBytes, rssBytes);
      const use = ledger.useOf(id);
      if (use !== meter.use) Object.assign(meter, { use, usedAtMs: nowMs, isUsed: true });
      if (nowMs - meter.startMs > EXPIRES_AFTER_MS || nowMs - meter.usedAtMs > UNUSED_AFTER_MS) forget(id);
    }
    stopSamplingWhenIdle();
  };
  const forget = (id: string) => {
    open.delete(id);
    return ledger.close(id);
  };
  /** Of an address, or of all: the one that was not used for longest goes, those that never were first. */
  const makeRoomFor = (address: string) => {
    const ofAddress = [...open].filter(([, meter]) => meter.address === address);
    const crowded = ofAddress.length >= MOST_OF_ADDRESS ? ofAddress : open.size >= MOST_OPEN ? [...open] : [];
    const rank = ({ isUsed, usedAtMs }: OpenMeter) => (isUsed ? usedAtMs : usedAtMs - UNUSED_AFTER_MS);
    const [id] = crowded.reduce<[string, OpenMeter] | []>((worst, one) => {
      return worst[1] === undefined || rank(one[1]) < rank(worst[1]) ? one : worst;
    }, []);
    if (id !== undefined) forget(id);
  };
  const stopSamplingWhenIdle = () => {
    if (open.size > 0) return;
    clearInterval(sampling);
    sampling = undefined;
  };

  return {
    async start(address = '') {
      const cpu = await readCpu();
      makeRoomFor(address);
      // Short, for it goes with every request.
      const id = randomBytes(9).toString('base64url');
      ledger.open(id);
      const startMs = performance.now();
      open.set(id, {
        address,
        isUsed: false,
        startMs,
        use: ledger.useOf(id),
        usedAtMs: startMs,
        cpu,
        work: ledger.total(),
        loop: measured.eventLoopUtilization(),
        workers: utilisation(),
        peakRssBytes: process.memoryUsage.rss(),
      });
      sampling ??= setInterval(sample, SAMPLE_INTERVAL_MS).unref();
      return id;
    },
    async stop(id) {
      const meter = open.get(id);
      if (!meter) throw new TrilaneError('unknown-job', 'There is no such meter, or it was left open too long.');
      sample();
      const wallSeconds = (performance.now() - meter.startMs) / 1000;
      const eventLoopUtilisation = measured.eventLoopUtilization(meter.loop).utilization;
      const workerUtilisation = [...utilisation()].flatMap(([thread, now]) => {
        const then = meter.workers.get(thread);
        return then ? [measured.eventLoopUtilization(now, then).utilization] : [];
      });
      const all = difference(ledger.total(), meter.work);
      const own = forget(id);
      stopSamplingWhenIdle();
      const shares = cpuSharesOf({
        cpuSeconds: spentBetween(meter.cpu, await readCpu()),
        idlePerSecond: idle.perSecond(),
        seconds: wallSeconds,
        mine: own ?? NO_WORK,
        all,
      });
      return {
        ...shares,
        wallSeconds,
        peakRssBytes: meter.peakRssBytes,
        eventLoopUtilisation,
        workerUtilisation,
        bytes: own && sources.seesBytes() ? { received: own.receivedBytes, sent: own.sentBytes } : null,
      };
    },
    isMeasuring: () => open.size > 0,
    open: () => ({ used: open.size, most: MOST_OPEN }),
    close() {
      clearInterval(watching);
      for (const id of [...open.keys()]) forget(id);
      stopSamplingWhenIdle();
    },
  };
}

const NO_WORK: Work = { requests: 0, computeSeconds: 0, jobCpuSeconds: 0, steps: 0 };

function difference(now: Work, then: Work): Work {
  return {
    requests: now.requests - then.requests,
    computeSeconds: now.computeSeconds - then.computeSeconds,
    jobCpuSeconds: now.jobCpuSeconds - then.jobCpuSeconds,
    steps: now.steps - then.steps,
  };
}

/** CPU time since the start of the meter: all of a process that began meanwhile, nothing of one that ended. */
function spentBetween(before: CpuReading, after: CpuReading): CpuByProcess {
  return Object.fromEntries(
    METERED_PROCESSES.flatMap((name) => {
      const [then, now] = [before[name], after[name]];
      if (!now) return [];
      const spent = now.cpuSeconds - (then?.processId === now.processId ? then.cpuSeconds : 0);
      return [[name, Math.max(0, spent)]];
    }),
  );
}

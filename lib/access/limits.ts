import type { PaceLimit } from './pace';
import type { Share } from './slots';

/**
 * What a client may use at once and in a while. A class of sixty sits behind one address: what an address may have is enough for it, and
 * leaves room for others.
 */
const MIB = 1024 * 1024;
/** What people are told. */
const MB = 1_000_000;

export const SLOT_SHARES = {
  /** Files that are being received or read. */
  uploads: { perVisitor: 2, perAddress: 12, inAll: 16 },
  /** Answers that go on: events, and runs of the generator. A Lab has one for each batch lane, a page one to watch. */
  streams: { perVisitor: 24, perAddress: 400, inAll: 600 },
  /** Bytes of bodies that are held in memory until they are whole. */
  bodies: { perVisitor: 272 * MIB, perAddress: 288 * MIB, inAll: 512 * MIB },
} as const satisfies Record<string, Share>;

export const PACES = {
  /** Making, changing and deleting. */
  changes: { perVisitor: { burst: 40, perMinute: 60 }, perAddress: { burst: 400, perMinute: 800 } },
  /** Jobs of the Lab, meters, cold starts, load runs: a sweep or a search for the capacity sends dozens. */
  measuring: { perVisitor: { burst: 300, perMinute: 600 }, perAddress: { burst: 6000, perMinute: 12_000 } },
  /** Data sets and jobs: a token costs nothing, so that what a visitor may have holds nobody back who takes another token for each. */
  making: { perVisitor: { burst: 60, perMinute: 6 }, perAddress: { burst: 1200, perMinute: 20 } },
  /** Rows of jobs of the Lab: those of a class of sixty that press Run with ten thousand each, several times. */
  labRows: {
    perVisitor: { burst: 1_000_000, perMinute: 500_000 },
    perAddress: { burst: 4_000_000, perMinute: 2_000_000 },
  },
  /** Bytes of these: half of what all may have, and as much again in a day. */
  makingBytes: {
    perVisitor: { burst: 10 * 1024 * MIB, perMinute: 7 * MIB },
    perAddress: { burst: 10 * 1024 * MIB, perMinute: 7 * MIB },
  },
  /** Guesses of the operator's key. */
  keys: { perVisitor: { burst: 10, perMinute: 6 }, perAddress: { burst: 10, perMinute: 6 } },
} as const satisfies Record<string, PaceLimit>;

/** Bodies up to here are not counted: the connections bound them. */
export const SMALL_BODY_BYTES = 64 * 1024;

/**
 * Of others. Programs of this machine have room of their own: the load generator opens as many as a lane is late with, and a lane shows what its
 * server refuses, not what stands before it.
 */
export const CONNECTIONS = { perAddress: 600, inAll: 1000, ofThisMachine: 4000 } as const;
export type ConnectionLimits = Readonly<Record<keyof typeof CONNECTIONS, number>>;

/** What is larger needs the operator's key on a server that others use, too. */
export const VISITOR_SIZES = { uploadBytes: 32 * MB, rows: 1_000_000 } as const;

/** What a visitor may have on such a server. */
export const VISITOR_HAS = { dataSets: 20, openJobs: 4, bytes: 500 * MB } as const;

/** What all may have together; `TRILANE_DISK_BYTES` sets other bytes. */
export const ALL_HAVE = { dataSets: 5000, openJobs: 500, schedules: 500, bytes: 20_000 * MB } as const;

/** The disk is not filled beyond this. */
export const LEAST_FREE_BYTES = 500 * MB;

import { type Sampler, samplerOf } from '../random/sampler';
import { mix, type Streams } from '../random/streams';
import type { ClientClass } from '../scenario/clients-schema';
import type { Clients } from '../scenario/scenario';
import { createSpells, type SpellsOf } from './spells';

const UNIT = 2.3283064365386963e-10;
const MS_PER_BYTE_AT_ONE_MBPS = 8 / 1000;

/** Who asks, with which device, over which network. */
export interface ClientWorld {
  readonly count: number;
  readonly classes: readonly ClientClass[];
  /** Whether messages take no time at all. */
  readonly isDirect: boolean;
  /** Whether a message may be lost: else nobody asks for its luck. */
  readonly isLossy: boolean;
  classOf(client: number): number;
  /** @param bits 0 .. 2^32 - 1 */
  pick(bits: number): number;
  /** Round trip for an exchange of this client, ms. */
  roundTripMs(client: number, bits: number): number;
  /**
   * When a message that is sent at a moment is there, ms.
   *
   * @param halfMs half of the round trip
   * @param luck of this message, 0 .. 2^32 - 1: how often it is lost
   */
  upAt(client: number, atMs: number, halfMs: number, luck: number): number;
  downAt(client: number, atMs: number, halfMs: number, luck: number): number;
  /** When a download of so many bytes that is begun at a moment is there, ms. */
  downloadedAt(client: number, atMs: number, bytes: number, luck: number): number;
  /** Whether the client has no network at a moment. */
  isOffline(client: number, atMs: number): boolean;
}

interface Link {
  readonly roundTrip: Sampler | null;
  readonly upMs: number;
  readonly downMs: number;
  readonly msPerByteDown: number;
  readonly lossShare: number;
  readonly resendAfterMs: number;
  readonly outages: SpellsOf | null;
  readonly offline: SpellsOf | null;
}

/** @param clients `undefined` = one that is everywhere at once */
export function createClientWorld(clients: Clients | undefined, streams: Streams): ClientWorld {
  const { count, classes, requestBytes, answerBytes } = clients ?? NOBODY;
  const weight = classes.reduce((sum, { share }) => sum + share, 0);
  // Devices stand in order of their classes; each class ends before this number.
  const ends = new Int32Array(classes.length);
  let shares = 0;
  classes.forEach(({ share }, index) => {
    shares += share;
    ends[index] = index === classes.length - 1 ? count : Math.round((shares / weight) * count);
  });
  const outageSeed = streams('outages')();
  const offlineSeed = streams('offline')();
  const links = classes.map(
    ({ network, offline }, index): Link => ({
      roundTrip: network ? samplerOf(network.roundTripMs) : null,
      upMs: network?.upMbps ? (requestBytes * MS_PER_BYTE_AT_ONE_MBPS) / network.upMbps : 0,
      downMs: network?.downMbps ? (answerBytes * MS_PER_BYTE_AT_ONE_MBPS) / network.downMbps : 0,
      msPerByteDown: network?.downMbps ? MS_PER_BYTE_AT_ONE_MBPS / network.downMbps : 0,
      lossShare: network?.lossShare ?? 0,
      resendAfterMs: network?.resendAfterMs ?? 0,
      outages: network?.outages ? createSpells(network.outages, mix(outageSeed, index)) : null,
      offline: offline ? createSpells(offline, mix(offlineSeed, index)) : null,
    }),
  );
  const classOf = (client: number) => {
    let index = 0;
    while (client >= (ends[index] as number)) index++;
    return index;
  };
  const linkOf = (client: number) => links[classOf(client)] as Link;
  /** A spell of the device may end in one of its network, and the other way round. */
  const connectedAt = ({ outages, offline }: Link, client: number, atMs: number): number => {
    if (!offline) return outages ? outages.overAt(0, atMs) : atMs;
    if (!outages) return offline.overAt(client, atMs);
    let now = atMs;
    for (let before = Number.NaN; before !== now; ) {
      before = now;
      now = outages.overAt(0, offline.overAt(client, now));
    }
    return now;
  };
  const sentAt = (link: Link, client: number, atMs: number, takesMs: number, luck: number): number => {
    let at = connectedAt(link, client, atMs);
    if (link.lossShare > 0) {
      let sent = 0;
      for (let again = link.resendAfterMs; mix(luck, sent++) * UNIT < link.lossShare; again *= 2) {
        at += again;
        if (at > atMs + MOST_RESENDING_MS) break;
      }
    }
    return at + takesMs;
  };
  return {
    count,
    classes,
    isDirect: classes.every(({ network, offline }) => !network && !offline),
    isLossy: links.some(({ lossShare }) => lossShare > 0),
    classOf,
    pick: (bits) => Math.floor(bits * UNIT * count),
    roundTripMs(client, bits) {
      const { roundTrip } = linkOf(client);
      return roundTrip ? roundTrip(bits) : 0;
    },
    upAt(client, atMs, halfMs, luck) {
      const link = linkOf(client);
      return sentAt(link, client, atMs, halfMs + link.upMs, luck);
    },
    downAt(client, atMs, halfMs, luck) {
      const link = linkOf(client);
      return sentAt(link, client, atMs, halfMs + link.downMs, luck);
    },
    downloadedAt(client, atMs, bytes, luck) {
      const link = linkOf(client);
      return sentAt(link, client, atMs, bytes * link.msPerByteDown, luck);
    },
    isOffline(client, atMs) {
      const link = linkOf(client);
      return connectedAt(link, client, atMs) > atMs;
    },
  };
}

/** A message that was lost again and again gets through after so long, ms. */
const MOST_RESENDING_MS = 600_000;

const NOBODY: Clients = {
  count: 1,
  requestBytes: 0,
  answerBytes: 0,
  classes: [{ name: 'anyone', share: 1, slowdown: 1, network: null, offline: null, battery: null, heat: null }],
};

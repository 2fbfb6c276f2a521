/** The two models a thermostat may hold. Bytes and times are assumed, and of the order such models have. */
export const THERMOSTAT_MODELS = {
  /** Looks at the temperature now: on below, off above. */
  small: { sizeBytes: 20_000, decisionMs: 0.5 },
  /** Knows the house too: how fast it warms, how long a radiator stays warm, and when people get up. */
  large: { sizeBytes: 2_000_000, decisionMs: 20 },
} as const;
export type ThermostatModel = keyof typeof THERMOSTAT_MODELS;

/** Asking a far server instead, each time. Assumed: a round trip over the internet, and a small request with its headers. */
export const SERVER = { roundTripMs: 80, requestBytes: 700 } as const;

export const DAY_MINUTES = 1440;
/** When the network is gone, if it goes. */
export const OUTAGE = { fromMinute: 10 * 60, toMinute: 14 * 60 } as const;

export interface ThermostatSetting {
  readonly model: ThermostatModel;
  readonly networkGone: boolean;
}

/** A room through a day, a value a minute. */
export interface RoomDay {
  readonly roomC: Float64Array;
  /** What was decided: 1 heat, 0 do not. */
  readonly heating: Uint8Array;
  /** Minutes in which something was decided anew. */
  readonly decisions: number;
}

/** What the people want at a minute of the day: warm from six to ten at night. */
export const wantedC = (minute: number) => (minute >= 6 * 60 && minute < 22 * 60 ? 20 : 17);

/** A cold day: coldest at five, warmest at five in the afternoon. */
const outsideC = (minute: number) => 4 - 4 * Math.cos((2 * Math.PI * (minute - 5 * 60)) / DAY_MINUTES);

/** Newton's law of cooling with a heater: the house loses 1/360 of the difference a minute; full heat would hold 30 degrees of it. */
const COOLING_MINUTES = 360;
const FULL_HEAT_C = 30;
/** A radiator warms and cools with this time constant. */
const RADIATOR_MINUTES = 12;
/** What no model is told: a window open at half past seven, and the sun from nine to three. In degrees a minute. */
function surpriseC(minute: number): number {
  if (minute >= 450 && minute < 462) return -0.08;
  return minute > 540 && minute < 900 ? 0.02 * Math.sin((Math.PI * (minute - 540)) / 360) : 0;
}
const HYSTERESIS_C = 0.3;
const LOOK_AHEAD_MINUTES = 90;

interface Room {
  readonly minute: number;
  readonly roomC: number;
  /** How warm the radiator is, 0..1. */
  readonly radiator: number;
  readonly heating: boolean;
}

/** Stays as it is within a band around what is wanted. */
function decideSmall({ minute, roomC, heating }: Room): boolean {
  if (roomC < wantedC(minute) - HYSTERESIS_C) return true;
  return roomC > wantedC(minute) + HYSTERESIS_C ? false : heating;
}

/** Counts the warmth still in the radiator, and starts early enough for what will be wanted. */
function decideLarge({ minute, roomC, radiator }: Room): boolean {
  const lossPerMinute = (roomC - outsideC(minute)) / COOLING_MINUTES;
  const warmingPerMinute = FULL_HEAT_C / COOLING_MINUTES - lossPerMinute;
  const storedC = (radiator * RADIATOR_MINUTES * FULL_HEAT_C) / COOLING_MINUTES;
  const soonC = roomC + storedC - RADIATOR_MINUTES * lossPerMinute;
  for (let ahead = 0; ahead <= LOOK_AHEAD_MINUTES; ahead++) {
    const usable = Math.max(0, ahead - RADIATOR_MINUTES);
    if (soonC < wantedC(minute + ahead) - usable * warmingPerMinute) return true;
  }
  return false;
}

/**
 * One day of a room, decided every minute. The same model at home or on a far server; what asks the server goes on with
 * the last answer it had while the network is gone.
 */
export function roomDay({ model, networkGone }: ThermostatSetting, decidedAt: 'home' | 'server'): RoomDay {
  const decide = model === 'small' ? decideSmall : decideLarge;
  const roomC = new Float64Array(DAY_MINUTES);
  const heating = new Uint8Array(DAY_MINUTES);
  let decisions = 0;
  let room: Room = { minute: 0, roomC: 17.2, radiator: 0.3, heating: false };
  for (let minute = 0; minute < DAY_MINUTES; minute++) {
    const asked = decidedAt === 'home' || !networkGone || minute < OUTAGE.fromMinute || minute >= OUTAGE.toMinute;
    const heat = asked ? decide(room) : room.heating;
    if (asked) decisions++;
    roomC[minute] = room.roomC;
    heating[minute] = Number(heat);
    const radiator = room.radiator + (Number(heat) - room.radiator) / RADIATOR_MINUTES;
    const changeC = (outsideC(minute) - room.roomC + FULL_HEAT_C * radiator) / COOLING_MINUTES + surpriseC(minute);
    room = { minute: minute + 1, roomC: room.roomC + changeC, radiator, heating: heat };
  }
  return { roomC, heating, decisions };
}

/** How far the room was from what people wanted while they were up, from six to ten at night: mean distance, in degrees. */
export function meanOffC({ roomC }: RoomDay): number {
  const up = Array.from(roomC.keys()).filter((minute) => minute >= 6 * 60 && minute < 22 * 60);
  return up.reduce((sum, minute) => sum + Math.abs((roomC[minute] ?? 0) - wantedC(minute)), 0) / up.length;
}

export interface ThermostatCosts {
  readonly homeMs: number;
  readonly serverMs: number;
  /** Fetched once, then nothing. */
  readonly homeBytesOnce: number;
  /** Sent each day. */
  readonly serverBytesPerDay: number;
}

/** What a decision costs at home and at the far server, the model's own time there left out. */
export function thermostatCosts(model: ThermostatModel): ThermostatCosts {
  const { sizeBytes, decisionMs } = THERMOSTAT_MODELS[model];
  return {
    homeMs: decisionMs,
    serverMs: SERVER.roundTripMs,
    homeBytesOnce: sizeBytes,
    serverBytesPerDay: DAY_MINUTES * SERVER.requestBytes,
  };
}

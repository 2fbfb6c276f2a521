import type { ClientClass, Spells } from '../scenario/clients-schema';

export const FLEET_IDS = ['school-phones', 'new-phones', 'office-laptops', 'mix'] as const;
export type FleetId = (typeof FLEET_IDS)[number];

/** What sets a class of devices apart; its network is that of all clients. */
export type Device = Omit<ClientClass, 'network'>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** 5 % of a charge of 15 Wh, once a day. */
const PHONE_BATTERY = {
  joules: 2700,
  chargedEveryMs: DAY_MS,
  joulesPerBusySecond: 2,
  saverBelow: 0.2,
  saverSlowdown: 2,
} as const;
const PHONE_HEAT = { busyMost: 0.3, overMs: MINUTE_MS, slowdown: 2 } as const;
/** A quarter of a minute without signal in half an hour. */
const SPOTTY = { everyMs: HOUR_MS / 2, lastsMs: MINUTE_MS / 4 } as const;

export const SIGNAL_IDS = ['always', 'now-and-then', 'mostly-offline'] as const;
export type SignalId = (typeof SIGNAL_IDS)[number];

/** Whether a device is connected, whatever its class. Assumed: two minutes in half an hour without a signal, as on a train; or fifty of sixty, as in the field. */
export const SIGNALS: Readonly<Record<SignalId, Spells | null>> = {
  always: null,
  'now-and-then': { everyMs: 28 * MINUTE_MS, lastsMs: 2 * MINUTE_MS },
  'mostly-offline': { everyMs: 10 * MINUTE_MS, lastsMs: 50 * MINUTE_MS },
};

const steady = { offline: null, battery: null, heat: null } as const;
const phone = { battery: PHONE_BATTERY, heat: PHONE_HEAT } as const;
const cheapPhone = { name: 'cheap phone', slowdown: 8, ...phone, offline: SPOTTY } as const;
const olderPhone = { name: 'older phone', slowdown: 5, ...phone, offline: SPOTTY } as const;
const newPhone = { name: 'new phone', slowdown: 1.5, ...phone, offline: null } as const;
const laptop = { name: 'laptop', slowdown: 1, ...steady } as const;

/**
 * Who the devices are: classes with shares. All of it is assumed: how many times as long the model takes as on the machine of the profile, what a battery
 * spares for it, when a device gets hot.
 */
export const FLEETS: Readonly<Record<FleetId, readonly Device[]>> = {
  'school-phones': [
    { ...cheapPhone, share: 60 },
    { ...olderPhone, share: 30 },
    { ...newPhone, share: 10 },
  ],
  'new-phones': [{ ...newPhone, share: 1 }],
  'office-laptops': [{ ...laptop, share: 1 }],
  mix: [
    { ...cheapPhone, share: 25 },
    { ...olderPhone, share: 25 },
    { ...newPhone, share: 30 },
    { ...laptop, share: 20 },
  ],
};

/** Clients of a set-up without a fleet. */
export const ANY_DEVICE: readonly Device[] = [{ ...laptop, name: 'anyone', share: 1 }];

import { afterEach, describe, expect, it } from 'vitest';
import { applyChange, type LiveEvent } from '@/lib/live/change';
import { createLiveHub, type LiveHub } from '@/lib/live/live-hub';

/** Nothing of batch: a room, the people in it, and what one of them says. */
interface Room {
  readonly name: string;
  readonly people: readonly { readonly id: string; readonly hand: boolean }[];
  readonly detail: { readonly says: string } | null;
}

const EMPTY: Room = { name: 'Red', people: [], detail: null };
const hubs: LiveHub<Room>[] = [];
afterEach(() => {
  for (const hub of hubs.splice(0)) hub.close();
});

/** A hub over a room that the test holds; topics are people. */
function roomHub() {
  let room = EMPTY;
  const said = new Map<string, string>();
  const forgotten: string[] = [];
  const hub = createLiveHub<Room>(
    {
      first: EMPTY,
      async look({ topics }) {
        const details = [...topics.keys()].map((id) => [id, { says: said.get(id) ?? '' }] as const);
        return { state: room, details: new Map(details) };
      },
      isTopic: (id) => room.people.some((one) => one.id === id),
      restMs: () => 60_000,
      forget: (id) => forgotten.push(id),
    },
    1,
  );
  hubs.push(hub);
  return {
    hub,
    said,
    forgotten,
    set(next: Partial<Room>) {
      room = { ...room, ...next };
      hub.nudge();
    },
  };
}

/** The first events for one reader; it leaves after so many. */
async function first(hub: LiveHub<Room>, count: number, topic: string | null = null, onEvent = (_: number) => {}) {
  const left = new AbortController();
  const told: LiveEvent<Room>[] = [];
  for await (const event of hub.events({ topic, signal: left.signal })) {
    told.push(event);
    onEvent(told.length);
    if (told.length === count) left.abort();
  }
  return told;
}

describe('a hub of another thing than batch', () => {
  it('tells a reader the whole, and then what changed of each part', async () => {
    const { hub, set } = roomHub();
    const [whole, change] = await first(hub, 2, null, (told) => {
      if (told === 1) set({ name: 'Blue', people: [{ id: 'ada', hand: false }] });
    });
    expect(whole).toMatchObject({ type: 'snapshot', data: EMPTY });
    expect(change).toMatchObject({
      type: 'change',
      data: { name: 'Blue', people: { put: [{ id: 'ada', hand: false }], gone: [] } },
    });
    expect(change?.type === 'change' && applyChange(EMPTY, change.data)).toEqual({
      name: 'Blue',
      people: [{ id: 'ada', hand: false }],
      detail: null,
    });
  });

  it('tells the detail of a topic to those who asked for it, and forgets it when the last of them leaves', async () => {
    const { hub, set, said, forgotten } = roomHub();
    set({ people: [{ id: 'ada', hand: true }] });
    said.set('ada', 'It is the queue.');
    expect((await hub.state('ada')).detail).toEqual({ says: 'It is the queue.' });
    expect(forgotten).toEqual(['ada']);
    expect((await hub.state('nobody')).detail).toBeNull();
    expect((await hub.state(null)).detail).toBeNull();
  });

  it('ends all streams when it is closed', async () => {
    const { hub } = roomHub();
    const told = first(hub, 2, null, () => hub.close());
    await expect(told).resolves.toHaveLength(1);
    await expect(hub.state(null)).rejects.toMatchObject({ code: 'not-ready' });
  });
});

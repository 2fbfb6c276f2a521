import { type ErrorReport, reportOf } from '../../errors';
import type { DeckCard } from '../../lesson/cards/deck';
import { answerCard } from '../../lesson/cards/scheduler';
import {
  type CardGrade,
  type CardRecords,
  type CardSettings,
  NO_RECORDS,
  type StoredCard,
  untouched,
} from '../../lesson/cards/stored';
import { type CardChange, type CardKeeper, memoryKeeper, withChange } from './keeper';

export interface CardsView {
  readonly ready: boolean;
  readonly records: CardRecords;
  /** Why the device keeps nothing, once it has said so: then the page does until it is closed. */
  readonly unkept: ErrorReport | null;
  /** A change that could not be made since another tab was faster. */
  readonly overtaken: boolean;
  /** Steps of this session that can be taken back. */
  readonly undoable: number;
}

/** What tells other tabs that something changed: a `BroadcastChannel`, or nothing. */
export interface Neighbours {
  tell(): void;
  listen(listener: () => void): () => void;
}

/** The cards of this device and what the learner does with them: shown at once, then kept. */
export interface CardStore {
  get(): CardsView;
  subscribe(listener: () => void): () => void;
  /** Reads what is kept, and follows other tabs. @returns stops it */
  open(): () => void;
  answer(card: DeckCard, grade: CardGrade, nowMs: number): void;
  setSuspended(card: DeckCard, suspended: boolean, nowMs: number): void;
  /** Takes the last step of this session back, schedule and review. @returns the card it was about */
  undo(): string | null;
  saveSettings(settings: CardSettings): void;
  /** Many changes at once, as of an import or a reset; they cannot be taken back. */
  replace(make: (records: CardRecords) => CardRecords): Promise<void>;
  /** Resolves when everything so far is kept. */
  settled(): Promise<void>;
}

const NOTHING_YET: CardsView = { ready: false, records: NO_RECORDS, unkept: null, overtaken: false, undoable: 0 };

export function createCardStore(device: CardKeeper, neighbours: Neighbours): CardStore {
  let keeper = device;
  let view = NOTHING_YET;
  let steps: readonly CardChange[] = [];
  let tail = Promise.resolve();
  /** Changes that are shown and not kept yet: until then, what is read is older than what is shown. */
  let pending = 0;
  /** Whether what is shown may not be what is kept. */
  let stale = false;
  const listeners = new Set<() => void>();

  const update = (change: Partial<CardsView>) => {
    view = { ...view, ...change, undoable: steps.length };
    for (const listener of listeners) listener();
  };

  /** One after the other, in the order they were asked for; where the device refuses, the page keeps `otherwise`. */
  const inTurn = (work: () => Promise<void>, otherwise = () => view.records) => {
    pending++;
    tail = tail.then(async () => {
      try {
        await work();
        if (pending === 1 && stale) await read();
      } catch (thrown) {
        const records = otherwise();
        keeper = memoryKeeper(records);
        update({ ready: true, records, unkept: reportOf(thrown, 'storage-failed') });
      }
      pending--;
    });
    return tail;
  };

  const read = async () => {
    const records = await keeper.read();
    // Something was done meanwhile: it is read after that.
    stale = pending > 1;
    if (!stale) update({ ready: true, records });
  };

  const make = (change: CardChange) => {
    update({ records: withChange(view.records, change), overtaken: false });
    void inTurn(async () => {
      if (await keeper.change(change)) return neighbours.tell();
      steps = steps.filter(({ id }) => id !== change.id);
      stale = true;
      update({ overtaken: true });
    });
  };

  const step = (change: CardChange) => {
    steps = [...steps, change];
    make(change);
  };

  return {
    get: () => view,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open() {
      void inTurn(read);
      return neighbours.listen(() => void inTurn(read));
    },
    answer(card, grade, nowMs) {
      const before = view.records.cards.get(card.id);
      const { card: after, review } = answerCard(before ?? untouched(card.id), grade, nowMs, view.records.settings);
      step({ id: card.id, before, after, addReview: review });
    },
    setSuspended(card, suspended, nowMs) {
      const before = view.records.cards.get(card.id);
      const after: StoredCard = {
        ...(before ?? untouched(card.id)),
        suspended,
        suspendedAt: new Date(nowMs).toISOString(),
      };
      step({ id: card.id, before, after });
    },
    undo() {
      const last = steps.at(-1);
      if (!last) return null;
      steps = steps.slice(0, -1);
      make({
        id: last.id,
        before: last.after,
        after: last.before,
        ...(last.addReview && { dropReview: last.addReview }),
      });
      return last.id;
    },
    saveSettings(settings) {
      update({ records: { ...view.records, settings } });
      void inTurn(async () => {
        await keeper.saveSettings(settings);
        neighbours.tell();
      });
    },
    replace: (change) =>
      inTurn(
        async () => {
          await keeper.replace(change);
          steps = [];
          stale = true;
          update({ overtaken: false });
          neighbours.tell();
        },
        () => change(view.records),
      ),
    settled: () => tail,
  };
}

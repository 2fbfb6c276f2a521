'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { type ErrorReport, reportOf } from '@/lib/errors';
import { type Attempt, type AttemptEvent, advance, newAttempt } from '@/lib/exercises/attempt';
import type { Ask } from '@/lib/exercises/exercise';
import { newId } from '@/lib/exercises/new-id';
import { keepAttempt, readKept } from '@/lib/learner/exercises/kept';

export interface AttemptControl {
  /** `null` until what was begun has been looked for. */
  readonly attempt: Attempt | null;
  /** Why the device keeps nothing of it. */
  readonly unkept: ErrorReport | null;
  /** Begun before this page was opened. */
  readonly resumed: boolean;
  send(event: AttemptEvent): void;
  /** A new go; the one before stays in the history. */
  again(): void;
}

interface Place {
  readonly seed: number | null;
  readonly set: string | null;
}

/** The learner's latest go at an exercise, or a first one. Every step is kept at once. */
export function useAttempt(ask: Ask, { seed, set }: Place): AttemptControl {
  const [attempt, setAttempt] = useState<Attempt | null>(null);
  const [resumed, setResumed] = useState(false);
  const [unkept, setUnkept] = useState<ErrorReport | null>(null);
  const latest = useRef<Attempt | null>(null);

  const show = useCallback((next: Attempt) => {
    latest.current = next;
    setAttempt(next);
  }, []);
  const fresh = useCallback(
    () => newAttempt({ exerciseId: ask.id, seed, set }, newId(), new Date().toISOString()),
    [ask.id, seed, set],
  );

  useEffect(() => {
    let isGone = false;
    const find = async () => {
      const { all } = await readKept('attempts');
      const mine = all.filter((one) => one.exerciseId === ask.id && one.seed === seed && one.set === set);
      return mine.sort((a, b) => b.startedAt.localeCompare(a.startedAt))[0];
    };
    find()
      .catch((thrown: unknown) => {
        if (!isGone) setUnkept(reportOf(thrown, 'storage-failed'));
        return undefined;
      })
      .then((begun) => {
        if (isGone) return;
        setResumed(begun?.commitment != null);
        show(begun ?? fresh());
      });
    return () => {
      isGone = true;
    };
  }, [ask, seed, set, fresh, show]);

  const send = useCallback(
    (event: AttemptEvent) => {
      const before = latest.current;
      if (!before) return;
      const after = advance(before, event, ask);
      if (after === before) return;
      show(after);
      keepAttempt(after).then(
        (kept) => {
          // Another tab was faster: what it did counts.
          if (kept !== after && latest.current?.id === kept.id) show(kept);
        },
        (thrown: unknown) => setUnkept(reportOf(thrown, 'storage-failed')),
      );
    },
    [ask, show],
  );
  const again = useCallback(() => {
    setResumed(false);
    show(fresh());
  }, [fresh, show]);

  return { attempt, unkept, resumed, send, again };
}

import { useEffect, useState } from 'react';

/**
 * A value for each of `count` users, a new one reaching them one a task: drawing many charts anew at once would hold the
 * page up. At first there is one user, and the others follow.
 */
export function useInTurn<Value>(value: Value, count: number): readonly Value[] {
  const [shown, setShown] = useState<readonly Value[]>([value]);
  const next = shown.findIndex((each) => each !== value);
  const isLast = next < 0 && shown.length >= count;
  useEffect(() => {
    if (isLast) return;
    const handle = setTimeout(
      () => setShown((before) => (next < 0 ? [...before, value] : before.with(next, value))),
      0,
    );
    return () => clearTimeout(handle);
  }, [isLast, next, value]);
  return shown;
}

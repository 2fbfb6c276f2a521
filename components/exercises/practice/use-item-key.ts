'use client';

import { useCallback, useEffect, useState } from 'react';
import type { TestItem } from '@/lib/exercises/content';
import { fetchItemKey } from '@/lib/learner/exercises/item-key';

export interface ItemKey {
  readonly item: TestItem | null;
  readonly failed: boolean;
  retry(): void;
}

/**
 * The key of an item, fetched once it may be seen.
 * @param id `null` as long as it may not
 * @param onCame called with every key that comes
 */
export function useItemKey(id: string | null, onCame?: (item: TestItem) => void): ItemKey {
  const [item, setItem] = useState<TestItem | null>(null);
  const [failedId, setFailedId] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (id === null) return;
    let isGone = false;
    setFailedId(null);
    fetchItemKey(id).then(
      (key) => {
        if (isGone) return;
        setItem(key);
        onCame?.(key);
      },
      () => isGone || setFailedId(id),
    );
    return () => {
      isGone = true;
    };
  }, [id, onCame, tries]);
  const retry = useCallback(() => setTries((before) => before + 1), []);
  // A key that came for the question before is not this one's.
  return { item: item?.id === id ? item : null, failed: id !== null && failedId === id, retry };
}

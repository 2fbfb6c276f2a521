import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { LaneKey } from '@/lib/measure/lane-record';

/**
 * A lane's name: that of its mode, and its own id where that is another, so that two lanes of one mode are told apart:
 * "Online", "Online (b)". Messages: `modes`, `charts`.
 */
export function useLaneName(): (lane: LaneKey) => string {
  const modes = useTranslations('modes');
  const t = useTranslations('charts');
  return useCallback(
    ({ id, modeId }) => {
      const mode = modes(`${modeId}.name`);
      return id === modeId ? mode : t('laneOfMode', { mode, id });
    },
    [modes, t],
  );
}

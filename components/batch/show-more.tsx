'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/kit/button';
import { Problem } from './problem';
import type { OlderEntries } from './use-older';

/** A button for those that are not shown yet; nothing where all are. */
export function ShowMore({ older }: { older: Pick<OlderEntries<unknown>, 'missing' | 'action' | 'show'> }) {
  const t = useTranslations('batch');
  const { missing, action, show } = older;
  return (
    <>
      <Problem error={action.error} onClose={action.dismiss} />
      {missing > 0 && (
        <div>
          <Button disabled={action.busy} onClick={show}>
            {t('more', { count: missing })}
          </Button>
        </div>
      )}
    </>
  );
}

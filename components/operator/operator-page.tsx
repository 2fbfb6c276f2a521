'use client';

import { useTranslations } from 'next-intl';
import { Problem } from '@/components/batch/problem';
import { useAction } from '@/components/batch/use-action';
import { Button } from '@/components/kit/button';
import { requests } from '@/lib/batch-page/requests';
import { KeyForm } from './key-form';
import { Refusals } from './refusals';
import { Switches } from './switches';
import { UsageTable } from './usage-table';
import { useOperatorView } from './use-operator-view';
import { VisitorTable } from './visitor-table';

/** Who uses what of this server, and what visitors may do. */
export function OperatorPage() {
  const t = useTranslations('operator');
  const { visitor, view, error, refresh } = useOperatorView();
  const action = useAction();
  const leave = () => action.run(() => requests.closeOperatorSession().then(refresh));
  return (
    <div className="grid one-column gap-9 pad-above-5">
      {visitor === null ? (
        <p role="status" className="soft">
          {error ? '' : t('wait')}
        </p>
      ) : visitor.operator ? (
        <div className="row wrap gap-3">
          <p role="status">{t(visitor.shared ? 'signedIn' : 'alone')}</p>
          {visitor.shared && (
            <Button disabled={action.busy} onClick={leave}>
              {t('leave')}
            </Button>
          )}
        </div>
      ) : (
        <KeyForm onOpen={refresh} />
      )}
      <Problem error={error ?? action.error} />
      {view && (
        <>
          <Switches settings={view.settings} onSet={refresh} />
          <VisitorTable visitors={view.visitors} own={visitor?.owner ?? null} onDelete={refresh} />
          <UsageTable view={view} />
          <Refusals refused={view.refused} />
        </>
      )}
    </div>
  );
}

'use client';

import { PasswordInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Problem } from '@/components/batch/problem';
import { useAction } from '@/components/batch/use-action';
import { Button } from '@/components/kit/button';
import { requests } from '@/lib/batch-page/requests';

/** Makes this browser the operator's, with the key. */
export function KeyForm({ onOpen }: { onOpen(): Promise<void> }) {
  const t = useTranslations('operator.key');
  const action = useAction();
  const [key, setKey] = useState('');
  return (
    <form
      className="grid one-column gap-4 measure"
      onSubmit={(event) => {
        event.preventDefault();
        action.run(() => requests.openOperatorSession(key).then(onOpen));
      }}
    >
      <p>{t('why')}</p>
      <PasswordInput
        label={t('label')}
        description={t('where')}
        value={key}
        autoComplete="current-password"
        required
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <Button look="go" type="submit" className="self-start" disabled={action.busy || key.trim() === ''}>
        {t('open')}
      </Button>
      <Problem error={action.error} onClose={action.dismiss} />
    </form>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { Confirm } from '@/components/runs/confirm';
import { MantineRoot } from '@/components/shell/mantine-root';

interface ResetConfirmProps {
  readonly title: string;
  readonly body: string;
  onYes(): void;
  onNo(): void;
}

/** Asks before what was learnt is forgotten. */
export function ResetConfirm(props: ResetConfirmProps) {
  const t = useTranslations('cards.reset');
  return (
    <MantineRoot>
      <Confirm opened yes={t('yes')} no={t('no')} {...props} />
    </MantineRoot>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { Confirm } from '@/components/runs/confirm';
import { MantineRoot } from '@/components/shell/mantine-root';

interface DeleteConfirmProps {
  readonly title: string;
  readonly body: string;
  onYes(): void;
  onNo(): void;
}

/** Asks before records are deleted. */
export function DeleteConfirm(props: DeleteConfirmProps) {
  const t = useTranslations('progress.delete');
  return (
    <MantineRoot>
      <Confirm opened yes={t('yes')} no={t('no')} {...props} />
    </MantineRoot>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SentencePart } from '@/components/kit/sentence-part';

interface PartProps {
  readonly what: 'rows' | 'model' | 'when' | 'how';
  readonly value: string;
  readonly disabled: boolean;
  readonly children: ReactNode;
}

/** A part of the sentence that says what will be done. */
export function Part({ what, value, ...rest }: PartProps) {
  const t = useTranslations('batch.start');
  return (
    <SentencePart
      name={t('change', { value, what: t(`what.${what}`) })}
      value={value}
      title={t(`titles.${what}`)}
      close={t('done')}
      {...rest}
    />
  );
}

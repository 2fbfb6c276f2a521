'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SentencePart } from '@/components/kit/sentence-part';

interface PartProps {
  /** Which part of the sentence, for its name. */
  readonly what:
    | 'model'
    | 'samples'
    | 'arrivals'
    | 'batch'
    | 'online'
    | 'edge'
    | 'order'
    | 'limit'
    | 'sweep'
    | 'sweepLane';
  readonly value: string;
  readonly title: string;
  readonly disabled: boolean;
  readonly off?: boolean;
  readonly before?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the Lab's sentence. */
export function Part({ what, value, ...rest }: PartProps) {
  const t = useTranslations('sentence');
  return (
    <SentencePart name={t('change', { value, what: t(`what.${what}`) })} value={value} close={t('close')} {...rest} />
  );
}

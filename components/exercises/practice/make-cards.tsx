import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/kit/button';
import { buttonLook } from '@/components/kit/button-look';
import { Notice } from '@/components/kit/notice';
import { IntentLink } from '@/components/shell/intent-link';
import { type ErrorReport, reportOf } from '@/lib/errors';
import type { CardsMade } from '@/lib/learner/exercises/missed-cards';

type Step =
  | { readonly at: 'idle' | 'making' }
  | { readonly at: 'made'; readonly made: CardsMade }
  | { readonly at: 'failed'; readonly error: ErrorReport };

/** Turns missed questions into flash cards and says how many of them are new. */
export function MakeCards({ items }: { readonly items: readonly string[] }) {
  const t = useTranslations('practice.results');
  const [step, setStep] = useState<Step>({ at: 'idle' });
  const make = async () => {
    if (step.at === 'making') return;
    setStep({ at: 'making' });
    try {
      const { makeCards } = await import('@/lib/learner/exercises/missed-cards');
      setStep({ at: 'made', made: await makeCards(items) });
    } catch (thrown) {
      setStep({ at: 'failed', error: reportOf(thrown, 'storage-failed') });
    }
  };
  return (
    <div className="row wrap gap-y-3 gap-x-4 no-print">
      {step.at !== 'made' && (
        <Button aria-disabled={step.at === 'making'} onClick={make}>
          {t('makeCards', { count: items.length })}
        </Button>
      )}
      <p role="status">
        {step.at === 'making' && t('making')}
        {step.at === 'made' && t('made', { added: step.made.added })}{' '}
        {step.at === 'made' && step.made.known > 0 && t('known', { known: step.made.known })}
      </p>
      {step.at === 'made' && (
        <IntentLink href="/learn/cards" className={buttonLook()} ref={focusOn}>
          {t('toCards')}
        </IntentLink>
      )}
      {step.at === 'failed' && (
        <Notice>
          <p>{t('failed')}</p>
          <p className="soft small">{step.error.detail}</p>
        </Notice>
      )}
    </div>
  );
}

/** The button that had the focus is gone. */
const focusOn = (link: HTMLAnchorElement | null) => link?.focus();

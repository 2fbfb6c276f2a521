'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/kit/button';
import type { RunSetup } from '@/lib/experiment/setup';
import { SETUP_FIELDS } from '@/lib/experiment/setup-fields';
import { mendedSearch, SETUP_LINK, searchWithSaved } from '@/lib/experiment/setup-url';
import type { RunState } from '@/lib/lab/run-state';
import { sealed } from '@/lib/wire/link/seal';

interface RunBarProps {
  readonly setup: RunSetup;
  readonly state: RunState;
  readonly busy: boolean;
  onRun(): void;
  onCancel(): void;
  onReset(): void;
  /** Further buttons, such as those for files. */
  readonly children: ReactNode;
}

/** Run or cancel, copy the link, reset, and what else can be done with a run. */
export function RunBar({ setup, state, busy, onRun, onCancel, onReset, children }: RunBarProps) {
  const t = useTranslations('lab.run');
  return (
    <div className="row wrap gap-y-2 gap-x-3 above-1 below-2" data-run-bar>
      {busy ? (
        <Button look="go" className="wide-on-phones" onClick={onCancel}>
          {t('cancel')}
        </Button>
      ) : (
        <Button look="go" className="wide-on-phones" onClick={onRun}>
          {state.phase === 'idle' ? t('start', { lanes: setup.lanes.length }) : t('again')}
        </Button>
      )}
      <CopyLink setup={setup} />
      <Button onClick={onReset} disabled={busy}>
        {t('reset')}
      </Button>
      {children}
    </div>
  );
}

function CopyLink({ setup }: { readonly setup: RunSetup }) {
  const t = useTranslations('lab.run');
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'failed'>('none');
  const copy = async () => {
    try {
      // Missing over plain HTTP.
      await navigator.clipboard.writeText(linkOf(setup));
      setOutcome('copied');
    } catch {
      setOutcome('failed');
    }
  };
  return (
    <>
      <Button onClick={copy} onBlur={() => setOutcome('none')}>
        {t('copyLink')}
      </Button>
      {/* Said beside the button and not by it: a name that changes under the focus would be read out as well. */}
      <span role="status" className="soft small">
        {outcome === 'copied' && t('linkCopied')}
        {outcome === 'failed' && t('linkFailed')}
      </span>
    </>
  );
}

/** What may go without saying on this device only. */
const UNSAID = ['perSecond', 'count'] as const;

/** The address of the set-up: with what would go without saying on this device only, and without the run that is kept here. */
function linkOf(setup: RunSetup): string {
  const link = new URL(window.location.href);
  // As it was understood, and not as it came in: what is sealed is taken at its word.
  link.search = mendedSearch(link);
  const unsaid = UNSAID.filter((id) => setup[id] !== SETUP_FIELDS[id].default);
  for (const id of unsaid) link.searchParams.set(SETUP_FIELDS[id].key, String(setup[id]));
  link.search = sealed(searchWithSaved(link.search, null).replace(/^\?/, ''), SETUP_LINK);
  link.hash = '';
  return link.href.replaceAll('%2C', ',');
}

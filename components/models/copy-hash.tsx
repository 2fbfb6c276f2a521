'use client';

import { useEffect, useState } from 'react';
import { Button } from '@/components/kit/button';

interface CopyHashWords {
  readonly name: string;
  readonly copy: string;
  readonly copied: string;
  readonly label: string;
}

/** The first digits of a hash, and a button for all of them. */
export function CopyHash({ sha256, words }: { sha256: string; words: CopyHashWords }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <span className="row gap-1 soft tiny">
      {words.name}{' '}
      <code title={sha256}>
        {sha256.slice(0, 8)}…{sha256.slice(-4)}
      </code>
      <Button
        look="plain"
        className="push target-wide tiny"
        aria-label={words.label}
        onClick={() => copyText(sha256).then(setCopied)}
      >
        {copied ? words.copied : words.copy}
      </Button>
      <span className="visually-hidden" role="status">
        {copied && words.copied}
      </span>
    </span>
  );
}

/** Says whether it worked. Over plain HTTP there is no clipboard API; the old way still works there. */
async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  return done;
}

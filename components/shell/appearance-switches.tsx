'use client';

import { Button } from '@/components/kit/button';
import { chooseProfile, chooseScheme, SCHEMES } from './appearance';
import styles from './header.module.css';
import { useProfile, useScheme } from './use-appearance';

/** Words come as properties so that the shell ships no message catalogue. */
export interface AppearanceWords {
  readonly scheme: string;
  readonly auto: string;
  readonly light: string;
  readonly dark: string;
  readonly projector: string;
  readonly projectorHint: string;
}

export function AppearanceSwitches({ words }: { words: AppearanceWords }) {
  const scheme = useScheme();
  const profile = useProfile();
  return (
    <>
      <label className={`${styles.scheme} row relative`}>
        <span className="visually-hidden">{words.scheme}</span>
        <select
          value={scheme}
          onChange={(event) => chooseScheme(SCHEMES.find((known) => known === event.target.value) ?? 'auto')}
        >
          {SCHEMES.map((known) => (
            <option className="ink bg-card" key={known} value={known}>
              {words[known]}
            </option>
          ))}
        </select>
        <svg viewBox="0 0 10 6" aria-hidden="true">
          <path d="M1 1l4 4 4-4" />
        </svg>
      </label>
      <Button
        look="bare"
        className={`${styles.tool} pad-x-3 target target-wide inherit rounded`}
        aria-pressed={profile === 'projector'}
        title={words.projectorHint}
        onClick={() => chooseProfile(profile === 'projector' ? 'standard' : 'projector')}
      >
        {words.projector}
      </Button>
    </>
  );
}

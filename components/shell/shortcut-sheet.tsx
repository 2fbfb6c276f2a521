'use client';

import { useRef, useState } from 'react';
import { Button } from '@/components/kit/button';
import styles from './shortcut-sheet.module.css';
import { enableShortcuts, shortcutsEnabled, useShortcut } from './shortcuts';

export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly { readonly keys: readonly string[]; readonly does: string }[];
}

export interface ShortcutWords {
  readonly open: string;
  readonly title: string;
  readonly close: string;
  readonly enabled: string;
  readonly or: string;
}

/** The `?` button and the list it opens. */
export function ShortcutSheet({
  words,
  groups,
  buttonClass,
}: {
  words: ShortcutWords;
  groups: readonly ShortcutGroup[];
  buttonClass: string;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [enabled, setEnabled] = useState(true);
  const open = () => {
    setEnabled(shortcutsEnabled());
    dialog.current?.showModal();
  };
  useShortcut('?', open);
  return (
    <>
      <Button look="bare" className={buttonClass} aria-haspopup="dialog" aria-label={words.open} onClick={open}>
        ?
      </Button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the browser closes a dialog at Escape */}
      <dialog
        ref={dialog}
        className={`${styles.sheet} p-0 bordered-control rounded-card bg-card ink`}
        aria-labelledby="shortcuts-title"
        // A click on the dialog itself, and not on something in it, is a click on the backdrop.
        onClick={(event) => event.target === event.currentTarget && dialog.current?.close()}
      >
        <div className={`${styles.inside} grid gap-5`}>
          <h2 id="shortcuts-title" className="large">
            {words.title}
          </h2>
          <div className={styles.groups}>
            {groups.map((group) => (
              <section key={group.title} className="pad-below-4">
                <h3 className="below-1 soft tiny semibold">{group.title}</h3>
                <dl>
                  {group.shortcuts.map(({ keys, does }) => (
                    <div key={does} className="row between gap-4 pad-y-2 line-below">
                      <dt>{does}</dt>
                      <dd className="rigid">
                        {keys.map((key, index) => (
                          <span key={key}>
                            {index > 0 && <span className={`${styles.or} soft tiny`}>{words.or}</span>}
                            <kbd>{key}</kbd>
                          </span>
                        ))}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
          <div className={`${styles.foot} row wrap pad-y-3 bg-card line-above between gap-y-3 gap-x-6`}>
            <label className="row gap-2 target small">
              <input
                type="checkbox"
                checked={enabled}
                onChange={(event) => {
                  enableShortcuts(event.target.checked);
                  setEnabled(event.target.checked);
                }}
              />
              {words.enabled}
            </label>
            <Button onClick={() => dialog.current?.close()}>{words.close}</Button>
          </div>
        </div>
      </dialog>
    </>
  );
}

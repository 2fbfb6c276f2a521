import { useEffect, useEffectEvent } from 'react';

const KEY = 'trilane.shortcuts';

/** Single keys can get in the way of speech input, so they can be turned off (WCAG 2.1.4). */
export function shortcutsEnabled(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

export function enableShortcuts(enabled: boolean): void {
  try {
    localStorage.setItem(KEY, enabled ? 'on' : 'off');
  } catch {
    // Forbidden or full: they stay on.
  }
}

/**
 * Calls `handler` when `key` (as in `KeyboardEvent.key`, letters in lower case) is pressed alone, outside of fields
 * and open dialogs, unless the reader turned single keys off.
 */
export function useShortcut(key: string, handler: (event: KeyboardEvent) => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== key || event.defaultPrevented || event.repeat) return;
    if (event.ctrlKey || event.metaKey || event.altKey || isBusyElsewhere(event.target) || !shortcutsEnabled()) return;
    event.preventDefault();
    handler(event);
  });
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Pop-overs that are closed wait in the page as dialogs, too. */
export function isDialogOpen(): boolean {
  return document.querySelector('dialog[open], [role="dialog"]:not([popover]), [popover]:popover-open') !== null;
}

function isBusyElsewhere(target: EventTarget | null): boolean {
  if (isDialogOpen()) return true;
  return target instanceof Element && target.closest('input, select, textarea, [contenteditable="true"]') !== null;
}

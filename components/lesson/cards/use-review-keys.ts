import { type RefObject, useEffect, useEffectEvent } from 'react';
import { isDialogOpen, shortcutsEnabled } from '@/components/shell/shortcuts';
import { type CardGrade, GRADES } from '@/lib/lesson/cards/stored';

interface ReviewKeys {
  /** Where Space is ours; elsewhere it goes on scrolling. */
  readonly region: RefObject<HTMLElement | null>;
  readonly shown: boolean;
  show(): void;
  grade(grade: CardGrade): void;
  undo(): void;
}

/** Space turns and grades good, 1 to 4 grade, U takes back: outside of fields and open dialogs. */
export function useReviewKeys({ region, shown, show, grade, undo }: ReviewKeys): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (isDialogOpen()) return;
    if (target.closest('input, select, textarea, [contenteditable="true"], [role="slider"]')) return;
    const act = actionOf(event.key, target);
    if (!act) return;
    event.preventDefault();
    act();
  });

  const actionOf = (key: string, target: Element): (() => void) | null => {
    if (key === ' ') {
      // A button under the focus is what Space presses.
      if (target.closest('a, button, summary')) return null;
      if (target !== document.body && !region.current?.contains(target)) return null;
      return shown ? () => grade('good') : show;
    }
    if (!shortcutsEnabled()) return null;
    if (key.toLowerCase() === 'u') return undo;
    const chosen = /^[1-4]$/.test(key) ? GRADES[Number(key) - 1] : undefined;
    return chosen && shown ? () => grade(chosen) : null;
  };

  useEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

import { useTranslations } from 'next-intl';
import styles from './key-hints.module.css';

const HINTS = [
  { keys: ['K'], id: 'toggle' },
  { keys: ['J', 'L', '←', '→'], id: 'sentence' },
  { keys: ['↑', '↓'], id: 'speed' },
  { keys: ['↑', '↓'], named: 'enter', id: 'list' },
] as const;

/** The keys of the player, to unfold. Messages: `player`. */
export function KeyHints() {
  const t = useTranslations('player.keys');
  return (
    <details className={`${styles.keys} above-1 soft small no-print`}>
      <summary className="fit">{t('title')}</summary>
      <p>{t('intro')}</p>
      <dl className="grid gap-1 above-2 below-2">
        {HINTS.map(({ keys, id, ...hint }) => (
          <div key={id}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
              {'named' in hint && <kbd>{t(hint.named)}</kbd>}
            </dt>
            <dd>{t(id)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

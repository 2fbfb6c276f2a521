import { useTranslations } from 'next-intl';
import { Button } from '@/components/kit/button';
import { Notice } from '@/components/kit/notice';
import type { PlayerState } from '@/lib/learner/playback/player';
import type { VoiceKind } from '@/lib/lesson/audio/remembered';
import styles from './options.module.css';

interface Props {
  readonly state: PlayerState;
  /** Who was asked to speak. */
  readonly wanted: VoiceKind;
  readonly onRetry: () => void;
}

/** What keeps the chapter from being heard as asked, and what one can do. Messages: `player`. */
export function Problem({ state: { status, able, voice }, wanted, onRetry }: Props) {
  const t = useTranslations('player.problem');
  if (status === 'failed')
    return (
      <Notice className="above-3">
        <p>{t(voice === 'device' ? 'failedDevice' : 'failed')}</p>
        <Button onClick={onRetry}>{t('retry')}</Button>
      </Notice>
    );
  if (able === null) return null;
  const note =
    voice === null ? 'nobody' : !able.includes('recording') ? 'noOpus' : wanted !== voice ? 'noDevice' : null;
  return (
    <p role="status" className={note ? `${styles.note} measure above-3 soft small` : 'visually-hidden'}>
      {note && t(note)}
    </p>
  );
}

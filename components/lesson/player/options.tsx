import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { download } from '@/components/charts/chart-export';
import { useFigures } from '@/components/charts/format';
import { Button } from '@/components/kit/button';
import { buttonLook } from '@/components/kit/button-look';
import type { ChapterAudio } from '@/lib/lesson/audio/chapter-audio';
import { VOICE_KINDS, type VoiceKind } from '@/lib/lesson/audio/remembered';
import { transcriptText } from '@/lib/lesson/audio/transcript-text';
import styles from './options.module.css';

interface Props {
  readonly chapter: ChapterAudio;
  readonly voice: VoiceKind;
  readonly following: boolean;
  /** Of the recording. */
  readonly href: string;
  readonly onVoice: (voice: VoiceKind) => void;
  readonly onFollow: () => void;
}

/** Who speaks, whether the page scrolls along, and the chapter as files. Messages: `player`, `charts`. */
export function Options({ chapter, voice, following, href, onVoice, onFollow }: Props) {
  const t = useTranslations('player.options');
  const figures = useFigures();
  const name = useId();
  const { title } = chapter;
  const size = figures.bytes(chapter.sizeBytes);
  const saveText = () =>
    download(new Blob([transcriptText(chapter)], { type: 'text/plain;charset=utf-8' }), `${chapter.chapter}.txt`);
  return (
    <div className={`${styles.options} row wrap gap-y-2 gap-x-3 above-3`}>
      <fieldset className={`${styles.voice} flex wrap`}>
        <legend className="visually-hidden">{t('voice')}</legend>
        {VOICE_KINDS.map((kind) => (
          <label key={kind}>
            <input type="radio" name={name} value={kind} checked={voice === kind} onChange={() => onVoice(kind)} />
            {t(kind)}
          </label>
        ))}
      </fieldset>
      <Button aria-pressed={following} onClick={onFollow}>
        {t('follow')}
      </Button>
      <span className={`${styles.files} inline-flex wrap push gap-2`}>
        <a
          className={buttonLook()}
          href={href}
          download={`${chapter.chapter}.webm`}
          aria-label={t('audioLabel', { title, size })}
        >
          {t('audio', { size })}
        </a>
        <Button aria-label={t('textLabel', { title })} onClick={saveText}>
          {t('text')}
        </Button>
      </span>
    </div>
  );
}

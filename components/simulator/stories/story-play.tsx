'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/kit/button';
import { buttonLook } from '@/components/kit/button-look';
import { Choices } from '@/components/kit/choices';
import { Notice } from '@/components/kit/notice';
import { IntentLink } from '@/components/shell/intent-link';
import { useShortcut } from '@/components/shell/shortcuts';
import { PlayBar } from '../play-bar';
import { useInTurn } from '../use-in-turn';
import { StoryEvidence } from './story-evidence';
import type { StoryFace } from './story-face';
import { StoryVerdict } from './story-verdict';
import { type StoryControl, useStory } from './use-story';

interface StoryPlayProps {
  readonly face: StoryFace;
  readonly next: { readonly href: string; readonly title: string };
}

/** The question of a story; once an answer is locked in, its scenes, and what came of them. */
export function StoryPlay({ face, next }: StoryPlayProps) {
  const t = useTranslations('simulator.story');
  const control = useStory(face);
  const { chosen, isLocked, state, played, key, choose, lock, cancel, chooseAgain } = control;
  // What is large has a task of its own, after the verdict.
  const evidence = useInTurn(played, 1);
  const form = useRef<HTMLFormElement>(null);
  const outcome = useRef<HTMLDivElement>(null);
  const wasLocked = useRef(false);
  useEffect(() => {
    // The button that was pressed is gone: focus goes on from where it was, and stays where it is when the page opens.
    if (isLocked !== wasLocked.current) (isLocked ? outcome : form).current?.focus();
    wasLocked.current = isLocked;
  }, [isLocked]);
  useShortcut('escape', cancel);
  return (
    <div data-story={face.id} data-phase={isLocked ? state.phase : 'open'}>
      <form
        ref={form}
        tabIndex={-1}
        className="grid gap-4 above-5 measure"
        onSubmit={(event) => {
          event.preventDefault();
          lock();
        }}
      >
        {isLocked ? (
          <Locked face={face} chosen={chosen} />
        ) : (
          <Choices
            label={<span className="lead">{face.question}</span>}
            value={chosen ?? ''}
            choices={face.options}
            onChoose={choose}
          />
        )}
        {!isLocked && (
          <div className="row wrap gap-y-2 gap-x-4">
            <Button look="go" type="submit" disabled={chosen === null}>
              {t('lock')}
            </Button>
            <p className="soft small" role="status">
              {t(chosen === null ? 'missing' : 'note')}
            </p>
          </div>
        )}
      </form>
      {isLocked && (
        <div ref={outcome} tabIndex={-1}>
          <Bar face={face} control={control} />
          {key.failure && (
            <Notice className="below-4">
              <p>{t('failed')}</p>
              <p className="soft small">{key.failure.detail}</p>
              <Button onClick={key.retry}>{t('retry')}</Button>
            </Notice>
          )}
          {played && key.key && chosen !== null && (
            <StoryVerdict face={face} storyKey={key.key} chosen={chosen} played={played} />
          )}
          {(played || state.phase === 'cancelled') && (
            <nav className="flex wrap gap-3 above-5 no-print" aria-label={t('ways')}>
              <IntentLink href={next.href} className={buttonLook(played ? 'go' : 'quiet')}>
                {t('next', { title: next.title })}
              </IntentLink>
              <Button onClick={chooseAgain}>{t('again')}</Button>
              <IntentLink href="/simulator#stories" className={buttonLook()}>
                {t('all')}
              </IntentLink>
            </nav>
          )}
          {played && evidence === played && <StoryEvidence face={face} played={played} />}
        </div>
      )}
    </div>
  );
}

/** The question, and what was chosen: it stands, so nothing of it is a control. */
function Locked({ face, chosen }: { readonly face: StoryFace; readonly chosen: string | null }) {
  const t = useTranslations('simulator.story');
  return (
    <div>
      <p className="lead bold">{face.question}</p>
      <ul className="above-2 pad-start-4">
        {face.options.map(({ id, name }) => (
          <li key={id} data-chosen={id === chosen || undefined}>
            {id === chosen ? <b>{t('yours', { chosen: name })}</b> : <span className="soft">{name}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Bar({ face, control }: { readonly face: StoryFace; readonly control: StoryControl }) {
  const t = useTranslations('simulator.story.play');
  const { state, share, cancel, playAgain } = control;
  const count = face.scenes.length;
  const requests = face.scenes[0]?.scenario.requests ?? 0;
  const said =
    state.phase === 'over'
      ? t('over', { requests, count })
      : t(state.phase === 'cancelled' ? 'cancelled' : 'playing', { count });
  return (
    <PlayBar
      label={t('label')}
      state={state}
      share={share}
      isRough={false}
      said={said}
      cancel={cancel}
      again={playAgain}
    />
  );
}

'use client';

import { Component, type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { Button } from '@/components/kit/button';
import { useCrashWords } from './crash-words';

export type LazyPart<Props> = ComponentType<Props> & {
  /** Fetches the code before it is shown. */
  preload(): void;
};

/**
 * A part of a page whose code is fetched when it is first shown. Where the code does not come (the network is gone), the
 * part says so in words, with a way to try again, and the rest of the page goes on.
 *
 * @param load imports the part
 * @param Waiting stands in its place until it is there; as high as the part, so that nothing moves
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Waiting: ComponentType = Nothing,
): LazyPart<Props> {
  let loaded: ComponentType<Props> | null = null;
  function Part(props: Props) {
    const [state, setState] = useState<'waiting' | 'there' | 'failed'>(loaded ? 'there' : 'waiting');
    useEffect(() => {
      if (state !== 'waiting') return;
      let isGone = false;
      const set = (next: 'there' | 'failed') => isGone || setState(next);
      load().then(
        (part) => {
          loaded = part;
          set('there');
        },
        () => set('failed'),
      );
      return () => {
        isGone = true;
      };
    }, [state]);
    const Loaded = loaded;
    if (state === 'failed') return <PartFailed onAgain={() => setState('waiting')} />;
    return Loaded ? <Loaded {...props} /> : <Waiting />;
  }
  const preload = () => {
    // It is asked for again when it is shown, and says then what went wrong.
    load().then(
      (part) => {
        loaded = part;
      },
      () => {},
    );
  };
  return Object.assign(Part, { preload });
}

/** Says that a part of the page could not be fetched, and offers to try again. */
function PartFailed({ onAgain }: { onAgain: () => void }) {
  const words = useCrashWords();
  if (!words) return null;
  return (
    <div
      className="grid justify-start gap-1 above-4 below-4 pad-y-4 pad-x-5 small bordered-control rounded-card"
      role="alert"
    >
      <p className="bolder">{words.part.title}</p>
      <p>{words.part.body}</p>
      <Button className="above-1" onClick={onAgain}>
        {words.part.again}
      </Button>
    </div>
  );
}

/**
 * The same words for parts that `next/dynamic` draws on the server already. What it could not fetch once it never asks for
 * again, so trying again loads the page anew.
 */
export class PartBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (this.state.failed) return <PartFailed onAgain={() => window.location.reload()} />;
    return this.props.children;
  }
}

function Nothing() {
  return null;
}

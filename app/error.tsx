'use client';

import { Button } from '@/components/kit/button';
import { useCrashWords } from '@/components/shell/crash-words';
import { MessagePage } from '@/components/shell/message-page';

/** Shown in place of a page that failed; the shell around it stays. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const words = useCrashWords();
  if (!words) return null;
  return (
    <MessagePage title={words.title} body={words.body}>
      <Button look="go" onClick={reset}>
        {words.again}
      </Button>
      {/* A full load, because what broke may still be in memory. */}
      <a href="/">{words.home}</a>
      {error.digest && (
        <small>
          {words.reference} <code>{error.digest}</code>
        </small>
      )}
    </MessagePage>
  );
}

import { NextIntlClientProvider, useMessages } from 'next-intl';
import type { ReactNode } from 'react';
import type { Namespace } from '@/lib/i18n/messages';
import type { MessageTree } from '@/lib/i18n/pseudo';
import { withInstead } from '@/lib/i18n/with-instead';

interface ClientMessagesProps {
  readonly namespaces: readonly Namespace[];
  /** Messages that take the place of those of the same name, by namespace. */
  readonly instead?: MessageTree;
  readonly children: ReactNode;
}

/** Sends client components below it the messages of these namespaces, and no others. */
export function ClientMessages({ namespaces, instead = {}, children }: ClientMessagesProps) {
  const messages: MessageTree = useMessages();
  const picked = Object.fromEntries(namespaces.map((namespace) => [namespace, messages[namespace] ?? {}]));
  return <NextIntlClientProvider messages={withInstead(picked, instead)}>{children}</NextIntlClientProvider>;
}

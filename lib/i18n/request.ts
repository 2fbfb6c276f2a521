import { getRequestConfig } from 'next-intl/server';
import { LOCALE } from './locale';
import { MESSAGES } from './messages';
import { pseudoMessages } from './pseudo';

/** Reads no header and no cookie, so every page stays static. */
export default getRequestConfig(() => ({
  locale: LOCALE,
  timeZone: 'UTC',
  messages: LOCALE === 'en-XA' ? pseudoMessages(MESSAGES) : MESSAGES,
}));

import type { Locale } from './locale';
import type { Messages } from './messages';

// Makes a wrong message key fail the type check.
declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}

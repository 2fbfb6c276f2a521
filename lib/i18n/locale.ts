/** English, or a machine-made stand-in (longer, accented, right to left) that shows what a translation would break. */
export const LOCALES = ['en', 'en-XA'] as const;
export type Locale = (typeof LOCALES)[number];

/** Decided when the pages are built: `TRILANE_LOCALE=pseudo` builds the stand-in. */
export const LOCALE: Locale = process.env.TRILANE_LOCALE === 'pseudo' ? 'en-XA' : 'en';

export const DIRECTION: 'ltr' | 'rtl' = LOCALE === 'en-XA' ? 'rtl' : 'ltr';

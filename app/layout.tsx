import './layers.css';
import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { APPEARANCE_SCRIPT } from '@/components/shell/appearance';
import { CrashWordsProvider } from '@/components/shell/crash-words';
import { Footer } from '@/components/shell/footer';
import { Header } from '@/components/shell/header';
import { DIRECTION } from '@/lib/i18n/locale';
import './globals.css';
import '@/components/kit/words/arrangement.css';
import '@/components/kit/words/room.css';
import '@/components/kit/words/looks.css';
import styles from './layout.module.css';

/**
 * Only the Latin part of Inter is preloaded; globals.css has the rest and a fallback of nearly the same measures. A font
 * that comes too late for the first paint waits for the next page: swapping it in would move what is being read.
 */
const inter = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  variable: '--font-inter',
  weight: '100 900',
  display: 'optional',
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD',
    },
  ],
});

/** The policy of a page forbids to make code from text, and zod tries it unless it is told not to, before it is loaded (`config({ jitless: true })` comes too late). */
const PLAIN_ZOD_SCRIPT = 'globalThis.__zod_globalConfig={jitless:true};';

/**
 * Where a script or a stylesheet of the page does not come (a network that fails, or a proxy that shows the site under a path), nothing of
 * the site can say so but this.
 */
const INCOMPLETE = 'incomplete';
const INCOMPLETE_SCRIPT = `addEventListener('error',e=>{if(/^(SCRIPT|LINK)$/.test(e.target.tagName)&&document.readyState!=='complete'){const s=()=>{const n=document.getElementById('${INCOMPLETE}');if(n)n.hidden=false;return n};s()??addEventListener('DOMContentLoaded',s)}},true);`;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell');
  return { title: { default: t('name'), template: `%s · ${t('name')}` }, description: t('description') };
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf7' },
    { media: '(prefers-color-scheme: dark)', color: '#14171a' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  const t = await getTranslations('shell');
  const crashWords = {
    title: t('crash.title'),
    body: t('crash.body'),
    again: t('crash.again'),
    home: t('crash.home'),
    reference: t('crash.reference'),
    part: { title: t('crash.part.title'), body: t('crash.part.body'), again: t('crash.part.again') },
  };
  return (
    // The script below sets attributes of this element before React sees it.
    <html lang={locale} dir={DIRECTION} className={inter.variable} suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: PLAIN_ZOD_SCRIPT + INCOMPLETE_SCRIPT + APPEARANCE_SCRIPT }} />
      </head>
      <body>
        <a href="#main" className={`${styles.skip} pad-y-2 pad-x-4 paper bg-ink rounded absolute`}>
          {t('skip')}
        </a>
        <p id={INCOMPLETE} role="alert" className="pad-y-2 pad-x-4" hidden suppressHydrationWarning>
          {t('incomplete')}
        </p>
        <Header />
        <main id="main" tabIndex={-1} className={styles.main}>
          <CrashWordsProvider words={crashWords}>{children}</CrashWordsProvider>
        </main>
        <Footer />
      </body>
    </html>
  );
}

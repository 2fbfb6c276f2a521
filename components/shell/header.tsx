import { useTranslations } from 'next-intl';
import { AppearanceSwitches } from './appearance-switches';
import styles from './header.module.css';
import { IntentLink } from './intent-link';
import { NavLinks } from './nav-links';
import { PAGES } from './pages';
import { ShortcutSheet } from './shortcut-sheet';
import { Wordmark } from './wordmark';

export function Header() {
  const t = useTranslations('shell');
  const links = PAGES.map(({ id, href }) => ({ href, words: t(`nav.${id}`) }));
  return (
    <header className={`${styles.header} row wrap line-below`}>
      <IntentLink
        href="/"
        className={`${styles.home} row gap-2 target lead bolder no-underline`}
        aria-label={t('nav.home')}
      >
        <Wordmark />
        {t('name')}
      </IntentLink>
      <nav className={styles.nav} aria-label={t('nav.label')}>
        <NavLinks links={links} />
      </nav>
      <div className={`${styles.tools} row push gap-1 soft small`}>
        <AppearanceSwitches
          words={{
            scheme: t('appearance.scheme'),
            auto: t('appearance.auto'),
            light: t('appearance.light'),
            dark: t('appearance.dark'),
            projector: t('appearance.projector'),
            projectorHint: t('appearance.projectorHint'),
          }}
        />
        <Shortcuts />
      </div>
    </header>
  );
}

function Shortcuts() {
  const t = useTranslations('shell.shortcuts');
  return (
    <ShortcutSheet
      buttonClass={`${styles.help} target target-wide pad-x-3 rounded inherit`}
      words={{ open: t('open'), title: t('title'), close: t('close'), enabled: t('enabled'), or: t('or') }}
      groups={[
        { title: t('everywhere'), shortcuts: [{ keys: ['?'], does: t('sheet') }] },
        {
          title: t('lab'),
          shortcuts: [
            { keys: ['R'], does: t('run') },
            { keys: [t('keys.escape')], does: t('cancel') },
            { keys: [t('keys.left'), t('keys.right')], does: t('step') },
            { keys: [t('keys.home'), t('keys.end')], does: t('ends') },
          ],
        },
        {
          title: t('listen'),
          shortcuts: [
            { keys: ['K'], does: t('play') },
            { keys: [t('keys.left'), t('keys.right')], does: t('sentence') },
            { keys: [t('keys.up'), t('keys.down')], does: t('speed') },
          ],
        },
        {
          title: t('cards'),
          shortcuts: [
            { keys: [t('keys.space')], does: t('turn') },
            { keys: ['1', '2', '3', '4'], does: t('grade') },
            { keys: ['U'], does: t('undo') },
          ],
        },
      ]}
    />
  );
}

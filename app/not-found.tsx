import type { Metadata } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { buttonLook } from '@/components/kit/button-look';
import { MessagePage } from '@/components/shell/message-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell.notFound');
  return { title: t('title') };
}

export default function NotFoundPage() {
  const t = useTranslations('shell.notFound');
  return (
    <MessagePage title={t('title')} body={t('body')}>
      <Link href="/lab" className={buttonLook('go')}>
        {t('lab')}
      </Link>
      <Link href="/">{t('home')}</Link>
    </MessagePage>
  );
}

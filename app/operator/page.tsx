import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { OperatorPage } from '@/components/operator/operator-page';
import { ClientMessages } from '@/components/shell/client-messages';
import { MantineRoot } from '@/components/shell/mantine-root';
import { PageHead } from '@/components/shell/page-head';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('operator');
  return { title: t('title'), description: t('lead') };
}

export default function Page() {
  const t = useTranslations('operator');
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <ClientMessages namespaces={['operator', 'batch', 'charts', 'errors']}>
        <MantineRoot>
          <OperatorPage />
        </MantineRoot>
      </ClientMessages>
    </>
  );
}

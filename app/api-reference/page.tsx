import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EndpointEntry } from '@/components/api-reference/endpoint-entry';
import { Examples } from '@/components/api-reference/examples';
import { groupEndpoints } from '@/components/api-reference/open-api';
import { PageHead } from '@/components/shell/page-head';
import { MESSAGES } from '@/lib/i18n/messages';
import { apiDocument } from './document';
import styles from './page.module.css';

const TAGS = Object.keys(MESSAGES.apiReference.tags) as (keyof typeof MESSAGES.apiReference.tags)[];

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('apiReference');
  return { title: t('title'), description: t('description') };
}

export default async function ApiReferencePage() {
  const t = await getTranslations('apiReference');
  const document = await apiDocument();
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        <p>{t.rich('document', { link: (words) => <a href="/api/openapi.json">{words}</a> })}</p>
      </PageHead>
      <section className={`${styles.section} pad-above-9 line-above`} aria-labelledby="try">
        <h2 id="try">{t('try')}</h2>
        <Examples />
      </section>
      <section className={`${styles.section} pad-above-9 line-above`} aria-labelledby="all">
        <h2 id="all">{t('all')}</h2>
        {groupEndpoints(document, TAGS).map(({ tag, endpoints }) => {
          const known = TAGS.find((each) => each === tag);
          return (
            <div key={tag} className="above-7">
              <h3 className="pad-below-2 lead line-below">{known ? t(`tags.${known}`) : tag}</h3>
              {endpoints.map((endpoint) => (
                <EndpointEntry key={`${endpoint.method} ${endpoint.path}`} endpoint={endpoint} document={document} />
              ))}
            </div>
          );
        })}
      </section>
    </>
  );
}

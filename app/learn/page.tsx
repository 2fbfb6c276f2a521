import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AtDepth } from '@/components/lesson/at-depth';
import { DepthSwitch } from '@/components/lesson/depth-switch';
import { Explainer } from '@/components/lesson/explainer/explainer';
import { LessonMap } from '@/components/lesson/lesson-map';
import { Prose } from '@/components/lesson/prose';
import { ReadMark } from '@/components/lesson/read-mark';
import { Resume } from '@/components/lesson/resume';
import { ClientMessages } from '@/components/shell/client-messages';
import { PageHead } from '@/components/shell/page-head';
import { DEPTHS } from '@/lib/lesson/outline';
import sampleRun from '@/lib/lesson/sample-run.json';
import { readLessonContext, readOverview } from '@/lib/lesson/source/read-content';
import styles from './page.module.css';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('lesson');
  return { title: t('title'), description: t('description') };
}

export default async function LearnPage() {
  const t = await getTranslations('lesson');
  const lesson = await readLessonContext();
  const overviews = await Promise.all(DEPTHS.map(async (depth) => ({ depth, ...(await readOverview(depth)) })));
  return (
    <ClientMessages namespaces={['lesson', 'explainer', 'charts', 'modes', 'errors']}>
      <PageHead title={t('title')} lead={t('lead')} />
      <Resume />
      <section aria-labelledby="overview" className={styles.section}>
        <h2 id="overview">{t('overview')}</h2>
        <DepthSwitch />
        {overviews.map(({ depth, root }) => (
          <AtDepth key={depth} depth={depth}>
            <Prose root={root} lesson={lesson} headingLevel={3} id={depth} />
          </AtDepth>
        ))}
        <ReadMark piece="overview" />
      </section>
      <section aria-labelledby="explainer" className={styles.section}>
        <h2 id="explainer">{t('explainer')}</h2>
        <Explainer sample={sampleRun} />
      </section>
      <section aria-labelledby="map" className={styles.section}>
        <h2 id="map">{t('map.title')}</h2>
        <LessonMap />
      </section>
    </ClientMessages>
  );
}

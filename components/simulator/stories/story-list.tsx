import { useTranslations } from 'next-intl';
import { IntentLink } from '@/components/shell/intent-link';

export interface ListedStory {
  readonly id: string;
  readonly title: string;
  readonly question: string;
}

/** All stories, each with what it asks. */
export function StoryList({ stories }: { readonly stories: readonly ListedStory[] }) {
  const t = useTranslations('simulator.stories');
  return (
    <section id="stories" tabIndex={-1} className="above-8" aria-labelledby="stories-title">
      <h2 id="stories-title">{t('title')}</h2>
      <p className="measure soft">{t('about')}</p>
      <ol className="plain-list grid halves gap-x-6 gap-y-3 above-4">
        {stories.map(({ id, title, question }) => (
          <li key={id}>
            <IntentLink href={`/simulator/stories/${id}`} className="inline-row target semibold">
              {title}
            </IntentLink>
            <p className="soft small">{question}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

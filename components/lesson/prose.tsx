import type { Root } from 'mdast';
import type { LessonContext } from '@/lib/lesson/lesson-context';
import { linkTerms } from '@/lib/lesson/link-terms';
import styles from './prose/prose.module.css';
import { renderNodes } from './prose/render-nodes';

interface ProseProps {
  readonly root: Root;
  readonly lesson: LessonContext;
  /** The level its headings begin at; they follow the one above the text. */
  readonly headingLevel?: 2 | 3;
  /** Of this text on its page: keeps its ids apart from others'. */
  readonly id?: string;
}

/**
 * A text of the lesson, with pop-overs for the terms it uses. Needs no script but where it asks or shows figures.
 * `data-plain` is what is said around the text, not in it.
 */
export function Prose({ root, lesson, headingLevel = 2, id = 'text' }: ProseProps) {
  const linked = linkTerms(root, lesson.glossary.values());
  return (
    <div className={styles.prose} data-prose>
      {renderNodes(linked.children, { lesson, headingLevel, id, serial: { next: 0 } })}
    </div>
  );
}

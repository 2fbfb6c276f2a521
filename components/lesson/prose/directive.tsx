import type { RootContent } from 'mdast';
import type { ContainerDirective, LeafDirective, TextDirective } from 'mdast-util-directive';
import { Term } from '@/components/lesson/glossary/term';
import { Scene } from '@/components/lesson/scenes/scene';
import { IntentLink } from '@/components/shell/intent-link';
import { FIGURE_IDS } from '@/lib/lesson/figures';
import { isLabel, linkTerms } from '@/lib/lesson/link-terms';
import { ANALOGY_IDS } from '@/lib/lesson/outline';
import { PRESET_IDS } from '@/lib/lesson/presets';
import { Explain } from './explain';
import { Figure } from './figure';
import { LabCard } from './lab-card';
import styles from './prose.module.css';
import { type ProseSettings, renderNodes } from './render-nodes';
import { textOf } from './text-of';
import { YourFigures } from './your-figures';

interface DirectiveProps {
  readonly node: TextDirective | LeafDirective | ContainerDirective;
  readonly settings: ProseSettings;
}

/** What the texts say in directives: terms, citations, figures, scenes, presets of the Lab, examples, questions. */
export function ProseDirective({ node, settings }: DirectiveProps) {
  const { lesson } = settings;
  const id = node.attributes?.id ?? '';
  const children = node.children as RootContent[];
  const inside = () => renderNodes(children, settings);
  switch (node.name) {
    case 'term': {
      const entry = known(node, lesson.glossary.get(id));
      settings.serial.next += 1;
      return (
        <Term entry={entry} popoverId={`${settings.id}-term-${settings.serial.next}`}>
          {inside()}
        </Term>
      );
    }
    case 'cite':
      return (
        <IntentLink href={`/learn/references#${known(node, lesson.references.get(id)).id}`}>{inside()}</IntentLink>
      );
    case 'figure':
      return (
        <Figure
          id={known(
            node,
            FIGURE_IDS.find((figure) => figure === id),
          )}
        />
      );
    case 'lab':
      return (
        <LabCard
          id={known(
            node,
            PRESET_IDS.find((preset) => preset === id),
          )}
        />
      );
    case 'scene': {
      const analogy = known(
        node,
        ANALOGY_IDS.find((each) => each === id),
      );
      const { head, root } = known(node, lesson.analogies.get(analogy));
      const titleId = `${settings.id}-${analogy}`;
      return (
        <section className={styles.scene} aria-labelledby={titleId}>
          <h3 id={titleId}>{head.title}</h3>
          <Scene id={analogy} alt={head.alt} />
          {renderNodes(linkTerms(root, lesson.glossary.values()).children, settings)}
        </section>
      );
    }
    case 'example': {
      const label = children.find(isLabel);
      return (
        <section className={styles.example} aria-label={label && textOf(label)}>
          {label && (
            <p className={styles.label} data-plain>
              {renderNodes(label.children, settings)}
            </p>
          )}
          {renderNodes(
            children.filter((child) => child !== label),
            settings,
          )}
        </section>
      );
    }
    case 'explain': {
      const [prompt, ...answer] = children;
      if (!prompt) throw new Error(`The question "${id}" of the lesson is empty.`);
      return (
        <Explain id={id} prompt={renderNodes([prompt], settings)}>
          {renderNodes(answer, settings)}
        </Explain>
      );
    }
    case 'yours':
      return <YourFigures>{inside()}</YourFigures>;
    default:
      throw new Error(`A text of the lesson says ":${node.name}", which nobody draws.`);
  }
}

function known<T>({ name, attributes }: DirectiveProps['node'], found: T | undefined): T {
  if (found === undefined)
    throw new Error(`A text of the lesson speaks of the ${name} "${attributes?.id}", which is not there.`);
  return found;
}

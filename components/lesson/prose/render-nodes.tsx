import type { RootContent } from 'mdast';
import { Fragment, type ReactNode } from 'react';
import type { LessonContext } from '@/lib/lesson/lesson-context';
import { ProseDirective } from './directive';
import { textOf } from './text-of';
import { typeset } from './typeset';

export interface ProseSettings {
  readonly lesson: LessonContext;
  readonly headingLevel: 2 | 3;
  readonly id: string;
  /** Counts what needs an id of its own. */
  readonly serial: { next: number };
}

export function renderNodes(nodes: readonly RootContent[], settings: ProseSettings): ReactNode {
  return nodes.map((node, index) => <Fragment key={index}>{renderNode(node, settings)}</Fragment>);
}

function renderNode(node: RootContent, settings: ProseSettings): ReactNode {
  const inside = () => ('children' in node ? renderNodes(node.children as RootContent[], settings) : null);
  switch (node.type) {
    case 'text':
      return typeset(node.value);
    case 'paragraph':
      return <p>{inside()}</p>;
    case 'heading': {
      const Heading = `h${Math.min(6, settings.headingLevel + node.depth - 2)}` as 'h2' | 'h3' | 'h4';
      return <Heading id={`${settings.id}-${slugOf(textOf(node))}`}>{inside()}</Heading>;
    }
    case 'strong':
      return <strong>{inside()}</strong>;
    case 'emphasis':
      return <em>{inside()}</em>;
    case 'inlineCode':
      return <code>{node.value}</code>;
    case 'code':
      return (
        <pre>
          <code>{node.value}</code>
        </pre>
      );
    case 'blockquote':
      return <blockquote>{inside()}</blockquote>;
    case 'list':
      return node.ordered ? <ol start={node.start ?? 1}>{inside()}</ol> : <ul>{inside()}</ul>;
    case 'listItem': {
      // A list of short items needs no paragraph in each.
      const [only, ...rest] = node.children;
      return (
        <li data-running-text>
          {only?.type === 'paragraph' && rest.length === 0 ? renderNodes(only.children, settings) : inside()}
        </li>
      );
    }
    case 'link':
      return <a href={node.url}>{inside()}</a>;
    case 'break':
      return <br />;
    case 'thematicBreak':
      return <hr />;
    case 'table':
      return <ProseTable rows={node.children.map(({ children }) => children)} settings={settings} />;
    case 'textDirective':
    case 'leafDirective':
    case 'containerDirective':
      return <ProseDirective node={node} settings={settings} />;
    default:
      throw new Error(`A text of the lesson holds "${node.type}", which nobody draws.`);
  }
}

type Cell = { readonly children: readonly RootContent[] };

function ProseTable({ rows, settings }: { rows: readonly (readonly Cell[])[]; settings: ProseSettings }) {
  const [head, ...body] = rows;
  return (
    // Wide tables scroll in themselves, by keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
    <section data-table tabIndex={0} aria-label={head?.map(textOf).join(', ')}>
      <table>
        <thead>
          <tr>
            {head?.map((cell, column) => (
              <th key={column} scope="col">
                {renderNodes(cell.children, settings)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) =>
                column === 0 ? (
                  <th key={column} scope="row">
                    {renderNodes(cell.children, settings)}
                  </th>
                ) : (
                  <td key={column}>{renderNodes(cell.children, settings)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Words as part of an address. */
const slugOf = (words: string) =>
  words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');

import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { parse as parseYaml } from 'yaml';
import type { z } from 'zod';
import { TrilaneError } from '../../errors';
import type { Text } from '../lesson-context';

const MARKDOWN = unified().use(remarkParse).use(remarkGfm).use(remarkDirective);

/**
 * A file of the lesson: a head in YAML between lines of `---`, then Markdown with directives.
 * @param path names the file in what is thrown
 * @throws TrilaneError `malformed-request` where the head is missing or is not as `schema` says
 */
export function parseText<Schema extends z.ZodType>(text: string, schema: Schema, path: string): Text<z.infer<Schema>> {
  const [, yaml, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text.replaceAll('\r\n', '\n')) ?? [];
  if (yaml === undefined || body === undefined)
    throw new TrilaneError('malformed-request', `${path} does not begin with a head between two lines of ---.`);
  const head = schema.safeParse(parseYaml(yaml));
  if (!head.success) throw new TrilaneError('malformed-request', `The head of ${path}: ${head.error.message}`);
  return { head: head.data, root: MARKDOWN.parse(body) };
}

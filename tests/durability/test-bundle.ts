import { join } from 'node:path';
import { build } from 'esbuild';

/** Bundles an entry of a test for a process of its own, beside the server's bundles. @returns its path */
export async function bundleForTest(entry: string): Promise<string> {
  const name = entry.replace(/^.*\/|\.ts$/g, '');
  const outfile = join(process.cwd(), '.build', `test-${name}-${process.pid}.mjs`);
  const empty = join(process.cwd(), 'lib/commands/empty.mjs');
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['onnxruntime-node', '@electric-sql/pglite', 'pg-native'],
    alias: { 'server-only': empty, 'client-only': empty },
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  return outfile;
}

import 'client-only';
import type { SqlJsStatic } from 'sql.js';

let loading: Promise<SqlJsStatic> | null = null;

/** SQLite as WebAssembly, served by the site and fetched when it is first needed. @throws Error when it does not come */
export function loadSql(): Promise<SqlJsStatic> {
  loading ??= load().catch((thrown: unknown) => {
    loading = null;
    throw thrown;
  });
  return loading;
}

async function load(): Promise<SqlJsStatic> {
  const wasm = new URL('sql.js/dist/sql-wasm-browser.wasm', import.meta.url);
  const { default: initSqlJs } = await import('sql.js');
  return initSqlJs({ locateFile: () => wasm.href });
}

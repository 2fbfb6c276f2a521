import type { PGlite } from '@electric-sql/pglite';

/**
 * PGlite has no background process that would do it: without checkpoints its log grows for as long as it runs, and is
 * read from the beginning after a crash.
 * @returns makes one if anything was written since the last; to be called outside of a transaction
 */
export function createCheckpointer(db: PGlite): () => Promise<void> {
  let checkedLsn: string | undefined;
  const currentLsn = async () =>
    (await db.query<{ lsn: string }>('select pg_current_wal_lsn()::text as lsn')).rows[0]?.lsn;
  return async () => {
    if ((await currentLsn()) === checkedLsn) return;
    await db.exec('checkpoint');
    // It is logged itself.
    checkedLsn = await currentLsn();
  };
}

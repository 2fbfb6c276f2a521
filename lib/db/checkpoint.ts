import type { PGlite } from '@electric-sql/pglite';

/** Gives a piece of work its turn: nobody else does anything meanwhile, and no transaction is open. */
type Alone = <T>(work: () => Promise<T>) => Promise<T>;

export interface Upkeep {
  /** Before it, the room of deleted rows is given back: one table at a time, so that queries have turns in between. */
  readonly vacuum?: boolean;
}

const OWN_TABLES = `select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables order by 1`;

/**
 * PGlite has no background processes: without checkpoints its log grows for as long as it runs, and is read from the beginning after a crash;
 * without VACUUM the room of deleted rows is never used again, so that tables grow, and queries slow down, with all there ever was in them.
 * @returns makes a checkpoint if anything was written since the last
 */
export function createCheckpointer(db: PGlite, alone: Alone = (work) => work()): (upkeep?: Upkeep) => Promise<void> {
  let checkedLsn: string | undefined;
  const currentLsn = async () =>
    (await db.query<{ lsn: string }>('select pg_current_wal_lsn()::text as lsn')).rows[0]?.lsn;
  return async ({ vacuum = false } = {}) => {
    if ((await alone(currentLsn)) === checkedLsn) return;
    if (vacuum) {
      const { rows } = await alone(() => db.query<{ name: string }>(OWN_TABLES));
      for (const { name } of rows) await alone(() => db.exec(`vacuum ${name}`));
    }
    await alone(async () => {
      await db.exec('checkpoint');
      // It is logged itself.
      checkedLsn = await currentLsn();
    });
  };
}

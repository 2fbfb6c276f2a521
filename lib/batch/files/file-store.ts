/**
 * Where the bytes of data sets and results lie: a folder beside the embedded database, or the PostgreSQL database itself,
 * so that a worker on another machine needs nothing but its address. Files are written once and never changed; what
 * counts is what the database refers to, so that a file whose writer died is merely swept up.
 *
 * Keys are paths of lower-case words: `data-sets/<id>/part-000012.parquet`.
 */
export interface FileStore {
  /** Durable and whole when it resolves, else not there. @throws TrilaneError `storage-full`, `storage-failed`, `database-unavailable` */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** @throws TrilaneError `not-found`, `storage-failed`, `database-unavailable` */
  get(key: string): Promise<Uint8Array>;
  /** Keys under a prefix that ends in `/`. */
  list(prefix: string): Promise<readonly string[]>;
  /** One file; nothing if it is not there. */
  remove(key: string): Promise<void>;
  /** Everything under a prefix that ends in `/`. */
  removeAll(prefix: string): Promise<void>;
}

export const partKey = (dataSetId: string, index: number) => `data-sets/${dataSetId}/part-${padded(index)}.parquet`;
export const rejectsKey = (dataSetId: string) => `data-sets/${dataSetId}/rejects.csv`;
/** The claim makes it the worker's own: one that was thought dead cannot overwrite what its successor wrote. */
export const outputKey = (jobId: string, chunk: number, claim: string, extension: 'parquet' | 'f32') =>
  `jobs/${jobId}/chunk-${padded(chunk)}-${claim}.${extension}`;
export const inputKey = (jobId: string) => `jobs/${jobId}/input.f32`;

const padded = (index: number) => String(index).padStart(6, '0');

import { NO_LABEL } from '../../upload/columns';
import type { TextColumn } from './text-column';

export { NO_LABEL };

/** Where rows of an upload come from. */
export interface RowOrigins {
  /** The line of the file on which each row begins, from 1; of a Parquet file the number of the row, from 1. */
  readonly lines: Int32Array;
  /** The columns that the model does not know, by name. */
  readonly kept: readonly { readonly name: string; readonly texts: TextColumn }[];
}

/**
 * Some rows of a data set as the model's own raw features: of a table `[count, features]` 32-bit floats as they go into the
 * model, of images `[count, 784]` bytes (0 black .. 255 white).
 */
export interface RowBlock {
  readonly count: number;
  readonly values: Float32Array | Uint8Array;
  /** Index of the true class of each row, or `NO_LABEL`. */
  readonly labels: Uint8Array;
  /** Of rows of an upload. */
  readonly origins?: RowOrigins;
}

/** The label of a row whose truth is not known. */
export const NO_LABEL = 255;

/**
 * Some rows of a data set as the model's own raw features: of a table `[count, features]` 32-bit floats as they go into the
 * model, of images `[count, 784]` bytes (0 black .. 255 white).
 */
export interface RowBlock {
  readonly count: number;
  readonly values: Float32Array | Uint8Array;
  /** Index of the true class of each row, or `NO_LABEL`. */
  readonly labels: Uint8Array;
}

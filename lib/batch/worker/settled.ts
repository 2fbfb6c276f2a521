export type Settled<T> = { readonly value: T } | { readonly thrown: unknown };

/** Leaves a promise's failure to whoever awaits it later. */
export function settled<T>(promise: Promise<T>): Promise<Settled<T>> {
  return promise.then(
    (value) => ({ value }),
    (thrown: unknown) => ({ thrown }),
  );
}

import { createHash, type Hash } from 'node:crypto';

/** Data sets that grow at the same time, of which it is remembered how far their hash has got. */
const MOST_REMEMBERED = 64;

/**
 * `checksumOf` of data sets that get part after part. A hash that has got as far as the last part goes on from there, so
 * that the ten-thousandth part costs as little as the first. What is remembered counts only where it gives the checksum
 * the database has: others may have added parts, and a transaction may have come to nothing.
 */
export class GrowingChecksums {
  readonly #hashes = new Map<string, Hash>();

  /**
   * @param before checksum of the parts there are; `null` when there are none
   * @param hashes of those parts (hex), in order
   * @returns the checksum with one more part
   */
  async after(
    dataSetId: string,
    before: string | null,
    sha256: string,
    hashes: () => Promise<readonly string[]>,
  ): Promise<string> {
    const remembered = this.#hashes.get(dataSetId);
    let hash: Hash;
    if (remembered && remembered.copy().digest('hex') === before) hash = remembered;
    else {
      hash = createHash('sha256');
      for (const part of await hashes()) hash.update(part);
    }
    const longer = hash.copy().update(sha256);
    this.#hashes.delete(dataSetId);
    this.#hashes.set(dataSetId, longer);
    const [oldest] = this.#hashes.keys();
    if (this.#hashes.size > MOST_REMEMBERED && oldest !== undefined) this.#hashes.delete(oldest);
    return longer.copy().digest('hex');
  }
}

/** Does the work on many items in one go; each result stands where its item did. */
export type Round<Item, Result> = (items: readonly Item[]) => Promise<readonly Result[]>;

/**
 * Lets what comes in together be done together: an item that comes while a round is under way waits for the next, which takes
 * all that wait, in order. One that comes alone waits for nothing. What a round fails by, each of its items fails by.
 * @param most items of a round
 */
export function gather<Item, Result>(round: Round<Item, Result>, most: number): (item: Item) => Promise<Result> {
  interface Waiting {
    readonly item: Item;
    readonly resolve: (result: Result) => void;
    readonly reject: (reason: unknown) => void;
  }
  const waiting: Waiting[] = [];
  let isUnderWay = false;

  async function work(): Promise<void> {
    isUnderWay = true;
    // What comes in the same turn of the loop comes together.
    await null;
    while (waiting.length > 0) {
      const taken = waiting.splice(0, most);
      try {
        const results = await round(taken.map(({ item }) => item));
        // A round answers each of its items.
        taken.forEach(({ resolve }, index) => void resolve(results[index] as Result));
      } catch (thrown) {
        for (const { reject } of taken) reject(thrown);
      }
    }
    isUnderWay = false;
  }
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isUnderWay) void work();
    });
}

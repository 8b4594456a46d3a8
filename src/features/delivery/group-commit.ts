interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Carries items out in commits, one after the other: what comes while one is under way goes together into the next, so
 * that nobody waits where nothing is under way. `commit` answers one result an item, in their order. Items whose commit
 * failed are tried once more, each alone: one that always fails takes no other with it.
 */
export function createGroupCommit<Item, Result>(
  commit: (items: readonly Item[]) => Promise<readonly Result[]>,
  most: number,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let isRunning = false;

  async function together(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    const results = await commit(batch.map(({ item }) => item));
    for (const [place, result] of results.entries()) batch[place]?.resolve(result);
  }

  async function run(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, most);
      const tries = await together(batch).then(
        () => [],
        () => batch,
      );
      for (const one of tries) await together([one]).catch(one.reject);
    }
    isRunning = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isRunning) void run();
    });
}

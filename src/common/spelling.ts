/** Short words are too near to each other: HOST and HOME, PORT and PATH. */
const SHORTEST = 8;
const MOST_EDITS = 2;

/** The word that the given one looks like a misspelling of (two letters at most), if there is one. */
export function closestWord<Word extends string>(given: string, words: readonly Word[]): Word | undefined {
  const upper = given.toUpperCase();
  return words
    .filter((word) => word.length >= SHORTEST && Math.abs(word.length - upper.length) <= MOST_EDITS)
    .map((word) => ({ word, edits: editDistance(upper, word) }))
    .filter(({ edits }) => edits <= MOST_EDITS)
    .sort((a, b) => a.edits - b.edits)[0]?.word;
}

/** Levenshtein's: letters to insert, remove or replace. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...from].entries()) {
    const next = [at + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

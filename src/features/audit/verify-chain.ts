import type { ChainLink } from '@common/db/collections/index.js';
import { countUnsealed, lastSealed, readChain, walkSealed } from './chain.repo.js';
import { type Break, breakAt, GENESIS } from './chain.rules.js';
import { hashOfEntry } from './hash.js';

/** What the chain is worth. */
export interface Findings {
  /** Entries that are what was sealed. */
  sealed: number;
  /** The chain's end: whoever keeps it elsewhere can tell a chain that was made anew as a whole. */
  end: ChainLink;
  /** Where the chain begins, if its beginning was removed because of its age. */
  checkpoint: (ChainLink & { at: Date }) | null;
  /** Entries that wait for their place. */
  unsealed: number;
  broken: Break | null;
}

/** Walks the chain from its beginning, or from its checkpoint, and tells the first entry that does not fit. */
export async function verifyChain(): Promise<Findings> {
  const claimed = await lastSealed();
  // Read after the last entry, whose transaction moved it: no entry is rightly behind it.
  const chain = await readChain();
  const { checkpoint } = chain;
  let last: ChainLink = checkpoint ?? GENESIS;
  let sealed = 0;
  let broken: Break | null = null;
  for await (const entry of walkSealed()) {
    if (last.sequence >= chain.sequence) break;
    const hash = hashOfEntry(entry, last.sequence + 1, last.hash);
    broken = breakAt(entry, last, hash);
    if (broken) break;
    last = { sequence: last.sequence + 1, hash };
    sealed++;
  }
  // Its beginning may have been removed while it was walked.
  if (broken && (await readChain()).checkpoint?.sequence !== checkpoint?.sequence) return verifyChain();
  return {
    sealed,
    end: { sequence: chain.sequence, hash: chain.hash },
    checkpoint,
    unsealed: await countUnsealed(),
    broken: broken ?? endOf(last),
  };

  /** What is wrong behind the last entry that fits. */
  function endOf({ sequence, hash }: ChainLink): Break | null {
    if (sequence < chain.sequence) return { entry: null, sequence: sequence + 1, what: 'missing' };
    const beyond = claimed?.seal?.sequence ?? 0;
    if (beyond > chain.sequence) return { entry: claimed, sequence: beyond, what: 'foreign' };
    // The entries fit each other, but not the end that was kept of them.
    return hash === chain.hash ? null : { entry: claimed, sequence, what: 'changed' };
  }
}

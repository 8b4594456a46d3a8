import type { Cell } from './cell.js';
import { doublesIn, judge } from './oracle.js';
import { playOut } from './play-out.js';
import { openStage, type Place, type Stage } from './stage.js';
import { doom } from './strike.js';

export interface Played {
  problems: string[];
  /** How often a process was killed. */
  kills: number;
  /** Ads that stood for the second time, and were shown. */
  doubles: number;
}

async function perform(stage: Stage): Promise<Pick<Played, 'problems' | 'doubles'>> {
  const { cell, witness, telegram, seed } = stage;
  for (const answer of cell.answers ?? [])
    await telegram.run({ do: 'fault', fault: { ...answer, method: 'sendmessage', chatId: seed.owls } });
  // Whichever of two leads when the step comes.
  const halts = cell.at ? [cell.at] : [];
  if (cell.nodes === 1) stage.launch(halts);
  else for (let node = 0; node < cell.nodes; node++) stage.launch([...halts, ...(cell.again ?? [])]);
  await playOut(stage);
  const evidence = { ...(await witness.rows()), cell, seed, accepts: await telegram.accepts() };
  const twice = (await witness.takesDouble()) ? ['the database takes an occurrence twice'] : [];
  return {
    problems: [...witness.problems, ...twice, ...judge(evidence)],
    doubles: doublesIn(evidence).length,
  };
}

/** Plays one cell; answers which promises were broken. */
export async function playCell(cell: Cell, place: Place): Promise<Played> {
  const stage = await openStage(cell, place, doom);
  try {
    const played = await perform(stage);
    return { ...played, kills: stage.kills };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { problems: [problem], doubles: 0, kills: stage.kills };
  } finally {
    await stage.close();
  }
}

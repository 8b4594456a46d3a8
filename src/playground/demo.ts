import { readFile } from 'node:fs/promises';
import { createDemoActor } from './demo/actor.js';
import { playMainJob } from './demo/main-job.js';
import { connectSim } from './demo/sim-client.js';
import { createTranscript } from './demo/transcript.js';
import { startPlayground } from './whole-playground.js';

console.log('Herald plays its main job by itself: from a picture to an ad in the group.');
const playground = await startPlayground((line) => console.log(line));
const sim = await connectSim(playground.simRoot);
try {
  const transcript = createTranscript(sim.state, (text) => console.log(text));
  sim.on(transcript.follow);
  const person = (name: 'olga' | 'adam') => {
    const { id } = playground.sample[name];
    return createDemoActor({ sim, transcript, id, name: name === 'olga' ? 'Olga' : 'Adam' });
  };
  const picture = await readFile(new URL('./demo/autumn.jpg', import.meta.url));
  const problems = await playMainJob({
    sim,
    transcript,
    olga: person('olga'),
    adam: person('adam'),
    groupId: playground.sample.owls.id,
    groupTitle: 'Night Owls',
    picture,
  });
  for (const problem of problems) console.error(`✗ ${problem}`);
  if (problems.length === 0)
    console.log(
      '\n✓ The picture stands in the group once, at its minute, with label and button; the history says sent.',
    );
  process.exitCode = problems.length === 0 ? 0 : 1;
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  sim.close();
  await playground.stop();
}

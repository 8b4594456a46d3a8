import { createPageServer } from './page/server.js';
import { startPlayground } from './whole-playground.js';

const PORT = 4600;

console.log('Starting the playground: a database, a Telegram and Herald, all on this machine…');
const playground = await startPlayground((line) => console.log(line));
const { page, url } = await openPage(PORT);

console.log(`
  Herald's playground is at ${url}

  You are Olga, an operator. Adam is the admin, Mia a member of two groups.
  Press Start, then send a picture. Ctrl-C ends it and leaves nothing behind.
`);

/** On the port that people know, else on any that is free. */
async function openPage(port: number): Promise<{ page: ReturnType<typeof createPageServer>; url: string }> {
  const page = createPageServer({ playground, port });
  try {
    return { page, ...(await page.start()) };
  } catch (error) {
    if (port === 0) throw error;
    return openPage(0);
  }
}

async function stop(): Promise<void> {
  await page.stop();
  await playground.stop();
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());

import { parseArgs } from 'node:util';
import { loadEnvironment, problemLine, readConfig } from '@common/config.js';
import { Api, GrammyError } from 'grammy';
import { checkAudit } from './doctor-audit.js';
import { knownGroups } from './doctor-groups.js';
import { checkProbe } from './telegram/probe-check.js';

const USAGE = `npm run doctor

Tells whether the audit log is what Herald wrote: none of its entries changed, removed, inserted or moved.

npm run doctor -- --probe [CHAT] [--foreign MESSAGE]

Tries in a group of your choice what Herald takes for granted when it looks for posts of which nobody
knows whether they arrived. It sends one silent message there and deletes it.

  CHAT     the group's id, e.g. -1001234567890, or @name; the bot must be in it and may write;
           without it, the groups that Herald knows are listed
  MESSAGE  the number at the end of the link of a message there that somebody else wrote`;

const args = process.argv.slice(2);
/** Without a chat, those that Herald knows are shown to choose from. */
const lists = args.length === 1 && args[0] === '--probe';
const { values } = parseArgs({
  args: lists ? [] : args,
  options: { probe: { type: 'string' }, foreign: { type: 'string' } },
});
const read = readConfig(loadEnvironment());
const foreign = values.foreign === undefined ? undefined : Number(values.foreign);

function giveUp(...lines: string[]): never {
  for (const line of lines) console.error(line);
  process.exit(2);
}

if (lists && !('problems' in read)) {
  const groups = await knownGroups(read.ok);
  for (const line of groups) console.log(line);
  console.log(
    groups.length > 0
      ? 'Choose one: npm run doctor -- --probe followed by its number.'
      : 'Herald knows no group yet. Give the id of one, or its @name.',
  );
  process.exit(0);
}
if ('problems' in read) giveUp(...read.problems.map(problemLine));
if (args.length === 0) {
  const { holds, lines } = await checkAudit(read.ok);
  for (const line of lines) console.log(line);
  process.exit(holds ? 0 : 1);
}
if (values.probe === undefined || Number.isNaN(foreign)) giveUp(USAGE);
const { botToken, telegramApiRoot: apiRoot } = read.ok;
if (botToken === undefined)
  giveUp('The doctor needs the bot token, as BOT_TOKEN in .env or the environment.');

try {
  const api = new Api(botToken, { apiRoot });
  const { id } = await api.getChat(/^-?\d+$/.test(values.probe) ? Number(values.probe) : values.probe);
  const findings = await checkProbe(api, id, foreign);
  for (const { what, holds, answer } of findings) console.log(`${holds ? '✓' : '✗'} ${what} (${answer})`);
  if (foreign === undefined) console.log("– somebody else's message: not tried; give one with --foreign");
  const holds = findings.every((finding) => finding.holds);
  console.log(
    holds ? 'Telegram answers as Herald expects.' : 'Herald must not trust its look for lost posts here.',
  );
  process.exitCode = holds ? 0 : 1;
} catch (error) {
  if (!(error instanceof GrammyError)) throw error;
  giveUp(`Telegram refused: ${error.description}`);
}

import { createSystemClock } from '@common/clock.js';
import { type Config, loadEnvironment, problemLine, readConfig } from '@common/config.js';
import { runningMongo } from '@common/db/embedded.js';
import { configureDb, disconnectDb } from '@common/db/index.js';
import { followClock } from '@common/following-clock.js';
import { redacted } from '@common/secrets.js';
import { Api, GrammyError, HttpError } from 'grammy';
import { issueClaimLink } from './features/team/index.js';

function giveUp(...lines: string[]): never {
  for (const line of lines) console.error(line);
  process.exit(2);
}

async function botName(token: string, apiRoot: string): Promise<string> {
  try {
    return (await new Api(token, { apiRoot }).getMe()).username;
  } catch (error) {
    if (error instanceof GrammyError) return giveUp(`Telegram refused the bot token: ${error.description}`);
    if (error instanceof HttpError) return giveUp('Telegram cannot be reached.');
    throw error;
  }
}

async function printLink({ botToken, telegramApiRoot, mongodbUri, dataDir }: Config): Promise<void> {
  if (botToken === undefined)
    return giveUp('The link needs the bot token, as BOT_TOKEN in .env or the environment.');
  const uri = mongodbUri ?? (await runningMongo(dataDir));
  if (uri === undefined)
    return giveUp(
      'No database answers: without MONGODB_URI, it runs only while Herald does.',
      'Start Herald with npm start; it shows a link by itself, and npm run claim beside it shows another.',
    );
  const botUsername = await botName(botToken, telegramApiRoot);
  const local = telegramApiRoot.startsWith('http://') && (await followClock(telegramApiRoot));
  configureDb({ uri });
  const link = await issueClaimLink({ clock: local || createSystemClock(), botUsername });
  await disconnectDb();
  if (link === undefined)
    return giveUp('There is an admin already. Ask them for an invitation: Home → Team → Invite.');
  console.log(`Open this link in Telegram within 15 minutes to become its admin: ${link}`);
}

const read = readConfig(loadEnvironment());
if ('problems' in read) giveUp(...read.problems.map(problemLine));
try {
  await printLink(read.ok);
  // A local Telegram's clock would be followed for ever.
  process.exit(0);
} catch (error) {
  giveUp(`The database does not answer: ${redacted(String(error))}`);
}

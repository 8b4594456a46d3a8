import type { Message } from '@grammyjs/types';
import type { DemoActor } from './actor.js';
import type { SimClient } from './sim-client.js';
import type { createTranscript } from './transcript.js';

const HOUR_MS = 3_600_000;
const LINK = 'https://onlyfans.com/lola';
const LABEL = 'Ad · 18+';
/** So long before its time the demo looks whether the post really waits; it may come so long after. */
const EARLY_MS = 1_500;
const LATEST_MS = 5_000;

interface Cast {
  sim: SimClient;
  transcript: ReturnType<typeof createTranscript>;
  olga: DemoActor;
  adam: DemoActor;
  groupId: number;
  groupTitle: string;
  picture: Buffer;
}

async function createCampaign({ olga }: Cast): Promise<void> {
  await olga.says('/start');
  await olga.presses('Campaigns');
  await olga.presses('New campaign');
  await olga.sees(/What is the campaign called/);
  await olga.says('Lola in autumn');
  await olga.presses('OnlyFans creator');
  await olga.sees(/For whom/);
  await olga.says('Lola');
  await olga.sees(/Where should people land/);
  await olga.says(LINK);
  await olga.presses('Create campaign');
  await olga.sees(/Draft/);
}

async function proposeDeal({ olga, adam }: Cast): Promise<void> {
  await olga.presses('Propose deal');
  await olga.presses('Flat amount');
  await olga.sees(/How much/);
  await olga.says('1500 USD');
  await olga.presses('Propose deal');
  await olga.sees(/Waits for an admin/);
  await adam.presses('Approve');
  await adam.sees(/Approved by Adam/);
  await olga.sees(/Approved by Adam/);
}

/** Answers the earliest and the latest time (ms, UTC) at which the post may be due. */
async function schedulePicture({ sim, olga, picture, groupTitle }: Cast): Promise<[number, number]> {
  await olga.sendsPhoto(picture, 'Golden days. My new photos are out!');
  await olga.sees(/Which buttons/);
  await olga.says(`See them - ${LINK}`);
  await olga.sees(/What should it be called/);
  await olga.says('Golden days');
  await olga.presses('Save');
  await olga.presses('Post it');
  await olga.presses('Lola in autumn');
  await olga.presses('Next');
  await olga.presses(groupTitle);
  await olga.presses('Next');
  const asked = await sim.now();
  await olga.presses('In 1 hour');
  await olga.presses('Schedule 1 post');
  await olga.sees(/🕒/);
  // Schedules have whole seconds.
  return [Math.floor(asked / 1000) * 1000 + HOUR_MS, (await sim.now()) + HOUR_MS];
}

/** What a member would hold against the ad. */
async function faultsOf(
  posts: readonly Message[],
  [earliest, latest]: [number, number],
  { sim, picture }: Cast,
): Promise<string[]> {
  const [post] = posts;
  if (posts.length !== 1 || !post) return [`the picture stands in the group ${posts.length} times, not once`];
  const faults: string[] = [];
  const at = post.date * 1000;
  if (at < earliest || at > latest + LATEST_MS) faults.push(`it was posted at ${new Date(at).toISOString()}`);
  if (!post.caption?.endsWith(LABEL)) faults.push('it carries no label');
  const buttons = (post.reply_markup?.inline_keyboard ?? []).flat();
  if (!buttons.some((button) => 'url' in button && button.url === LINK)) faults.push('its button is missing');
  const largest = post.photo?.at(-1);
  if (!largest || !(await sim.download(largest.file_id)).equals(picture))
    faults.push('it is another picture');
  return faults;
}

/** Plays campaign, deal, creative, schedule and post as people would; answers what is wrong with the result. */
export async function playMainJob(cast: Cast): Promise<string[]> {
  const { sim, transcript, olga, groupId } = cast;
  const photos = () =>
    (sim.state.chats.find(({ id }) => id === groupId)?.messages ?? []).filter(
      ({ photo }) => photo !== undefined,
    );
  await createCampaign(cast);
  await proposeDeal(cast);
  const due = await schedulePicture(cast);
  transcript.note('nearly one hour later');
  await sim.run({ do: 'advance', ms: due[0] - (await sim.now()) - EARLY_MS });
  if (photos().length > 0) return ['the picture was posted before its time'];
  await sim.until('the picture in the group', () => photos()[0]);
  await olga.says('/start');
  await olga.presses('History');
  await olga.presses('✅');
  await olga.sees(/✅ Sent/);
  return faultsOf(photos(), due, cast);
}

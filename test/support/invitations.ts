import type { PersonHandle } from '../../src/playground/telegram/index.js';
import { opens } from './steps.js';

/** Invites somebody from the team's screen; answers what stands behind the link's `start=`. */
export async function invites(
  admin: PersonHandle,
  role: 'Admin' | 'Operator',
  name?: string,
): Promise<string> {
  const fresh = await opens(admin, 'Team');
  await admin.sees(/Your team/, fresh);
  admin.presses('Invite');
  await admin.sees(/Whom do you invite/, fresh);
  admin.presses(role);
  await admin.sees(/Whom is it for/, fresh);
  if (name === undefined) admin.presses('No name');
  else admin.says(name);
  const { text = '' } = await admin.sees(/Whoever opens this link first/, fresh);
  const link = new URL(/https:\/\/t\.me\/herald_bot\S+/.exec(text)?.[0] ?? '');
  return link.searchParams.get('start') ?? '';
}

/** Opens an invitation and accepts it; ends on Home. */
export async function accepts(person: PersonHandle, invitation: string): Promise<void> {
  person.starts(invitation);
  await person.sees(/You would be/);
  person.presses('Accept');
  await person.sees(/What would you like to do/);
}

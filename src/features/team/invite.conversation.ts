import { type Actor, ROLES } from '@common/actor.js';
import { t } from '@common/i18n/index.js';
import { isId, type MagicLinkId } from '@common/ids.js';
import { done, isRefused } from '@common/outcome.js';
import { z } from 'zod';
import { type AnyDialog, defineDialog, type Step } from '../../telegram/dialog/dialog.js';
import { readName } from '../../telegram/dialog/read-name.js';
import type { Screen } from '../../telegram/screen.js';
import type { Invitations } from './invitations.service.js';
import type { IssuedLink } from './magic-links.js';

const answersSchema = z.object({
  role: z.enum(ROLES).optional(),
  /** Null: the link is for whoever gets it. */
  name: z.string().nullable().optional(),
});
type Answers = z.infer<typeof answersSchema>;

const roleStep: Step<Answers> = {
  id: 'role',
  ask: async ({ actor: { locale } }) => ({
    body: { text: t(locale, 'team-ask-role') },
    rows: [ROLES.toReversed().map((role) => ({ text: t(locale, `role-${role}`), value: role }))],
  }),
  async take(input) {
    const role = ROLES.find((known) => input.kind === 'press' && input.value === known);
    return role ? { next: { role } } : { complain: { key: 'expects-button' } };
  },
};

const nameStep: Step<Answers> = {
  id: 'name',
  ask: async ({ actor: { locale } }) => ({
    body: { text: t(locale, 'team-ask-name') },
    rows: [[{ text: t(locale, 'team-no-name'), value: 'skip' }]],
  }),
  async take(input) {
    if (input.kind === 'press') return { next: { name: null } };
    const read = readName(input.message.text);
    return 'name' in read ? { next: read } : read;
  },
};

interface DialogDeps {
  invitations: Invitations;
  card(issued: IssuedLink, actor: Actor): Screen;
}

/** Role and name, and the link is there. */
export function createInviteDialog({ invitations, card }: DialogDeps): AnyDialog {
  return defineDialog<Answers>({
    id: 'invite',
    title: { key: 'team-invite' },
    answers: answersSchema,
    steps: [roleStep, nameStep],
    async finish({ actor, answers: { role, name = null }, targetId }) {
      if (!isId<MagicLinkId>(targetId) || !role) throw new Error('somebody was invited with steps left out');
      const issued = await invitations.invite(actor, targetId, { role, name });
      return isRefused(issued) ? issued : done(card(issued.ok, actor));
    },
  });
}

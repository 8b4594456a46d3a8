import type { Mutation } from './bundle.js';

/** A guard that is taken away, and the cells of which at least one must notice. */
export interface Mutant {
  name: string;
  mutations: Mutation[];
  cells: string[];
}

const DELIVERY = 'src/features/delivery';

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'no token filter',
    mutations: [
      {
        file: `${DELIVERY}/ack.service.ts`,
        from: "const filter = { _id: post._id, status: { $in: from }, token: post.token ?? '' };",
        to: 'const filter = { _id: post._id, status: { $in: from } };',
      },
      {
        file: `${DELIVERY}/ack.service.ts`,
        from: 'return row && row.token !== null && row.token === post.token && UNSETTLED',
        to: 'return row && UNSETTLED',
      },
      {
        file: `${DELIVERY}/ack.service.ts`,
        from: "where: { _id, status: { $in: UNSETTLED }, token: token ?? '' },",
        to: 'where: { _id, status: { $in: UNSETTLED } },',
      },
    ],
    cells: ['claim.done/freeze/2/then-send.accepted'],
  },
  {
    name: 'no lease write',
    mutations: [{ file: `${DELIVERY}/intent.service.ts`, from: 'await fence.guard(tx);', to: '' }],
    cells: ['intent.written/freeze/2'],
  },
  {
    name: 'no unique index',
    mutations: [
      {
        file: 'src/common/models/scheduled-post.model.ts',
        from: 'schema.index({ occurrence: 1, groupId: 1 }, { unique: true });',
        to: 'schema.index({ occurrence: 1, groupId: 1 });',
      },
    ],
    cells: ['send.accepted/kill/1'],
  },
  {
    name: 'no intent before the send',
    mutations: [{ file: `${DELIVERY}/intent.service.ts`, from: "status: 'sending',", to: "status: 'due'," }],
    cells: ['send.accepted/kill/1', 'intent.committed/kill/2/then-takeover.done'],
  },
  {
    name: 'limits are not counted in the transaction',
    mutations: [
      {
        file: `${DELIVERY}/intent.service.ts`,
        from: 'const charges = takeoffs.flatMap((one) => one.charges);',
        to: 'const charges: CapCharge[] = [];',
      },
    ],
    cells: ['send.accepted/kill/1'],
  },
  {
    name: 'no refund',
    mutations: [
      {
        file: `${DELIVERY}/ack.service.ts`,
        from: 'await settle(post, ON_ITS_WAY, change, refundCaps);',
        to: 'await settle(post, ON_ITS_WAY, change);',
      },
    ],
    cells: ['intent.counters-open/answer-429/1'],
  },
  {
    name: 'no check of planRev',
    mutations: [
      {
        file: `${DELIVERY}/intent.service.ts`,
        from: 'if (!(await isPlanned(post, slot.campaign, tx))) return undefined;',
        to: '',
      },
    ],
    cells: ['send.accepted/kill/1'],
  },
  {
    name: 'no ten minutes before the 48 hours',
    mutations: [
      {
        file: `${DELIVERY}/actions.rules.ts`,
        from: 'return sentAt + (age === DELETABLE_MS ? LAST_DELETE_MS : age);',
        to: 'return sentAt + age;',
      },
    ],
    cells: ['send.accepted/kill/1'],
  },
  {
    name: 'no restore after a probe',
    mutations: [{ file: `${DELIVERY}/action-calls.ts`, from: 'return dress(one);', to: 'return;' }],
    cells: ['twins/probe.hit/freeze/1'],
  },
  {
    name: 'no record of what a probe touches',
    mutations: [
      {
        file: `${DELIVERY}/prober.ts`,
        from: 'probing: spoiled ? post.probing : [...post.probing, id],',
        to: 'probing: post.probing,',
      },
    ],
    cells: ['twins/probe.hit/kill/1', 'twins/probe.marked/accept-cut/1'],
  },
];

import { StrayModel } from '@common/db/collections/index.js';
import type { EntityType } from '@common/models/index.js';
import {
  CampaignModel,
  CasinoModel,
  CreativeModel,
  CreatorModel,
  DealModel,
  MagicLinkModel,
  ScheduledPostModel,
  SessionModel,
  SettingsModel,
  TelegramGroupModel,
  UserModel,
} from '@common/models/index.js';
import type { Schema } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { FIELDS } from '../../../src/audit-fields.js';
import type { TellingEntry } from '../../../src/features/audit/audit-entry.view.js';
import { changesBetween } from '../../../src/features/audit/changes.rules.js';
import { differences, idsIn } from '../../../src/features/audit/diff.rules.js';
import { differenceLines } from '../../../src/features/audit/difference.view.js';
import { unnamedIn } from '../../support/named-fields.js';

/** Never in the log, or in no entry: bookkeeping and secrets. */
const NEVER = new Set([
  '_id',
  '__v',
  'rev',
  'createdAt',
  'updatedAt',
  'tokenHash',
  'formerHash',
  'csrfToken',
]);

/** Every path of a schema at which a value stands; a list is one. */
function pathsOf(schema: Schema, before = ''): string[] {
  return Object.entries(schema.paths).flatMap(([path, type]) => {
    if (NEVER.has(path)) return [];
    const here = before + path;
    return type.schema && type.instance !== 'Array' ? pathsOf(type.schema, `${here}.`) : [here];
  });
}

const SCHEMAS: readonly [EntityType, { schema: unknown }][] = [
  ['user', UserModel],
  ['session', SessionModel],
  ['magic-link', MagicLinkModel],
  ['group', TelegramGroupModel],
  ['campaign', CampaignModel],
  ['creative', CreativeModel],
  ['post', ScheduledPostModel],
  ['post', StrayModel],
  ['model', CreatorModel],
  ['casino', CasinoModel],
  ['deal', DealModel],
  ['settings', SettingsModel],
];

describe('Every field that may stand in the log is named', () => {
  it.each(SCHEMAS)('of a %s, as far as it is stored', (type, { schema }) => {
    const paths = pathsOf(schema as Schema);
    expect(paths.length).toBeGreaterThan(5);
    const entries = paths.map((path) => entry(type, { before: {}, after: nested(path) }));
    expect(unnamedIn(entries)).toEqual([]);
  });

  it('and one that is not is found', () => {
    const found = unnamedIn([
      entry('campaign', { before: { name: 'A', limits: { hourly: 1 } }, after: { colour: 'red' } }),
    ]);
    expect(found).toEqual(['campaign: limits.hourly', 'campaign: colour']);
  });
});

const entry = (entityType: EntityType, changes: TellingEntry['changes']): TellingEntry => ({
  entityType,
  changes,
  metadata: { success: true },
});

/** `a.b` as `{ a: { b: 1 } }`. */
function nested(path: string): Record<string, unknown> {
  return path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), 1) as Record<
    string,
    unknown
  >;
}

const ID = (n: number) => String(n).padStart(24, '0');
const GROUPS = [1, 2, 3, 4, 5, 6].map(ID);
const NAMED = new Map([
  [ID(1), 'Night Owls'],
  [ID(2), 'Spin Zone'],
  [ID(3), 'Den'],
  [ID(4), 'Attic'],
  [ID(5), 'Cellar'],
  [ID(20), 'Olga'],
  [ID(30), 'Lucky Star'],
  [ID(40), 'Neon video'],
]);
const at = (time: string) => new Date(`2026-11-27T${time}:00Z`);

/** The lines of an entry that Adam reads in Kyiv; what has no name above is gone. */
function lines(type: EntityType, before: object | null, after: object | null): string[] {
  const fields = FIELDS[type];
  const changed = differences(changesBetween(before, after), fields);
  const named = new Map(idsIn(changed, fields).flatMap(({ id }) => [...pair(id)]));
  return differenceLines(changed, { fields, named }, { locale: 'en', timezone: 'Europe/Kyiv' });
}

function pair(id: string): [string, string][] {
  const name = NAMED.get(id);
  return name === undefined ? [] : [[id, name]];
}

const daily = (...times: string[]) => ({
  ...{
    zone: 'Europe/Kyiv',
    rule: { kind: 'daily', times },
    start: null,
    end: null,
    count: null,
    exceptions: [],
  },
});

describe('A change reads', () => {
  it.each<[string, EntityType, object | null, object | null, string[]]>([
    [
      'by the names of things, what is new of them first',
      'campaign',
      { targetGroups: GROUPS.slice(0, 4), creatives: [ID(40)], planRev: 1 },
      { targetGroups: GROUPS.slice(0, 5), creatives: [ID(41)], planRev: 2 },
      ['groups: Night Owls, Spin Zone, +2 → Cellar, Night Owls, +3', 'creatives: Neon video → deleted'],
    ],
    [
      'by the sentence of a schedule',
      'campaign',
      { schedule: daily('10:00') },
      {
        schedule: {
          ...daily('10:00', '18:00'),
          exceptions: [{ nominal: '2026-11-28T10:00:00', movedTo: null }],
        },
      },
      [
        'schedule: Daily at 10:00 (Europe/Kyiv) → Daily at 10:00, 18:00 (Europe/Kyiv); Sat 28 Nov, 10:00 left out',
      ],
    ],
    [
      'by states, spans and switches as screens have them',
      'campaign',
      {
        status: 'waiting',
        placement: { rule: 'none', topHours: null, deleteAfterHours: null, silent: false },
      },
      { status: 'active', placement: { rule: '1/24', topHours: 1, deleteAfterHours: 24, silent: true } },
      [
        'status: Waits for its deal → Active',
        'delivery rule: None → 1/24',
        'alone on top: — → 1 h',
        'deleted after: — → 24 h',
        'silent: no → yes',
      ],
    ],
    [
      'by weights of creatives that have names',
      'campaign',
      { creativeWeights: { [ID(40)]: 1, [ID(41)]: 2, [ID(42)]: 1 } },
      { creativeWeights: { [ID(40)]: 3, [ID(41)]: 1, [ID(42)]: 1 } },
      ['weights: Neon video ×1, deleted ×2 → Neon video ×3, deleted ×1'],
    ],
    [
      'by money in its currency, and by who decided',
      'deal',
      { status: 'proposed', approvals: [] },
      {
        status: 'in-force',
        approvals: [{ userId: ID(20), decision: 'approved', at: at('10:00'), termsHash: 'x', note: null }],
      },
      ['status: Waits for an admin → In force', 'decisions: — → Olga: approved'],
    ],
    [
      'of a new thing by what it is',
      'deal',
      null,
      {
        casinoId: ID(30),
        kind: 'cpa',
        terms: { minor: 150_050, sharePercent: null },
        currency: 'EUR',
        createdBy: ID(20),
      },
      ['casino: Lucky Star', 'kind: Per action (CPA)', 'amount: €1,500.50', 'made by: Olga'],
    ],
    [
      'by times in the zone of who reads',
      'post',
      { status: 'due', dueAt: at('10:00'), wakeAt: at('10:00'), touchedBy: null, reason: null },
      {
        status: 'cancelled',
        dueAt: at('11:30'),
        touchedBy: ID(20),
        reason: { why: { key: 'why-quiet' }, trace: [] },
      },
      [
        'status: Waits for its time → Cancelled',
        'time: Fri 27 Nov, 12:00 → Fri 27 Nov, 13:30',
        'decided by: — → Olga',
        'reason: — → The group has quiet hours.',
      ],
    ],
    [
      'by places and hours',
      'group',
      { country: null, language: 'de', policy: { quietHours: null, minGapMin: 30, adult: true } },
      {
        country: 'DE',
        language: 'uk',
        policy: { quietHours: { from: '22:00', to: '08:00' }, minGapMin: 180, adult: false },
      },
      [
        'country: — → Germany',
        'language: German → Ukrainian',
        'quiet hours: — → 22:00–08:00',
        'time between ads: 30 min → 180 min',
        'takes adult ads: yes → no',
      ],
    ],
    [
      'of people by role and state',
      'user',
      { role: 'operator', status: 'active', notify: true },
      { role: 'admin', status: 'disabled', notify: false },
      ['role: Operator → Admin', 'status: active → disabled', 'cards: yes → no'],
    ],
    [
      'of the settings by who stopped',
      'settings',
      { stopped: null, retention: { auditDays: 400 } },
      { stopped: { by: ID(20), at: at('10:00') }, retention: { auditDays: 36_500 } },
      ['stopped: — → Olga, Fri 27 Nov, 12:00', 'entries are kept for: 400 days → for ever'],
    ],
    [
      'of a casino by its countries and risk',
      'casino',
      { geos: [], riskLevel: 'medium' },
      { geos: ['DE', '-US'], riskLevel: 'blocked' },
      ['countries: — → Germany, −United States', 'risk: medium → blocked'],
    ],
    [
      'as it is stored where nothing better is known',
      'campaign',
      { status: 'of another version', schedule: { times: ['10:00'] }, colour: { of: { sky: 'blue' } } },
      { status: 'active', schedule: null, colour: { of: { sky: 'red' } } },
      [
        'status: of another version → Active',
        'schedule: {"times":["10:00"]} → —',
        'colour · of · sky: blue → red',
      ],
    ],
  ])('%s', (_, type, before, after, expected) => {
    expect(lines(type, before, after)).toEqual(expected);
  });
});

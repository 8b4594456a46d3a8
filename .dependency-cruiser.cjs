// The directions of DESIGN §3. Each rule has a test in test/architecture.test.ts that shows it bite.

const ROOMS = [
  'audit',
  'settings',
  'team',
  'notifications',
  'groups',
  'brands',
  'creatives',
  'deals',
  'campaigns',
  'queue',
  'delivery',
  'tracking',
  'reports',
  'home',
];

const DOOR = '^src/features/[^/]+/index\\.ts$';

/** A room may import only rooms to its left. */
const roomOrder = ROOMS.slice(0, -1).map((room, at) => ({
  name: `${room}-imports-only-rooms-to-its-left`,
  severity: 'error',
  from: { path: `^src/features/${room}/` },
  to: { path: `^src/features/(${ROOMS.slice(at + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...roomOrder,
    {
      name: 'rooms-are-known',
      comment: 'A new room takes its place in the order above.',
      severity: 'error',
      from: {},
      to: { path: '^src/features/', pathNot: `^src/features/(${ROOMS.join('|')})/` },
    },
    {
      name: 'common-imports-nothing-above',
      severity: 'error',
      from: { path: '^src/common/' },
      to: { path: '^(src|locales|scripts)/', pathNot: '^src/common/' },
    },
    {
      name: 'telegram-imports-only-common',
      severity: 'error',
      from: { path: '^src/telegram/' },
      to: { path: '^src/', pathNot: '^src/(common|telegram)/' },
    },
    {
      name: 'features-import-only-common-telegram-and-rooms',
      severity: 'error',
      from: { path: '^src/features/' },
      to: { path: '^src/', pathNot: '^src/(common|telegram|features)/' },
    },
    {
      name: 'rooms-through-their-door',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: ['^src/features/$1/', DOOR] },
    },
    {
      name: 'others-enter-rooms-through-their-door',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/features/' },
      to: { path: '^src/features/', pathNot: [DOOR, '^src/features/[^/]+/[^/]+\\.wiring\\.ts$'] },
    },
    {
      name: 'web-goes-through-doors',
      severity: 'error',
      from: { path: '^src/web/' },
      to: { path: '^src/', pathNot: ['^src/(common|web)/', DOOR] },
    },
    {
      name: 'pure-files-are-pure',
      comment:
        'Rules, views and policies run without database, Telegram or machine; types may come from anywhere.',
      severity: 'error',
      from: { path: '\\.(rules|view|policy)\\.ts$' },
      to: {
        path: ['(^|/)node_modules/(mongoose|mongodb|grammy|@grammyjs)/', '\\.repo\\.ts$'],
        // Turns text into entities, and does nothing else.
        pathNot: '/@grammyjs/parse-mode/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pure-files-use-no-node',
      severity: 'error',
      from: { path: '\\.(rules|view|policy)\\.ts$' },
      to: { dependencyTypes: ['core'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'models-only-from-repos',
      severity: 'error',
      from: { path: '^src/', pathNot: ['\\.repo\\.ts$', '^src/common/(models|db)/'] },
      to: { path: '^src/common/models/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'src-imports-no-tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'playground-is-for-development',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/playground/' },
      to: { path: '^src/playground/' },
    },
    {
      name: 'local-telegram-knows-nothing-of-herald',
      severity: 'error',
      from: { path: '^src/playground/telegram/' },
      to: { path: '^src/', pathNot: '^src/playground/telegram/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$' },
      to: {},
    },
    {
      name: 'resolvable',
      severity: 'error',
      // A peer runs in a copy beside packages that only the bench installs.
      from: { pathNot: '^bench/peers/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-packages-in-production',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/playground/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};

import tseslint from 'typescript-eslint';

// Only what needs types or layers' names; Biome does the rest. A forgotten `await` is the commonest mistake with grammY.
const typed = {
  files: ['**/*.ts'],
  ignores: ['**/*.gen.ts'],
  languageOptions: {
    parser: tseslint.parser,
    parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
  },
  plugins: { '@typescript-eslint': tseslint.plugin },
  linterOptions: { reportUnusedDisableDirectives: 'error' },
  rules: {
    '@typescript-eslint/no-floating-promises': 'error',
    '@typescript-eslint/no-misused-promises': 'error',
    '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  },
};

/** A dialog is replayed from its start at every turn, so it may reach the database only through `external`. */
const dialogs = {
  files: ['**/*.conversation.ts'],
  plugins: { '@typescript-eslint': tseslint.plugin },
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: ['**/*.repo.js', '**/models/*', '@common/db/*', 'mongoose'],
            allowTypeImports: true,
            message: 'Go through a service, inside external().',
          },
        ],
      },
    ],
  },
};

export default [{ ignores: ['dist/', 'node_modules/', 'data/', 'coverage/', '.cache/'] }, typed, dialogs];

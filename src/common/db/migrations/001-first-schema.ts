import type { Migration } from './index.js';

export const firstSchema: Migration = { number: 1, name: 'first schema' };

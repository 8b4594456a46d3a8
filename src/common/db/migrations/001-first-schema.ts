import type { Migration } from './index.js';
import { createPresentSchema } from './present-schema.js';

export const firstSchema: Migration = { number: 1, name: 'first schema', run: createPresentSchema };

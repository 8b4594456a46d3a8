import { nameOwnDatabase } from './own-database.js';

nameOwnDatabase();

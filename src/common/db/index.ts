export { configureDb, connectDb, disconnectDb } from './connection.js';
export { type HandOver, handOverOf } from './hand-over.js';
export { inTransaction, type Tx, within } from './transaction.js';

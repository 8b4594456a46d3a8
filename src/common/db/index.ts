export { configureDb, connectDb, disconnectDb } from './connection.js';
export { inTransaction, type Tx, within } from './transaction.js';

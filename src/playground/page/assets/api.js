/**
 * Everything that the page asks of `/_sim`.
 * @typedef {import('./types.js').SimCommand} SimCommand
 * @typedef {import('./types.js').SimState} SimState
 */

/** @returns {Promise<SimState>} */
export async function fetchState() {
  const response = await fetch('/_sim/state');
  if (!response.ok) throw new Error(`The local Telegram answered ${response.status}`);
  return response.json();
}

/** @returns {Promise<import('./types.js').SimCall[]>} */
export async function fetchCalls() {
  const response = await fetch('/_sim/calls');
  if (!response.ok) throw new Error(`The local Telegram answered ${response.status}`);
  return response.json();
}

/** Builds the sample world anew. Resolves when people can go on in it. */
export async function resetPlayground() {
  await resultOf(await fetch('/_playground/reset', { method: 'POST' }));
}

/**
 * Does something as a person. Rejects with the server's reason.
 * @param {SimCommand} command
 */
export async function command(command) {
  const response = await fetch('/_sim', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(command),
  });
  return resultOf(response);
}

/**
 * Brings a file to the local Telegram, to be named in a `say`.
 * @param {File} file
 * @returns {Promise<string>} its file_id
 */
export async function upload(file) {
  const response = await fetch(`/_sim/upload?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'Content-Type': file.type || 'application/octet-stream' },
    body: file,
  });
  const { fileId } = await resultOf(response);
  return fileId;
}

/** @param {Response} response */
async function resultOf(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.description ?? `The local Telegram answered ${response.status}`);
  return body.result ?? body;
}

/**
 * Where the bytes of a file are.
 * @param {string} fileId
 */
export const fileUrl = (fileId) => `/_sim/file/${encodeURIComponent(fileId)}`;

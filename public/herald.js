// Forms are sent by fetch, which tells the server honestly which page they come from; without a script they go as ever.
const login = document.querySelector('[data-login]');

/** Shows one of the login page's sentences. */
function say(which) {
  for (const one of document.querySelectorAll('[data-login]')) one.hidden = one.dataset.login !== which;
}

function post(url, body) {
  return fetch(url, { method: 'POST', body, redirect: 'manual' });
}

/** The token stands behind the #, where no server sees it; then it is gone from the address and the history. */
async function signIn(token) {
  history.replaceState(null, '', location.pathname);
  say('busy');
  const answer = await post('login', new URLSearchParams({ token }));
  if (answer.type === 'opaqueredirect') location.replace('./');
  else if (answer.status === 429) say('too-many');
  else say(answer.status === 403 ? 'refused' : 'failed');
}

if (login && location.hash.length > 1) signIn(location.hash.slice(1)).catch(() => say('failed'));
// The same page with another link: no new page is loaded for what stands behind the #.
if (login) window.addEventListener('hashchange', () => location.reload());

document.addEventListener('submit', async (event) => {
  const form = event.target;
  event.preventDefault();
  const answer = await post(form.action, new URLSearchParams(new FormData(form)));
  if (answer.type === 'opaqueredirect') location.assign(form.dataset.next);
  else location.reload();
});

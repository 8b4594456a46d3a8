import { type Locale, type MessageKey, say, t } from '@common/i18n/index.js';
import { formatDay, formatMoment } from '@common/time.js';
import { html } from 'hono/html';
import type { QueueOverview } from '../features/queue/index.js';
import type { SignedIn } from '../features/team/index.js';

/** HTML that escapes whatever is put into it. */
type Html = ReturnType<typeof html>;

/** Before anybody is known, only the browser could tell a language; there is one so far. */
const STRANGERS: Locale = 'en';

// Addresses are relative: PUBLIC_URL may have a path.
function page(locale: Locale, body: Html): Html {
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t(locale, 'web-title')}</title>
<link rel="stylesheet" href="herald.css">
<link rel="icon" href="icon.svg">
<script type="module" src="herald.js"></script>
</head>
<body>${body}</body>
</html>`;
}

/** One sentence for who is not signed in, or can go no further. */
export function sentencePage(key: Extract<MessageKey, `web-${string}` | 'link-invalid'>): Html {
  const sentence = say(STRANGERS, { key } as Parameters<typeof say>[1]);
  return page(
    STRANGERS,
    html`<main class="narrow"><h1>${t(STRANGERS, 'web-title')}</h1><p>${sentence}</p></main>`,
  );
}

/** Says how to sign in; the script takes over where the address holds a link's token. */
export function loginPage(): Html {
  const locale = STRANGERS;
  return page(
    locale,
    html`<main class="narrow">
<h1>${t(locale, 'web-title')}</h1>
<p data-login="hint">${t(locale, 'web-login-hint')}</p>
<p data-login="busy" hidden>${t(locale, 'web-login-busy')}</p>
<p data-login="refused" role="alert" hidden>${t(locale, 'link-invalid')} ${t(locale, 'web-login-hint')}</p>
<p data-login="too-many" role="alert" hidden>${t(locale, 'web-too-many')}</p>
<p data-login="failed" role="alert" hidden>${t(locale, 'web-failed')}</p>
<noscript><p>${t(locale, 'web-login-script')}</p></noscript>
</main>`,
  );
}

function days({ days: counted }: QueueOverview, locale: Locale): Html {
  const rows = counted.map(
    ({ day, count }) => html`<tr><th scope="row">${formatDay(day, locale)}</th><td>${count}</td></tr>`,
  );
  return html`<section><h2>${t(locale, 'web-days')}</h2><table class="days"><tbody>${rows}</tbody></table></section>`;
}

function next({ next: posts }: QueueOverview, { locale, timezone }: SignedIn['actor']): Html {
  const rows = posts.map(
    ({ post, group, campaign, creative }) => html`<li>
<time datetime="${post.dueAt.toISOString()}">${formatMoment(post.dueAt.getTime(), timezone, locale)}</time>
<span class="group">${group}</span>
<span class="what">${campaign} · ${creative}</span>
<span class="status">${t(locale, `post-status-${post.status}`)}</span>
</li>`,
  );
  return html`<section><h2>${t(locale, 'web-next')}</h2><ol class="posts">${rows}</ol></section>`;
}

/** Who one is, and the queue to look at. */
export function queuePage(
  { actor, csrfToken }: SignedIn,
  notices: readonly string[],
  queue: QueueOverview,
): Html {
  const { locale, name, role, timezone } = actor;
  const needs = t(locale, 'web-needs-you', { count: queue.needsPerson });
  return page(
    locale,
    html`<header>
<p class="who"><strong>${name}</strong> · ${t(locale, `role-${role}`)}</p>
<form method="post" action="logout" data-next="login">
<input type="hidden" name="csrf" value="${csrfToken}">
<button>${t(locale, 'web-logout')}</button>
</form>
</header>
<main>
<h1>${t(locale, 'queue-title')} · ${queue.waiting}</h1>
${notices.map((notice) => html`<p class="notice">${notice}</p>`)}
${queue.needsPerson > 0 && html`<p class="notice">${needs}</p>`}
${queue.waiting > 0 ? [days(queue, locale), next(queue, actor)] : html`<p>${t(locale, 'queue-empty')}</p>`}
<p class="zone">${t(locale, 'web-zone', { zone: timezone })}</p>
</main>`,
  );
}

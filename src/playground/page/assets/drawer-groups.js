import { useState } from 'preact/hooks';
import { html } from './html.js';
import { open } from './route.js';
import { usePageState } from './store.js';
import { addBot, addGroup, migrate, promoteBot, removeBot, silenceBot } from './world-actions.js';

/** @typedef {import('./types.js').SimChat} SimChat */

/** Rights that a bot which posts ads can miss. @type {[string, string, ('group' | 'channel')[]][]} */
const rights = [
  ['can_post_messages', 'Post messages', ['channel']],
  ['can_edit_messages', 'Edit messages', ['channel']],
  ['can_delete_messages', 'Delete messages', ['group', 'channel']],
  ['can_pin_messages', 'Pin messages', ['group']],
  ['can_restrict_members', 'Restrict members', ['group']],
  ['can_invite_users', 'Invite people', ['group', 'channel']],
];

/** What the owner of a group can do with the bot there. */
export function GroupDesk() {
  const { chats, chatId, besideId, personId } = usePageState();
  const groups = Object.values(chats).filter(({ kind, migratedTo }) => kind !== 'private' && !migratedTo);
  const [chosen, setChosen] = useState(/** @type {number | null} */ (null));
  const group =
    groups.find(({ id }) => id === (chosen ?? chatId)) ??
    groups.find(({ id }) => id === besideId) ??
    groups[0];
  const create = async () => {
    const id = await addGroup(`Group ${groups.length + 1}`);
    if (id === undefined) return;
    setChosen(id);
    open(personId, id);
  };
  return html`<section class="desk">
    <h3>Groups</h3>
    ${
      group &&
      html`<label class="choice">
          <span>Group</span>
          <select class="field" value=${group.id} onChange=${(/** @type {Event} */ event) => setChosen(Number(/** @type {HTMLSelectElement} */ (event.currentTarget).value))}>
            ${groups.map(({ id, title, kind }) => html`<option value=${id} key=${id}>${title} (${kind})</option>`)}
          </select>
        </label>
        <${BotIn} group=${group} onMoved=${setChosen} />`
    }
    <button type="button" class="pill" onClick=${create}>New basic group</button>
  </section>`;
}

/** @param {{ group: SimChat, onMoved: (id: number) => void }} props */
function BotIn({ group, onMoved }) {
  const { bot } = usePageState();
  const member = group.members.find(({ userId }) => userId === bot.id);
  const isIn = member !== undefined && member.status !== 'left' && member.status !== 'kicked';
  if (!isIn) {
    return html`<p class="hint">${bot.first_name} is not in this group.</p>
      <div class="steps">
        <button type="button" class="pill" onClick=${() => addBot(group.id, true)}>Add as administrator</button>
        <button type="button" class="pill" onClick=${() => addBot(group.id, false)}>Add as member</button>
      </div>`;
  }
  const toSupergroup = async () => {
    const id = await migrate(group.id);
    if (id !== undefined) onMoved(id);
  };
  return html`<p class="hint">${bot.first_name} is ${member.status === 'administrator' ? 'an administrator' : `a ${member.status}`} here.</p>
    ${member.status === 'administrator' && html`<${Rights} group=${group} own=${member.rights ?? {}} />`}
    <div class="steps">
      ${
        member.status === 'administrator'
          ? html`<button type="button" class="pill" onClick=${() => addBot(group.id, false)}>Make a plain member</button>`
          : html`<button type="button" class="pill" onClick=${() => promoteBot(group.id, {})}>Promote ${bot.first_name}</button>`
      }
      ${member.status === 'member' && html`<button type="button" class="pill" onClick=${() => silenceBot(group.id)}>Forbid to write</button>`}
      ${group.kind === 'group' && html`<button type="button" class="pill" onClick=${toSupergroup}>Turn into a supergroup</button>`}
      <button type="button" class="pill is-danger" onClick=${() => removeBot(group.id)}>Remove ${bot.first_name}</button>
    </div>`;
}

/** @param {{ group: SimChat, own: Record<string, boolean> }} props */
function Rights({ group, own }) {
  const kind = group.kind === 'channel' ? 'channel' : 'group';
  return html`<ul class="rights" aria-label="Rights of the bot">
    ${rights
      .filter(([, , kinds]) => kinds.includes(kind))
      .map(([right, name]) => {
        const has = own[right] === true;
        return html`<li key=${right}>
          <button type="button" role="switch" class="switch" aria-checked=${has} onClick=${() => promoteBot(group.id, { ...own, [right]: !has })}>${name}</button>
        </li>`;
      })}
  </ul>`;
}

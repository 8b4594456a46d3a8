import { useEffect, useState } from 'preact/hooks';
import { menuOf } from './actions.js';
import { html } from './html.js';
import { usePageState } from './store.js';

/**
 * The bot's commands that begin with what was typed; arrows choose, Enter or Tab sends.
 * @param {{ chatId: number, asked: string, field: HTMLElement | null, onChoose: (command: string) => void }} props
 */
export function CommandMenu({ chatId, asked, field, onChoose }) {
  const { commands: general, chats, personId, bot } = usePageState();
  const [commands, setCommands] = useState(general);
  useEffect(() => {
    let stale = false;
    void menuOf(chatId).then((menu) => stale || setCommands(menu));
    return () => {
      stale = true;
    };
  }, [chatId, personId, general]);
  // In a group a command names the bot that it is for.
  const suffix = chats[chatId]?.kind === 'private' ? '' : `@${bot.username}`;
  const found = commands.filter(({ command }) => command.startsWith(asked));
  const [place, setPlace] = useState(0);
  const chosen = found[Math.min(place, found.length - 1)];

  useEffect(() => {
    if (!field || !chosen) return;
    /** @param {KeyboardEvent} event */
    const onKeyDown = (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) setPlace((found.indexOf(chosen) + step + found.length) % found.length);
      else if (event.key === 'Enter' || event.key === 'Tab') onChoose(`/${chosen.command}${suffix}`);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    field.addEventListener('keydown', onKeyDown);
    return () => field.removeEventListener('keydown', onKeyDown);
  });

  if (!found.length) return null;
  return html`<ul class="commands" role="listbox" aria-label="Commands">
    ${found.map(
      (each) =>
        html`<li key=${each.command} role="option" aria-selected=${each === chosen}>
          <button type="button" tabindex="-1" onClick=${() => onChoose(`/${each.command}${suffix}`)}>
            <b>/${each.command}</b> <span>${each.description}</span>
          </button>
        </li>`,
    )}
  </ul>`;
}

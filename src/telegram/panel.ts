import type { Actor } from '@common/actor.js';
import type { Button } from './screen.js';

/** What a higher room adds to a lower room's card: lines below the text, rows below the buttons. */
export interface PanelPart {
  lines: string[];
  rows: Button[][];
}

export type Panel<Thing> = (thing: Thing, actor: Actor) => Promise<PanelPart>;

/** Where higher rooms register their panels; the room that owns the card draws them in that order. */
export interface PanelSlot<Thing> {
  add(panel: Panel<Thing>): void;
  draw(thing: Thing, actor: Actor): Promise<PanelPart>;
}

export function createPanelSlot<Thing>(): PanelSlot<Thing> {
  const panels: Panel<Thing>[] = [];
  return {
    add: (panel) => void panels.push(panel),
    async draw(thing, actor) {
      const parts = await Promise.all(panels.map((panel) => panel(thing, actor)));
      return { lines: parts.flatMap(({ lines }) => lines), rows: parts.flatMap(({ rows }) => rows) };
    },
  };
}

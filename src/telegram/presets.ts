import { button, type Verb } from './callback.js';
import type { Button } from './screen.js';

/** A value that a button sets: a number, or null for none. */
export interface Preset<T> {
  label: string;
  value: T;
}

/** One field of a thing that is set by presets. */
export interface PresetField<T> {
  /** Travels in the button; two letters do. */
  code: string;
  presets: readonly Preset<T>[];
}

const SEPARATOR = '~';

/** A row of presets of one field, the present one ticked. Pressed, `verb` gets thing, field and number of the preset. */
export function presetRow<T>(
  { code, presets }: PresetField<T>,
  isChosen: (value: T) => boolean,
  { verb, id, rev }: { verb: Verb; id: string; rev: number },
): Button[] {
  return presets.map(({ label, value }, index) =>
    button(`${isChosen(value) ? '✅ ' : ''}${label}`, verb, [id, code, index].join(SEPARATOR), rev),
  );
}

/** Which thing, which field, and which of its presets was pressed; undefined for what no row ever issued. */
export function readPreset<T>(
  pressed: string,
  fields: readonly PresetField<T>[],
): { id: string; code: string; value: T } | undefined {
  const [id = '', code = '', index = ''] = pressed.split(SEPARATOR);
  const preset = fields.find((field) => field.code === code)?.presets[Number(index)];
  return preset && { id, code, value: preset.value };
}

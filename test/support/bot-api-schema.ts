import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { AnySchemaObject } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import ts from 'typescript';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '../..');
const types = join(root, 'node_modules/@gramio/types');

/** Where the schema of the installed version is kept. */
async function placeOf(): Promise<string> {
  const text = await readFile(join(types, 'package.json'), 'utf8');
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(text));
  return join(root, '.cache', `bot-api-${version}.json`);
}

/** What each method takes and gives, by the map of methods that gramio publishes. */
function signatures(source: ts.SourceFile): { name: string; takes: string; gives: string }[] {
  const map = source.statements.find(
    (one): one is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(one) && one.name.text === 'APIMethods',
  );
  return (map?.members ?? ([] as ts.TypeElement[])).flatMap((member) => {
    if (!ts.isPropertySignature(member) || !member.type || !ts.isTypeReferenceNode(member.type)) return [];
    const args = (member.type.typeArguments ?? []).map((argument) => argument.getText(source));
    const gives = args.at(-1) ?? 'never';
    return [{ name: member.name.getText(source), takes: args.length > 1 ? (args[0] ?? '{}') : '{}', gives }];
  });
}

async function writeProgram(place: string): Promise<string> {
  const path = join(types, 'out/methods.d.ts');
  const source = ts.createSourceFile(path, await readFile(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const methods = signatures(source);
  const shape = (side: 'takes' | 'gives') => methods.map((one) => `  ${one.name}: ${one[side]};`).join('\n');
  const program = place.replace(/\.json$/, '.ts');
  await writeFile(
    program,
    `import type * as Objects from '${join(types, 'out/objects.js')}';
import type * as Params from '${join(types, 'out/params.js')}';
export interface Requests {\n${shape('takes')}\n}
export interface Answers {\n${shape('gives')}\n}
export type Update = Objects.TelegramUpdate;
`,
  );
  return program;
}

/**
 * The whole Bot API as one JSON Schema, generated from types that we did not write: `Requests` and `Answers` have a
 * property for each method. Nothing beside what the types name is allowed.
 */
export async function botApiSchema(): Promise<AnySchemaObject> {
  const place = await placeOf();
  if (!existsSync(place)) {
    await mkdir(dirname(place), { recursive: true });
    const path = await writeProgram(place);
    const generator = createGenerator({
      path,
      skipTypeCheck: true,
      expose: 'all',
      additionalProperties: false,
    });
    await writeFile(place, JSON.stringify(generator.createSchema('*')));
  }
  return JSON.parse(await readFile(place, 'utf8')) as AnySchemaObject;
}

// Runs dependency-cruiser, and fails as well when it saw fewer modules of ours than there are files: with a TypeScript
// that it cannot read, it would see none and call that clean.
import { readdirSync } from 'node:fs';
import { cruise } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const folders = ['src', 'test', 'bench'];
const rules = await extractDepcruiseOptions('./.dependency-cruiser.cjs');
const result = await cruise(folders, rules, {}, { tsConfig: extractTSConfig('./tsconfig.json') });
const { modules, summary } = result.output;

for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} → ${to}`);
if (summary.violations.length > 0) fail(`${summary.violations.length} imports go the wrong way.`);

const seen = modules.filter(({ source }) => folders.some((folder) => source.startsWith(`${folder}/`))).length;
const files = folders
  .flatMap((folder) => readdirSync(folder, { recursive: true }))
  .filter((name) => name.endsWith('.ts'));
if (seen < files.length) fail(`dependency-cruiser saw ${seen} modules, but there are ${files.length} files.`);
console.log(`Layers: ${seen} modules, every import in its direction.`);

function fail(line) {
  console.error(line);
  process.exit(1);
}

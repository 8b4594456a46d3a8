import { execFile } from 'node:child_process';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);
const command = z.array(z.string());

interface Instruction {
  readonly word: string;
  readonly rest: string;
}

interface Image {
  /** The working directory of the last stage, filled. */
  readonly folder: string;
  readonly env: Record<string, string>;
  /** Program and arguments that start the container, and those that say whether it is well. */
  readonly start: string[];
  readonly healthcheck: string[];
}

interface Stage {
  readonly root: string;
  folder: string;
  env: Record<string, string>;
}

/**
 * Carries out a Dockerfile without a container engine: each stage is an empty folder under `place`, COPY copies from the
 * clone or from an earlier stage, RUN runs in the stage's folder on this machine's own Node. Users and ports are ignored.
 * Throws on an instruction it does not know and on a step that fails.
 */
export async function buildDockerfile(clone: string, place: string): Promise<Image> {
  const stages = new Map<string, Stage>();
  let stage: Stage = { root: place, folder: place, env: {} };
  let start: string[] = [];
  let healthcheck: string[] = [];
  for (const { word, rest } of parse(await readFile(join(clone, 'Dockerfile'), 'utf8'))) {
    if (word === 'FROM') {
      const name = / AS (\S+)$/i.exec(rest)?.[1] ?? `stage-${stages.size}`;
      stage = { root: join(place, name), folder: join(place, name), env: {} };
      stages.set(name, stage);
    } else if (word === 'WORKDIR') {
      stage.folder = join(stage.root, rest);
      await mkdir(stage.folder, { recursive: true });
    } else if (word === 'ENV') {
      stage.env = { ...stage.env, ...Object.fromEntries(rest.split(/\s+/).map((pair) => pair.split('='))) };
    } else if (word === 'COPY') {
      await copy(rest, stage, stages, clone);
    } else if (word === 'RUN') {
      await runStep(rest, stage);
    } else if (word === 'CMD') {
      start = command.parse(JSON.parse(rest));
    } else if (word === 'HEALTHCHECK') {
      healthcheck = command.parse(JSON.parse(rest.slice(rest.indexOf('['))));
    } else if (!['USER', 'EXPOSE'].includes(word)) {
      throw new Error(`Dockerfile: ${word} is not known here`);
    }
  }
  return { folder: stage.folder, env: stage.env, start, healthcheck };
}

async function runStep(line: string, { folder, env }: Stage): Promise<void> {
  await run('sh', ['-c', line], { cwd: folder, env: { ...process.env, ...env } }).catch((error: unknown) => {
    const output = z.object({ stdout: z.string(), stderr: z.string() }).safeParse(error).data;
    throw new Error(`RUN ${line}\n${output?.stdout}${output?.stderr}`);
  });
}

function parse(text: string): Instruction[] {
  return text
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => ({ word: line.split(' ')[0] ?? '', rest: line.slice(line.indexOf(' ') + 1).trim() }));
}

/** A file goes into a folder under its own name; a folder's contents go into the folder that is named. */
async function copy(rest: string, stage: Stage, stages: Map<string, Stage>, clone: string): Promise<void> {
  const words = rest.split(/\s+/).filter((word) => !word.startsWith('--'));
  const target = words.at(-1) ?? '.';
  const from = / ?--from=(\S+)/.exec(rest)?.[1];
  const origin = from === undefined ? clone : stages.get(from)?.root;
  if (origin === undefined) throw new Error(`Dockerfile: no stage ${from}`);
  for (const source of words.slice(0, -1)) {
    const name = target.endsWith('/') ? join(target, basename(source)) : target;
    await cp(join(origin, source), join(stage.folder, name), { recursive: true, verbatimSymlinks: true });
  }
}

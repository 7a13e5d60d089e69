import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Cmd, type Copy, DockerfileParser, type Env, type From } from 'dockerfile-ast';
import { printLine } from './print-line.ts';

const run = promisify(execFile);

/** The result of a Dockerfile as a folder: the part of the root file system that the Dockerfile fills. */
export interface Image {
  root: string;
  /** A path in the image, like those in the environment. */
  workdir: string;
  environment: Record<string, string>;
  user: string | undefined;
  command: string[];
  healthCheck: string[];
}

/** A command that names an absolute path concerns the base image's own files, which are missing here. */
const NAMES_ROOT = /(^|[\s="'(;&|>])\//;

/** Settings of the npm that runs this proof; with them, a second npm would work in this package's folder. */
const isOfOuterNpm = (name: string): boolean =>
  /^(npm_(package|lifecycle|command|config_local_prefix)|INIT_CWD)/.test(name);

/** Maps a path in the image to a path on this machine. */
export const positionIn = ({ root, workdir }: Image, path: string): string =>
  join(root, resolve(workdir, path));

/**
 * Runs a Dockerfile's steps on this machine with this Node, without a container engine: each stage in its own folder,
 * COPY from the files that `.dockerignore` allows, RUN in the stage's working directory.
 * @returns the last stage
 * @throws if a step fails
 */
export async function buildImage(project: string, folder: string): Promise<Image> {
  const stages = new Map<string, Image>();
  const context = { folder: project, allowed: await allowedIn(project) };
  let image: Image | undefined;
  const text = await readFile(join(project, 'Dockerfile'), 'utf8');
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const keyword = instruction.getKeyword();
    const content = instruction.getArgumentsContent() ?? '';
    if (keyword === 'FROM') {
      const from = instruction as From;
      const name = from.getBuildStage() ?? 'last';
      image = await beginStage(join(folder, name), stages.get(from.getImage() ?? ''));
      stages.set(name, image);
      continue;
    }
    if (image === undefined) throw new Error(`${keyword} before FROM`);
    if (keyword === 'WORKDIR') {
      image.workdir = resolve(image.workdir, content);
      await mkdir(positionIn(image, '.'), { recursive: true });
    } else if (keyword === 'COPY') await copy(image, instruction as Copy, stages, context);
    else if (keyword === 'RUN') await runStep(image, content);
    else if (keyword === 'ENV')
      for (const property of (instruction as Env).getProperties())
        image.environment[property.getName()] = property.getValue() ?? '';
    else if (keyword === 'USER') image.user = content;
    else if (keyword === 'CMD')
      image.command = (instruction as Cmd).getJSONStrings().map((each) => each.getJSONValue());
    else if (keyword === 'HEALTHCHECK')
      image.healthCheck = JSON.parse(content.slice(content.indexOf('['))) as string[];
  }
  if (image === undefined) throw new Error('The Dockerfile has no stage.');
  return image;
}

/** Reads what `.dockerignore` allows: the file excludes everything and lists the exceptions. */
async function allowedIn(project: string): Promise<string[]> {
  const lines = (await readFile(join(project, '.dockerignore'), 'utf8')).split('\n');
  return lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
}

async function beginStage(root: string, base: Image | undefined): Promise<Image> {
  await mkdir(root);
  if (base !== undefined) await cp(base.root, root, { recursive: true, verbatimSymlinks: true });
  const empty = { workdir: '/', environment: {}, user: undefined, command: [], healthCheck: [] };
  return { ...structuredClone(base ?? empty), root };
}

async function copy(
  image: Image,
  instruction: Copy,
  stages: ReadonlyMap<string, Image>,
  context: { folder: string; allowed: string[] },
): Promise<void> {
  const words = instruction.getArguments().map((each) => each.getValue());
  const [target, sources] = [words.at(-1) ?? '', words.slice(0, -1)];
  const from = instruction.getFromFlag()?.getValue();
  for (const source of sources) {
    const stage = stages.get(from ?? '');
    if (stage === undefined && !context.allowed.includes(source))
      throw new Error(`COPY ${source}: .dockerignore excludes it.`);
    const path = stage === undefined ? join(context.folder, source) : positionIn(stage, source);
    // A folder's content is copied into the target; a file keeps its name when the target is a folder.
    const isFolder = (await stat(path)).isDirectory();
    const name = !isFolder && target.endsWith('/') ? basename(source) : '';
    await cp(path, join(positionIn(image, target), name), { recursive: true, verbatimSymlinks: true });
  }
}

async function runStep(image: Image, command: string): Promise<void> {
  if (NAMES_ROOT.test(command)) {
    printLine(`left to the container engine: ${command}`);
    return;
  }
  const began = performance.now();
  const inherited = Object.entries(process.env).filter(([name]) => !isOfOuterNpm(name));
  await run('sh', ['-c', command], {
    cwd: positionIn(image, '.'),
    env: {
      ...Object.fromEntries(inherited),
      ...image.environment,
      PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
    },
  });
  printLine(`${command} (${((performance.now() - began) / 1000).toFixed(0)} s)`);
}

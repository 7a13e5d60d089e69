import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Image, positionIn } from './image.ts';

const run = promisify(execFile);

/** The path of `node` in the official images. */
const USER_ID = 1000;
const isRoot = process.getuid?.() === 0;

/** Puts this Node where the base image has its own, and gives the image's user access. */
export async function addNode(image: Image): Promise<void> {
  const node = join(image.root, 'usr/local/bin/node');
  await mkdir(dirname(node), { recursive: true });
  await copyFile(process.execPath, node);
  // A proof's folder is private to its owner, but the server runs as another user.
  await chmod(dirname(image.root), 0o755);
}

/** Makes everything except the data folder read-only. */
export async function sealImage(image: Image): Promise<void> {
  const data = dataDirOf(image);
  await mkdir(data);
  await chmodAll(image, 'a-w,a+rX');
  await chmod(data, 0o755);
  if (isRoot) await chown(data, USER_ID, USER_ID);
}

/** Makes the folder writable again, so that it can be deleted. */
export const unsealImage = (image: Image): Promise<void> => chmodAll(image, 'u+w');

async function chmodAll({ root }: Image, mode: string): Promise<void> {
  await run('chmod', ['-R', mode, root]);
}

const dataDirOf = (image: Image): string => positionIn(image, image.environment['DATA_DIR'] ?? '/data');

/** Runs one of the image's commands as its non-root user, with its environment and these settings. */
export function runIn(
  image: Image,
  [program = '', ...words]: string[],
  settings: Record<string, string>,
): Run {
  const bin = join(image.root, 'usr/local/bin');
  const child = spawn(join(bin, program), words, {
    cwd: positionIn(image, '.'),
    env: { ...image.environment, PATH: bin, ...settings, DATA_DIR: dataDirOf(image) },
    ...(isRoot ? { uid: USER_ID, gid: USER_ID } : {}),
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const closed = once(child, 'close').then(([code]) => code as number | null);
  return { child, closed, printed: () => printed };
}

/** A command running in an image. */
export interface Run {
  child: ChildProcess;
  /** The exit code; null if a signal ended it. */
  closed: Promise<number | null>;
  printed: () => string;
}

import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { parse, stringify } from 'yaml';
import { loadKnowledge } from '#knowledge/load.ts';
import { loadClassifier } from '#training/load-classifier.ts';
import { understandingFor } from '#understanding/from-knowledge.ts';
import type { Assets } from './assets.ts';
import { classifierCacheDir, knowledgeDir } from './classifier-cache.ts';

/** A copy of the shipped content that a test changes, as an editor would. */
export interface ChangedKnowledge {
  /** Writes a file of the copy. */
  writes(file: string, content: unknown): Promise<void>;
  /** Changes the content of a file of the copy. */
  edits<Content>(file: string, change: (content: Content) => Content): Promise<void>;
  /** Loads the copy and removes it, and trains a classifier for it unless an earlier run did. */
  load(): Promise<Assets>;
}

/** @param name the folder in which the classifier is cached between runs */
export async function copyKnowledge(name: string): Promise<ChangedKnowledge> {
  const dir = await mkdtemp(join(tmpdir(), `${name}-`));
  await cp(knowledgeDir, dir, { recursive: true });
  const writes = async (file: string, content: unknown): Promise<void> => {
    await mkdir(dirname(join(dir, file)), { recursive: true });
    await writeFile(join(dir, file), stringify(content));
  };
  return {
    writes,
    edits: async <Content>(file: string, change: (content: Content) => Content) =>
      writes(file, change(parse(await readFile(join(dir, file), 'utf8')) as Content)),
    async load() {
      const knowledge = await loadKnowledge(dir);
      await rm(dir, { recursive: true });
      const { classifier } = await loadClassifier(knowledge, {
        dataDir: `${classifierCacheDir}-${name}`,
        log: pino({ level: 'silent' }),
      });
      return { knowledge, classifier, understand: understandingFor(knowledge, classifier) };
    },
  };
}

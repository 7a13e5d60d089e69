import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FiledPhrase } from './phrases.ts';
import type { Problem } from './problems.ts';
import { readYaml } from './read-yaml.ts';
import type { AdvisoryFile, Answer, CannedReply, Language, SmallTalk, Source, Vocabulary } from './schema.ts';
import {
  advisorySchema,
  answersFileSchema,
  cannedRepliesSchema,
  languagesFileSchema,
  phrasesFileSchema,
  smallTalkSchema,
  sourcesFileSchema,
  vocabularySchema,
} from './schema.ts';

/** Where each part of the content is, relative to the knowledge folder. */
export const files = {
  sources: 'sources.yaml',
  answers: 'answers',
  advisories: 'advisories',
  smallTalk: 'small-talk.yaml',
  vocabulary: 'vocabulary.yaml',
  phrases: 'phrases',
  cannedReplies: 'canned-replies.yaml',
  languages: 'languages.yaml',
} as const;

/** The content of the files: each part is valid by itself but not yet checked against the others. */
export interface Content {
  sources: Source[];
  answers: { file: string; answer: Answer }[];
  advisories: { file: string; advisory: AdvisoryFile }[];
  smallTalk: SmallTalk;
  vocabulary: Vocabulary;
  phrases: FiledPhrase[];
  cannedReplies: CannedReply[];
  languages: Language[];
}

/** Reads every file. A part with an unusable file is undefined, and `problems` says why. */
export async function readContent(dir: string, problems: Problem[]): Promise<Partial<Content>> {
  problems.push(...(await unreadFiles(dir)));
  const [sources, answers, advisories, smallTalk, vocabulary, phrases, cannedReplies, languages] =
    await Promise.all([
      readYaml(dir, files.sources, sourcesFileSchema, problems),
      readAnswers(dir, problems),
      readAdvisories(dir, problems),
      readYaml(dir, files.smallTalk, smallTalkSchema, problems),
      readYaml(dir, files.vocabulary, vocabularySchema, problems),
      readPhrases(dir, problems),
      readYaml(dir, files.cannedReplies, cannedRepliesSchema, problems),
      readYaml(dir, files.languages, languagesFileSchema, problems),
    ]);
  return {
    ...(sources && { sources }),
    ...(answers && { answers }),
    ...(advisories && { advisories }),
    ...(smallTalk && { smallTalk }),
    ...(vocabulary && { vocabulary }),
    ...(phrases && { phrases }),
    ...(cannedReplies && { cannedReplies }),
    ...(languages && { languages }),
  };
}

const isYaml = (name: string): boolean => name.endsWith('.yaml');
const looksLikeYaml = /\.ya?ml$/i;

const folders = new Set<string | undefined>([files.answers, files.advisories, files.phrases]);

function isRead(path: string): boolean {
  const [folder, file, ...deeper] = path.split('/');
  if (folders.has(folder) && file !== undefined && deeper.length === 0) return isYaml(file);
  return Object.values<string>(files).includes(path);
}

/** Reports YAML files that nothing reads, because an editor would wait in vain for their content to appear. */
async function unreadFiles(dir: string): Promise<Problem[]> {
  const names = (await readdir(dir, { recursive: true }).catch(() => [])).map((name) =>
    name.replaceAll('\\', '/'),
  );
  return names
    .filter((name) => looksLikeYaml.test(name) && !isRead(name))
    .sort()
    .map((file) => ({ file, entry: '', field: '', message: unreadMessage(file) }));
}

function unreadMessage(file: string): string {
  if (!isYaml(file))
    return `Only .yaml files are read; rename it to ${file.replace(looksLikeYaml, '.yaml')}.`;
  return `Nothing reads this file; the knowledge is in ${Object.values(files).join(', ')}. Rename, move or remove it.`;
}

async function readAnswers(dir: string, problems: Problem[]): Promise<Content['answers'] | undefined> {
  const folder = await yamlFiles(dir, files.answers, problems);
  const read = await Promise.all(folder.map((file) => readYaml(dir, file, answersFileSchema, problems)));
  if (read.length === 0 || read.includes(undefined)) return undefined;
  return read.flatMap((content, index) =>
    (content?.answers ?? []).map((answer) => ({ file: folder[index] ?? '', answer })),
  );
}

async function readAdvisories(dir: string, problems: Problem[]): Promise<Content['advisories'] | undefined> {
  const folder = await yamlFiles(dir, files.advisories, problems);
  const read = await Promise.all(folder.map((file) => readYaml(dir, file, advisorySchema, problems)));
  const advisories = read.flatMap((advisory, index) =>
    advisory === undefined ? [] : [{ file: folder[index] ?? '', advisory }],
  );
  return read.length === 0 || read.includes(undefined) ? undefined : advisories;
}

async function readPhrases(dir: string, problems: Problem[]): Promise<FiledPhrase[] | undefined> {
  const folder = await yamlFiles(dir, files.phrases, problems);
  const read = await Promise.all(folder.map((file) => readYaml(dir, file, phrasesFileSchema, problems)));
  if (read.length === 0 || read.includes(undefined)) return undefined;
  return read.flatMap((content, index) =>
    Object.entries(content ?? {}).flatMap(([intent, texts]) =>
      texts.map((text) => ({ text, intent, file: folder[index] ?? '' })),
    ),
  );
}

/** Lists the YAML files of a folder, sorted by name so that the order does not depend on the disk. */
async function yamlFiles(dir: string, folder: string, problems: Problem[]): Promise<string[]> {
  const names = await readdir(join(dir, folder)).catch(() => []);
  const found = names.filter(isYaml).sort();
  if (found.length === 0)
    problems.push({
      file: `${folder}/`,
      entry: '',
      field: '',
      message: 'There is no YAML file here; add one.',
    });
  return found.map((name) => `${folder}/${name}`);
}

import { type Documents, withYamlEnding } from './documents.ts';
import { type ExpectedAnswers, expectedFileSchema } from './expected-schema.ts';
import type { FiledPhrase } from './phrases.ts';
import type { Problem } from './problems.ts';
import type { ReadYaml } from './read-yaml.ts';
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
  expected: 'expected',
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
  expected: ExpectedAnswers;
}

/** Reads every document. If a document is unusable, its part is undefined, and `problems` says why. */
export function readContent(documents: Documents, problems: Problem[], readYaml: ReadYaml): Partial<Content> {
  problems.push(...unreadDocuments(documents));
  const sources = readYaml(documents, files.sources, sourcesFileSchema, problems);
  const answers = readAnswers(documents, problems, readYaml);
  const advisories = readAdvisories(documents, problems, readYaml);
  const smallTalk = readYaml(documents, files.smallTalk, smallTalkSchema, problems);
  const vocabulary = readYaml(documents, files.vocabulary, vocabularySchema, problems);
  const phrases = readPhrases(documents, problems, readYaml);
  const cannedReplies = readYaml(documents, files.cannedReplies, cannedRepliesSchema, problems);
  const languages = readYaml(documents, files.languages, languagesFileSchema, problems);
  const expected = readExpected(documents, problems, readYaml);
  return {
    ...(sources && { sources }),
    ...(answers && { answers }),
    ...(advisories && { advisories }),
    ...(smallTalk && { smallTalk }),
    ...(vocabulary && { vocabulary }),
    ...(phrases && { phrases }),
    ...(cannedReplies && { cannedReplies }),
    ...(languages && { languages }),
    ...(expected && { expected }),
  };
}

const isYaml = (name: string): boolean => name.endsWith('.yaml');

const folders = new Set<string | undefined>([files.answers, files.advisories, files.phrases, files.expected]);

function isRead(path: string): boolean {
  const [folder, file, ...deeper] = path.split('/');
  if (folders.has(folder) && file !== undefined && deeper.length === 0) return isYaml(file);
  return Object.values<string>(files).includes(path);
}

/** Reports documents that nothing reads, because an editor would wait in vain for their content to appear. */
const unreadDocuments = (documents: Documents): Problem[] =>
  [...documents.keys()]
    .filter((file) => !isRead(file))
    .map((file) => ({ file, entry: '', field: '', message: unreadMessage(file) }));

function unreadMessage(file: string): string {
  if (!isYaml(file)) return `Only .yaml files are read; rename it to ${withYamlEnding(file)}.`;
  return `Nothing reads this file; the knowledge is in ${Object.values(files).join(', ')}. Rename, move or remove it.`;
}

function readAnswers(
  documents: Documents,
  problems: Problem[],
  readYaml: ReadYaml,
): Content['answers'] | undefined {
  const folder = documentsIn(documents, files.answers, problems);
  const read = folder.map((file) => readYaml(documents, file, answersFileSchema, problems));
  if (read.length === 0 || read.includes(undefined)) return undefined;
  return read.flatMap((content, index) =>
    (content?.answers ?? []).map((answer) => ({ file: folder[index] ?? '', answer })),
  );
}

function readAdvisories(
  documents: Documents,
  problems: Problem[],
  readYaml: ReadYaml,
): Content['advisories'] | undefined {
  const folder = documentsIn(documents, files.advisories, problems);
  const read = folder.map((file) => readYaml(documents, file, advisorySchema, problems));
  const advisories = read.flatMap((advisory, index) =>
    advisory === undefined ? [] : [{ file: folder[index] ?? '', advisory }],
  );
  return read.length === 0 || read.includes(undefined) ? undefined : advisories;
}

function readPhrases(
  documents: Documents,
  problems: Problem[],
  readYaml: ReadYaml,
): FiledPhrase[] | undefined {
  const folder = documentsIn(documents, files.phrases, problems);
  const read = folder.map((file) => readYaml(documents, file, phrasesFileSchema, problems));
  if (read.length === 0 || read.includes(undefined)) return undefined;
  return read.flatMap((content, index) =>
    Object.entries(content ?? {}).flatMap(([intent, texts]) =>
      texts.map((text) => ({ text, intent, file: folder[index] ?? '' })),
    ),
  );
}

/** A team may have no expected answers. */
function readExpected(
  documents: Documents,
  problems: Problem[],
  readYaml: ReadYaml,
): ExpectedAnswers | undefined {
  const folder = pathsIn(documents, files.expected);
  const read = folder.map((file) => readYaml(documents, file, expectedFileSchema, problems));
  if (read.includes(undefined)) return undefined;
  const inDocument = <Entry>(entries: readonly Entry[] = [], index: number) =>
    entries.map((entry) => ({ ...entry, document: folder[index] ?? '' }));
  return {
    questions: read.flatMap((content, index) => inDocument(content?.questions, index)),
    conversations: read.flatMap((content, index) => inDocument(content?.conversations, index)),
  };
}

/** The paths of a folder's documents, in order. */
const pathsIn = (documents: Documents, folder: string): string[] =>
  [...documents.keys()].filter((path) => path.startsWith(`${folder}/`) && isRead(path));

/** The paths of the documents in a folder that must not be empty. */
function documentsIn(documents: Documents, folder: string, problems: Problem[]): string[] {
  const found = pathsIn(documents, folder);
  if (found.length === 0)
    problems.push({
      file: `${folder}/`,
      entry: '',
      field: '',
      message: 'There is no YAML file here; add one.',
    });
  return found;
}

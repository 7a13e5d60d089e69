import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { dialogIntents } from '#knowledge/intents.ts';
import { loadKnowledge } from '#knowledge/load.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { KnowledgeError } from '#knowledge/problems.ts';
import type { Problem } from '#knowledge/problems.ts';

const answer = {
  id: 'torch.battery',
  question: 'How long does the torch shine?',
  label: 'Battery of the torch',
  short: 'Ten hours.',
  about: { app: 'Torch' },
  source: 'leaflet',
  followUps: ['patch.list'],
};

const moonbeamAnswer = {
  ...answer,
  id: 'moonbeam.what',
  question: 'What is Moonbeam?',
  label: 'What Moonbeam is',
  about: { advisory: 'moonbeam' },
};

const talk = ['greeting', 'thanks', 'goodbye', 'help', 'bot'];
const intents = [answer.id, moonbeamAnswer.id, 'patch.status', 'patch.list', ...talk, ...dialogIntents];

const moonbeam = () => ({
  id: 'moonbeam',
  name: 'Moonbeam',
  description: 'the hole of 2017',
  summary: 'Moonbeam is a hole.',
  heading: 'Moonbeam',
  source: 'leaflet',
  introduction: moonbeamAnswer.id,
  aliases: ['moon beams'],
  cves: [{ from: 'CVE-2017-10001', to: 'CVE-2017-10009' }],
  patch: {
    source: 'leaflet',
    statuses: ['Available Now', 'In Progress', 'Available through automatic update'].map((name) => ({
      name,
      meaning: `It is: ${name}.`,
      isFixed: name !== 'In Progress',
    })),
    findModel: 'Read the label.',
    examples: ['T200'],
    titles: {
      'patch.status': { question: 'Is my model patched?', label: 'My model' },
      'patch.list': { question: 'Which models are patched?', label: 'All models' },
    },
    rows: [
      { model: 'T100v2', status: 'In Progress' },
      { model: 'T200', status: 'Available Now' },
      { model: 'T100V2', status: 'Available Now' },
    ],
  },
});

/** A complete, valid but very small knowledge base, file by file as data. */
export const smallContent = () => ({
  'sources.yaml': [{ id: 'leaflet', title: 'The leaflet', publisher: 'EnGenius', date: '2017-10-17' }],
  'answers/torch.yaml': { answers: [{ ...answer, about: { ...answer.about } }] },
  'answers/moonbeam.yaml': { answers: [{ ...moonbeamAnswer }] },
  'advisories/moonbeam.yaml': moonbeam(),
  'canned-replies.yaml': [{ title: 'Hello', text: 'Hello {customer}.' }],
  'languages.yaml': [
    {
      code: 'es',
      notice: 'Solo inglés.',
      patch: ['parche'],
      person: ['persona'],
      talk: ['hablar'],
      openers: ['hola'],
      yes: ['sí'],
    },
  ],
  'small-talk.yaml': {
    scope: 'the app',
    firstQuestions: ['patch.status'],
    replies: talk.map((id) => ({ id, text: `This is ${id}.` })),
  },
  'vocabulary.yaml': {
    apps: [{ name: 'Torch', aliases: ['toorch'], description: 'the app with a light' }],
    otherDevices: [{ name: 'Lamp', aliases: [], description: 'a lamp' }],
    otherMakers: ['acme'],
    otherVulnerabilities: ['moonlight'],
  },
  'phrases/all.yaml': Object.fromEntries(
    intents.map((intent) => [intent, [`tell me ${intent}`, `ask for ${intent}`]]),
  ) as Record<string, unknown[]>,
});

export type SmallContent = ReturnType<typeof smallContent>;
/** Files by path: a string is written as is, anything else as YAML; undefined means no file. */
export type Files = Record<string, unknown>;

export async function writeFiles(dir: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    if (content === undefined) continue;
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), typeof content === 'string' ? content : stringify(content));
  }
}

/** Writes the files to a new folder, loads them and removes the folder. */
export async function load(files: Files): Promise<Knowledge> {
  const dir = await mkdtemp(join(tmpdir(), 'knowledge-'));
  try {
    await writeFiles(dir, files);
    return await loadKnowledge(dir);
  } finally {
    await rm(dir, { recursive: true });
  }
}

/** The problems of the small knowledge after a change; empty if it loads. */
export async function problemsAfter(
  change: (content: SmallContent & Files) => void,
): Promise<readonly Problem[]> {
  const content: SmallContent & Files = smallContent();
  change(content);
  try {
    await load(content);
    return [];
  } catch (error) {
    if (error instanceof KnowledgeError) return error.problems;
    throw error;
  }
}

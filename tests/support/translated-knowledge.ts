import { parse, stringify } from 'yaml';
import { loadDocuments } from '#knowledge/documents.ts';
import { knowledgeOf } from '#knowledge/load.ts';
import type { AnswerTranslation } from '#knowledge/schema.ts';
import { understandingFor } from '#understanding/from-knowledge.ts';
import { type Assets, loadAssets } from './assets.ts';
import { knowledgeDir } from './classifier-cache.ts';

type Translations<Translation> = Record<string, Record<string, Translation>>;

/**
 * The shipped content with translations, as an editor would write them, keyed by the id of the answer or small talk and
 * by the language. There is no training: translations must not need any.
 */
export async function loadTranslated({
  answers = {},
  smallTalk = {},
}: {
  answers?: Translations<AnswerTranslation>;
  smallTalk?: Translations<{ text: string }>;
}): Promise<Assets> {
  const documents = new Map(await loadDocuments(knowledgeDir));
  const given: Translations<object> = { ...answers, ...smallTalk };
  for (const [path, text] of documents) {
    if (!path.startsWith('answers/') && path !== 'small-talk.yaml') continue;
    const content = parse(text) as Record<string, object[]>;
    for (const entry of content['answers'] ?? content['replies'] ?? []) {
      const { [(entry as { id: string }).id]: translations } = given;
      if (translations !== undefined) Object.assign(entry, { translations });
    }
    documents.set(path, stringify(content));
  }
  const knowledge = knowledgeOf(documents);
  const { classifier } = await loadAssets();
  return { knowledge, classifier, understand: understandingFor(knowledge, classifier) };
}

/** The answer to how many cameras EnViewer shows, in Spanish. */
export const cameraLimit = {
  question: '¿Cuántas cámaras puedo ver a la vez en EnViewer?',
  label: 'Cámaras en EnViewer',
  short: 'Todas las que quiera; se ven 4 a la vez.',
  detail: 'Pueden estar en routers distintos.',
} satisfies AnswerTranslation;

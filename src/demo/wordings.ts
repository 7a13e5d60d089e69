import { expectedUtterances } from '#evaluation/expected-utterances.ts';
import { OUT_OF_SCOPE } from '#evaluation/labelled-utterance.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import type { Understand } from '#understanding/understand.ts';

/** Customers' questions, by how the bot reads them. */
export interface Wordings {
  /** The bot is sure, and right: questions by intent. */
  sure: ReadonlyMap<string, readonly string[]>;
  /** The bot asks what is meant. */
  close: readonly string[];
  /** Whether the bot would say that it does not know. */
  isUnknown: (text: string) => boolean;
}

/** Bare names, for which the bot asks what the customer wants to know. */
const vague = ['EnViewer', 'entalk app', 'enroute??', 'the enshare app', 'EnViewer app please'];

const isQuestion = (id: string): boolean => id.includes('.') && id !== OUT_OF_SCOPE;

/** The expected questions, or the knowledge's own phrases if it has none. */
function readLines(knowledge: Knowledge): readonly { text: string; id: string }[] {
  const expected = expectedUtterances(knowledge);
  return expected.length > 0 ? expected : knowledge.phrases.map(({ text, intent }) => ({ text, id: intent }));
}

/** Sorts customers' questions by how the bot reads them. They are only asked here, never trained on. */
export function readWordings(knowledge: Knowledge, understand: Understand): Wordings {
  const sure = new Map<string, string[]>();
  const close = vague.filter((text) => understand(text).readings[0].certainty === 'close');
  // The meaning of a question must not depend on earlier context.
  const before = [undefined, ...knowledge.vocabulary.apps.map(({ name: app }) => ({ app, models: [] }))];
  const isSure = (text: string, id: string): boolean =>
    before.every((focus) => {
      const [{ certainty, intent }] = understand(text, focus).readings;
      return certainty === 'sure' && intent === id;
    });
  for (const { text, id } of readLines(knowledge)) {
    if (!isQuestion(id)) continue;
    const { readings } = understand(text);
    if (readings.length > 1) continue;
    if (readings[0].certainty === 'close') close.push(text);
    if (isSure(text, id)) sure.set(id, [...(sure.get(id) ?? []), text]);
  }
  return { sure, close, isUnknown: (text) => understand(text).readings[0].certainty === 'unknown' };
}

/** Questions in other languages, which the bot answers in English or not at all. */
export const foreignWordings: readonly { locale: string; text: string }[] = [
  { locale: 'de-DE', text: 'Wie lange habe ich Garantie auf den Access Point?' },
  { locale: 'de-DE', text: 'Ich brauche eine Rechnung mit ausgewiesener Mehrwertsteuer.' },
  { locale: 'de-DE', text: 'Mein Netz ist abends immer sehr langsam, woran liegt das?' },
  { locale: 'es-ES', text: '¿Cómo cambio la contraseña de la red de mi casa?' },
  { locale: 'es-ES', text: '¿Puedo devolver el router si no me gusta?' },
  { locale: 'zh-TW', text: '請問保固期多久？' },
  { locale: 'zh-TW', text: '路由器一直斷線怎麼辦' },
];

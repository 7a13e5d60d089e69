import type { Phrase } from './knowledge.ts';
import type { Problem } from './problems.ts';

/** A phrase with the file it is in, for error messages. */
export interface FiledPhrase extends Phrase {
  file: string;
}

/**
 * Reduces a text to the form in which phrases are compared: lower-case words without accents and punctuation. `{model}`
 * differs from the word "model". Text without any words (emoji, "??") is compared unchanged.
 */
export function comparable(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.replace(/['’]/g, '').match(/\{model\}|[\p{L}\p{N}]+/gu);
  return words?.join(' ') ?? text.trim();
}

/** Checks phrases against the known intents and against each other: a phrase can have only one intent. */
export function checkPhrases(
  phrases: readonly FiledPhrase[],
  titles: ReadonlyMap<string, { intent: string; file: string }>,
  known: ReadonlySet<string>,
): Problem[] {
  const problems: Problem[] = [];
  const unknown = new Set<string>();
  const seen = new Map<string, FiledPhrase>();
  for (const phrase of phrases) {
    const { text, intent, file } = phrase;
    const at = { file, entry: intent, field: `"${text}"` };
    if (!known.has(intent) && !unknown.has(`${file} ${intent}`)) {
      unknown.add(`${file} ${intent}`);
      const message = 'There is no answer with this id; correct the id or write the answer.';
      problems.push({ file, entry: intent, field: '', message });
    }
    const placeholder = text.match(/\{(?!model\})[^}]*\}?/)?.[0];
    if (placeholder !== undefined)
      problems.push({ ...at, message: `"${placeholder}" is not a placeholder; the only one is {model}.` });

    const key = comparable(text);
    const title = titles.get(key);
    if (title !== undefined && title.intent !== intent) {
      const message = `This is the question of ${title.intent} in ${title.file}; remove the phrase.`;
      problems.push({ ...at, message });
    }
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, phrase);
    else if (earlier.intent === intent)
      problems.push({ ...at, message: `The phrase appears twice (also in ${earlier.file}); remove one.` });
    else {
      const message = `The phrase is also listed under ${earlier.intent} in ${earlier.file}; keep it under one intent.`;
      problems.push({ ...at, message });
    }
  }
  return problems;
}

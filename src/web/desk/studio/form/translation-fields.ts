import type { Field, TranslationsSpec } from './field.ts';
import { fieldsOf, listOf, textOf, valueOf } from './values.ts';

const question: Field = { kind: 'text', name: 'question', label: 'Question', lines: 2 };
const label: Field = { kind: 'text', name: 'label', label: 'Button', most: 60 };
const short: Field = { kind: 'text', name: 'short', label: 'Short answer', lines: 3, advised: 280 };
const steps: Field = {
  kind: 'texts',
  name: 'steps',
  label: 'Steps',
  item: 'a step',
  isOrdered: true,
  isOptional: true,
};
const detail: Field = { kind: 'text', name: 'detail', label: 'Details', lines: 4, isOptional: true };
const untilFixed: Field = {
  kind: 'text',
  name: 'untilFixed',
  label: 'While a model has no patch',
  lines: 2,
  isOptional: true,
};

/** The question that an answer asks first, and its choices by their ids. */
const variants = (options: readonly unknown[]): Field => ({
  kind: 'group',
  name: 'variants',
  label: 'Ask a question first, then give the steps',
  isOptional: true,
  fields: [
    { kind: 'text', name: 'question', label: 'What the bot asks' },
    {
      kind: 'group',
      name: 'options',
      label: 'Choices',
      isOptional: true,
      fields: options.map((option): Field => ({
        kind: 'group',
        name: textOf(valueOf(option, 'id')),
        label: textOf(valueOf(option, 'label')),
        isOptional: true,
        fields: [
          { kind: 'text', name: 'label', label: 'Button' },
          ...(valueOf(option, 'short') === undefined ? [] : [{ ...short, isOptional: true } as const]),
          steps,
        ],
      })),
    },
  ],
});

const optionsOf = (content: unknown): readonly unknown[] =>
  listOf(valueOf(valueOf(content, 'variants'), 'options'));

function fieldsForAnswer(content: unknown): readonly Field[] {
  const has = fieldsOf(content);
  return [
    question,
    label,
    short,
    ...[steps, detail, untilFixed].filter(({ name }) => has[name] !== undefined),
    ...(has['variants'] === undefined ? [] : [variants(optionsOf(content))]),
  ];
}

/** The translations of an answer's texts. */
export const answerTranslations: TranslationsSpec = {
  kind: 'translations',
  name: 'translations',
  label: 'Translations',
  hint: 'Shown to customers in these languages. The bot does not learn from translations.',
  fieldsFor: fieldsForAnswer,
};

/** The translations of a reply to small talk. */
export const replyTranslations: TranslationsSpec = {
  ...answerTranslations,
  fieldsFor: () => [{ kind: 'text', name: 'text', label: 'What the bot says', lines: 4 }],
};

/** The labels of the empty fields. */
export const emptyFields = (fields: readonly Field[], value: unknown): string[] =>
  fields.filter((field) => isEmpty(field, valueOf(value, field.name))).map(({ label: name }) => name);

function isEmpty(field: Field, value: unknown): boolean {
  if (field.kind === 'group') return emptyFields(field.fields, value).length > 0;
  return field.kind === 'texts' ? listOf(value).length === 0 : textOf(value).trim() === '';
}

/** The texts of an entry that translations repeat. */
const translated = ['question', 'label', 'short', 'steps', 'detail', 'untilFixed', 'variants', 'text'];

/** Whether the English has changed since it was published, and the translation into a language has not. */
export function isLeftBehind({
  content,
  published,
  language,
}: {
  content: unknown;
  /** Null where nothing was published. */
  published: unknown;
  language: string;
}): boolean {
  const translationIn = (entry: unknown): unknown => valueOf(valueOf(entry, 'translations'), language);
  const before = translationIn(published);
  if (before === undefined || !isSame(before, translationIn(content))) return false;
  return translated.some((field) => !isSame(valueOf(published, field), valueOf(content, field)));
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

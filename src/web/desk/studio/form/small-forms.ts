import type { Field, TextsSpec } from './field.ts';
import { replyTranslations } from './translation-fields.ts';

const aliases: TextsSpec = {
  kind: 'texts',
  name: 'aliases',
  label: 'Other names for it',
  hint: 'Include common misspellings. Capitals, spaces and hyphens make no difference.',
  item: 'a name',
};

/** The form of an app or another device that customers name. */
export const nameForm: readonly Field[] = [
  { kind: 'text', name: 'name', label: 'Name' },
  {
    kind: 'text',
    name: 'description',
    label: 'Description',
    hint: 'Such as: the app for watching EDS cameras.',
  },
  aliases,
];

export const makersForm: readonly Field[] = [
  {
    kind: 'texts',
    name: '',
    label: 'Other makers',
    hint: 'Their devices are not ours, so the bot states nothing about them. Avoid ordinary words.',
    item: 'a maker',
  },
];

export const vulnerabilitiesForm: readonly Field[] = [
  {
    kind: 'texts',
    name: '',
    label: 'Vulnerabilities without an advisory',
    hint: 'The bot states nothing about them.',
    item: 'a name',
  },
];

export const smallTalkForm: readonly Field[] = [
  { kind: 'text', name: 'text', label: 'What the bot says', hint: 'Markdown.', lines: 4 },
  replyTranslations,
];

export const scopeForm: readonly Field[] = [
  {
    kind: 'text',
    name: '',
    label: 'What the bot knows',
    hint: 'Follows “I can tell you about”.',
    lines: 3,
  },
];

export const firstQuestionsForm: readonly Field[] = [
  {
    kind: 'chosen',
    name: '',
    label: 'First questions',
    hint: 'Offered to new customers: up to five, followed by “Talk to a person”.',
    from: 'answers',
    most: 5,
  },
];

export const sourceForm: readonly Field[] = [
  { kind: 'text', name: 'title', label: 'Title' },
  { kind: 'text', name: 'publisher', label: 'Publisher' },
  { kind: 'date', name: 'date', label: 'Published on', hint: 'Leave it empty if the text has no date.' },
];

const words = (name: string, label: string, hint?: string): Field => ({
  kind: 'texts',
  name,
  label,
  ...(hint === undefined ? {} : { hint }),
  item: 'a word',
});

export const languageForm: readonly Field[] = [
  {
    kind: 'text',
    name: 'notice',
    label: 'Notice',
    hint: 'Say, in that language, that the bot answers in English and that the customer can ask for a person.',
    lines: 3,
  },
  words('patch', 'Words in questions about a patch', 'Words or beginnings of words.'),
  words('person', 'Words for “person”'),
  words('talk', 'Words for “talk”'),
  words('openers', 'Greetings and calls for help', 'Whole messages.'),
  words('yes', 'Words for “yes”'),
];

export const phrasesForm: readonly Field[] = [
  {
    kind: 'texts',
    name: '',
    label: 'Phrases',
    hint: 'What customers really write, mistakes included. {model} stands for any model.',
    item: 'a phrase',
  },
];

import type { Field } from './field.ts';

/** The expectations for a message. */
const expectation: readonly Field[] = [
  {
    kind: 'searched',
    name: 'answer',
    label: 'The bot must answer with',
    from: 'expectable',
    isOptional: true,
  },
  { kind: 'check', name: 'asks', label: 'The bot must ask to clarify, and state nothing', on: true },
  { kind: 'check', name: 'declines', label: 'The bot must say that it does not know', on: true },
  { kind: 'check', name: 'orAsks', label: 'Asking to clarify is also fine', on: true },
  {
    kind: 'group',
    name: '',
    label: 'More conditions',
    isFolded: true,
    fields: [
      {
        kind: 'chosen',
        name: 'also',
        label: 'And also with',
        hint: 'For a message with several questions.',
        from: 'expectable',
        isOptional: true,
      },
      {
        kind: 'texts',
        name: 'models',
        label: 'The bot must state the status of',
        item: 'a model',
        suggest: 'models',
        isOptional: true,
      },
      { kind: 'check', name: 'unlisted', label: 'The bot must say that the model is not listed', on: true },
      { kind: 'texts', name: 'says', label: 'The replies must contain', item: 'words', isOptional: true },
      {
        kind: 'texts',
        name: 'neverSays',
        label: 'The replies must not contain',
        item: 'words',
        isOptional: true,
      },
    ],
  },
];

const note: Field = {
  kind: 'text',
  name: 'note',
  label: 'Note',
  hint: 'Who asks like this, or why it matters.',
  lines: 2,
  isOptional: true,
};

/** A question with its expected answer. */
export const expectedQuestionForm: readonly Field[] = [
  { kind: 'text', name: 'ask', label: 'What the customer asks', lines: 2 },
  { kind: 'group', name: 'expect', label: 'Expected reply', fields: expectation },
  note,
];

/** A conversation with the expected answers of its turns. */
export const expectedConversationForm: readonly Field[] = [
  { kind: 'text', name: 'title', label: 'Title' },
  {
    kind: 'items',
    name: 'turns',
    label: 'Turns',
    item: 'a turn',
    title: 'say',
    blank: { say: '' },
    isOrdered: true,
    fields: [
      { kind: 'text', name: 'say', label: 'What the customer says', lines: 2 },
      {
        kind: 'group',
        name: 'expect',
        label: 'Expected reply',
        fields: expectation,
        isOptional: true,
        isFolded: true,
      },
    ],
  },
  note,
];

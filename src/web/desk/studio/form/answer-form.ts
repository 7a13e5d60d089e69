import type { Field } from './field.ts';
import { answerTranslations } from './translation-fields.ts';

/** The question and what customers are told. */
const said: readonly Field[] = [
  {
    kind: 'text',
    name: 'question',
    label: 'Question',
    hint: 'As a customer would ask it. It is also the title in menus and in “Did you mean …?”.',
    lines: 2,
  },
  {
    kind: 'text',
    name: 'label',
    label: 'Button',
    hint: 'The question in a few words.',
    most: 60,
  },
  {
    kind: 'text',
    name: 'short',
    label: 'Short answer',
    hint: 'Start with yes, no or the number. Customers may not read any further.',
    lines: 3,
    advised: 280,
  },
  {
    kind: 'texts',
    name: 'steps',
    label: 'Steps',
    hint: 'Numbered automatically.',
    item: 'a step',
    isOrdered: true,
    isOptional: true,
  },
  {
    kind: 'text',
    name: 'detail',
    label: 'Details',
    hint: 'Markdown: **bold**, - lists, [links](https://example.com). Anything beyond three lines is shown under “More”.',
    lines: 4,
    isOptional: true,
  },
];

const about: Field = {
  kind: 'group',
  name: 'about',
  label: 'Subject',
  hint: 'The answer is given only for this subject: a limit of one app is never stated for another.',
  fields: [
    { kind: 'choice', name: 'app', label: 'App', from: 'apps', none: 'No app', isOptional: true },
    { kind: 'text', name: 'model', label: 'Model', suggest: 'models', isOptional: true },
    {
      kind: 'choice',
      name: 'advisory',
      label: 'Advisory',
      from: 'advisories',
      none: 'No advisory',
      isOptional: true,
    },
    { kind: 'check', name: 'maker', label: 'All EnGenius products, and only those', on: 'EnGenius' },
  ],
};

const next: readonly Field[] = [
  { kind: 'choice', name: 'source', label: 'Source', from: 'sources' },
  {
    kind: 'chosen',
    name: 'followUps',
    label: 'Follow-up questions',
    hint: 'Up to three, offered as buttons.',
    from: 'answers',
    most: 3,
  },
  {
    kind: 'searched',
    name: 'howToChange',
    label: 'The answer to “how do I change that?”',
    from: 'answers',
    isOptional: true,
  },
];

const more: Field = {
  kind: 'group',
  name: '',
  label: 'Compatible devices and patches',
  isFolded: true,
  fields: [
    {
      kind: 'texts',
      name: 'worksWith',
      label: 'Works with',
      hint: 'Devices that the answer names. Customers who ask about a device are told whether it is one of them.',
      item: 'a device',
      suggest: 'devices',
      isOptional: true,
    },
    {
      kind: 'check',
      name: 'withModel',
      label: 'If the customer names a model, answer with its patch status instead',
      on: 'patch.status',
    },
    {
      kind: 'text',
      name: 'untilFixed',
      label: 'While a model has no patch',
      hint: 'Shown with the status of such a model, instead of what the status means.',
      lines: 2,
      isOptional: true,
    },
  ],
};

const variants: Field = {
  kind: 'group',
  name: 'variants',
  label: 'Ask a question first, then give the steps',
  hint: 'For answers that differ, for example between the 2.4 GHz and the 5 GHz network.',
  isFolded: true,
  isOptional: true,
  blank: {
    question: '',
    options: [
      { id: 'one', label: '', steps: [] },
      { id: 'two', label: '', steps: [] },
    ],
  },
  fields: [
    { kind: 'text', name: 'question', label: 'What the bot asks' },
    {
      kind: 'items',
      name: 'options',
      label: 'Choices',
      item: 'a choice',
      title: 'label',
      blank: { id: '', label: '', steps: [] },
      most: 6,
      isOrdered: true,
      fields: [
        { kind: 'text', name: 'label', label: 'Button' },
        { kind: 'text', name: 'id', label: 'Id', hint: 'In lower case, such as 5ghz.' },
        { kind: 'texts', name: 'aliases', label: 'Other names for it', item: 'a name', isOptional: true },
        { kind: 'text', name: 'short', label: 'Short answer', lines: 2, isOptional: true },
        { kind: 'texts', name: 'steps', label: 'Steps', item: 'a step', isOrdered: true },
        {
          kind: 'texts',
          name: 'covers',
          label: 'Covers',
          hint: 'Ids of the choices that this one combines.',
          item: 'an id',
          isOptional: true,
        },
      ],
    },
    {
      kind: 'group',
      name: '',
      label: 'Questions about the steps',
      isFolded: true,
      fields: [
        {
          kind: 'text',
          name: 'topic',
          label: 'Topic',
          hint: 'Follows “the”, such as: guest network.',
          isOptional: true,
        },
        {
          kind: 'texts',
          name: 'called',
          label: 'Names for any of the choices',
          item: 'a name',
          isOptional: true,
        },
        { kind: 'terms', name: 'terms', label: 'Explained terms' },
        { kind: 'text', name: 'where', label: 'Where to do it', lines: 2, isOptional: true },
        {
          kind: 'texts',
          name: 'whereWords',
          label: 'Words for asking where',
          item: 'a word',
          isOptional: true,
        },
      ],
    },
  ],
};

/** The form of an answer. */
export const answerForm: readonly Field[] = [...said, about, ...next, more, variants, answerTranslations];

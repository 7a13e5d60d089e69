import type { Field } from './field.ts';
import { answerTranslations } from './translation-fields.ts';

/** What customers are told, by the question that they ask. */
const said: readonly Field[] = [
  {
    kind: 'text',
    name: 'question',
    label: 'Question',
    hint: 'As a customer would ask it. It is a title, too: in menus, and in “Did you mean …?”.',
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
    hint: 'Begin with the yes, the no or the number. Customers may read no further.',
    lines: 3,
    advised: 280,
  },
  {
    kind: 'texts',
    name: 'steps',
    label: 'Steps',
    hint: 'They are numbered for the customer.',
    item: 'a step',
    isOrdered: true,
    isOptional: true,
  },
  {
    kind: 'text',
    name: 'detail',
    label: 'Details',
    hint: 'Markdown: **bold**, - lists, [links](https://example.com). More than three lines wait behind “More”.',
    lines: 4,
    isOptional: true,
  },
];

const about: Field = {
  kind: 'group',
  name: 'about',
  label: 'What it is about',
  hint: 'It is given only for its own subject: a limit of one app is never stated for another.',
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
    { kind: 'check', name: 'maker', label: 'All EnGenius products, and no others', on: 'EnGenius' },
  ],
};

const next: readonly Field[] = [
  { kind: 'choice', name: 'source', label: 'Source', from: 'sources' },
  {
    kind: 'chosen',
    name: 'followUps',
    label: 'What people ask next',
    hint: 'At most three; they are offered as buttons.',
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
  label: 'Works with, and patches',
  isFolded: true,
  fields: [
    {
      kind: 'texts',
      name: 'worksWith',
      label: 'Works with',
      hint: 'Devices that the answer names. Customers who name one are told whether it is among them.',
      item: 'a device',
      suggest: 'devices',
      isOptional: true,
    },
    {
      kind: 'check',
      name: 'withModel',
      label: 'Once a customer names a model, its patch status answers instead',
      on: 'patch.status',
    },
    {
      kind: 'text',
      name: 'untilFixed',
      label: 'While a model has no patch',
      hint: 'Said with the status of such a model, in place of what the status means.',
      lines: 2,
      isOptional: true,
    },
  ],
};

const variants: Field = {
  kind: 'group',
  name: 'variants',
  label: 'Ask back first, then give the steps',
  hint: 'For answers that differ: the 2.4 GHz and the 5 GHz network, for example.',
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
      label: 'What customers can choose',
      item: 'a choice',
      title: 'label',
      blank: { id: '', label: '', steps: [] },
      most: 6,
      isOrdered: true,
      fields: [
        { kind: 'text', name: 'label', label: 'Button' },
        { kind: 'text', name: 'id', label: 'Id', hint: 'In small letters, such as 5ghz.' },
        { kind: 'texts', name: 'aliases', label: 'Other names for it', item: 'a name', isOptional: true },
        { kind: 'text', name: 'short', label: 'Short answer', lines: 2, isOptional: true },
        { kind: 'texts', name: 'steps', label: 'Steps', item: 'a step', isOrdered: true },
        {
          kind: 'texts',
          name: 'covers',
          label: 'Covers',
          hint: 'Ids of the choices that this one stands for together.',
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
          hint: 'To follow “the”: guest network.',
          isOptional: true,
        },
        {
          kind: 'texts',
          name: 'called',
          label: 'What people call any of the choices',
          item: 'a name',
          isOptional: true,
        },
        { kind: 'terms', name: 'terms', label: 'Words explained' },
        { kind: 'text', name: 'where', label: 'Where it is done', lines: 2, isOptional: true },
        {
          kind: 'texts',
          name: 'whereWords',
          label: 'Words by which people ask where',
          item: 'a word',
          isOptional: true,
        },
      ],
    },
  ],
};

/** An answer. */
export const answerForm: readonly Field[] = [...said, about, ...next, more, variants, answerTranslations];

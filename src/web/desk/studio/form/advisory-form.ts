import type { Field } from './field.ts';

const title = (name: string, label: string): Field => ({
  kind: 'group',
  name,
  label,
  fields: [
    { kind: 'text', name: 'question', label: 'Question' },
    { kind: 'text', name: 'label', label: 'Button', most: 60 },
  ],
});

const table: Field = {
  kind: 'group',
  name: 'patch',
  label: 'Patch table',
  fields: [
    {
      kind: 'rows',
      name: 'rows',
      label: 'Models',
      hint: 'When a status changes, the previous one is kept as history.',
    },
    {
      kind: 'items',
      name: 'statuses',
      label: 'Statuses',
      item: 'a status',
      title: 'name',
      blank: { name: '', meaning: '', isFixed: false },
      most: 6,
      isOrdered: true,
      fields: [
        { kind: 'text', name: 'name', label: 'Status', hint: 'As published.' },
        { kind: 'text', name: 'meaning', label: 'What it means for owners, in one sentence', lines: 2 },
        { kind: 'check', name: 'isFixed', label: 'Owners can get the patch', on: true, off: false },
        {
          kind: 'texts',
          name: 'words',
          label: 'Words that customers use for it',
          item: 'a word',
          isOptional: true,
        },
      ],
    },
    { kind: 'choice', name: 'source', label: 'Source', from: 'sources' },
    {
      kind: 'texts',
      name: 'examples',
      label: 'Example models',
      item: 'a model',
      suggest: 'models',
    },
    { kind: 'text', name: 'findModel', label: 'How to find the model', lines: 3 },
    {
      kind: 'group',
      name: 'titles',
      label: 'The two questions about it',
      isFolded: true,
      fields: [title('patch.status', 'Status of one model'), title('patch.list', 'All models')],
    },
  ],
};

/** The form of an advisory: a vulnerability with its patch table. */
export const advisoryForm: readonly Field[] = [
  { kind: 'text', name: 'name', label: 'Name' },
  { kind: 'text', name: 'description', label: 'Description', hint: 'Follows the name, after a comma.' },
  { kind: 'text', name: 'summary', label: 'Summary in one sentence', lines: 3 },
  { kind: 'text', name: 'heading', label: 'Heading on the support page' },
  { kind: 'choice', name: 'source', label: 'Source', from: 'sources' },
  { kind: 'searched', name: 'introduction', label: 'The answer that introduces it', from: 'answers' },
  {
    kind: 'texts',
    name: 'aliases',
    label: 'Other names for it',
    hint: 'An asterisk matches any ending: krack*.',
    item: 'a name',
    isOptional: true,
  },
  {
    kind: 'items',
    name: 'cves',
    label: 'CVEs',
    item: 'a range',
    title: 'from',
    blank: { from: '', to: '' },
    fields: [
      { kind: 'text', name: 'from', label: 'From', hint: 'Such as CVE-2017-13077.' },
      { kind: 'text', name: 'to', label: 'To', hint: 'The same for a single CVE.' },
    ],
  },
  table,
];

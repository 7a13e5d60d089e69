import type { StudioListed, StudioOverview } from '#desk/studio/wire.ts';
import type { EntryKind } from '#studio/entries/entry.ts';
import { formWords as words } from './words.ts';

/** A choice: the value stored in the entry, and its label. */
export interface Choice {
  value: string;
  label: string;
}

/** The choices for the fields of a form. */
export interface Choices {
  /** Answers, and the two questions that patch tables answer. */
  answers: readonly Choice[];
  /** Everything that can be an expected answer. */
  expectable: readonly Choice[];
  sources: readonly Choice[];
  apps: readonly Choice[];
  advisories: readonly Choice[];
  models: readonly Choice[];
  /** Models and other devices. */
  devices: readonly Choice[];
}

const ofTables: readonly Choice[] = [
  { value: 'patch.status', label: words.patchStatus },
  { value: 'patch.list', label: words.patchList },
];

const byName = ({ id, title }: StudioListed): Choice => ({ value: id, label: title });
const itself = (value: string): Choice => ({ value, label: value });

/** The choices in the draft, without entries to be removed. */
export function choicesIn({ entries, models }: Pick<StudioOverview, 'entries' | 'models'>): Choices {
  const of = (...kinds: EntryKind[]): Choice[] =>
    entries.filter(({ kind, state }) => kinds.includes(kind) && state !== 'removed').map(byName);
  const answers = [...of('answer'), ...ofTables];
  const ofModels = models.map(itself);
  return {
    answers,
    expectable: [...answers, ...of('small-talk'), { value: 'human', label: words.human }],
    sources: of('source'),
    apps: of('app'),
    advisories: of('advisory'),
    models: ofModels,
    devices: [...ofModels, ...of('device')],
  };
}

export const noChoices: Choices = {
  answers: [],
  expectable: [],
  sources: [],
  apps: [],
  advisories: [],
  models: [],
  devices: [],
};

/** The label of a value. */
export const labelOf = (choices: readonly Choice[], value: string): string =>
  choices.find((choice) => choice.value === value)?.label ?? value;

const wordsIn = (text: string): string[] => text.toLocaleLowerCase().split(/\s+/).filter(Boolean);

/** The choices that contain all these words, up to the length of a list. */
export function matching(choices: readonly Choice[], wanted: string, most = 8): Choice[] {
  const asked = wordsIn(wanted);
  return choices
    .filter(({ label, value }) => {
      const text = `${label} ${value}`.toLocaleLowerCase();
      return asked.every((word) => text.includes(word));
    })
    .slice(0, most);
}

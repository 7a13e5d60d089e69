import type { StudioListed, StudioOverview } from '#desk/studio/wire.ts';
import type { EntryKind } from '#studio/entries/entry.ts';
import { formWords as words } from './words.ts';

/** Something that can be chosen: the value that the entry holds, and what people call it. */
export interface Choice {
  value: string;
  label: string;
}

/** What the fields of a form can be chosen from. */
export interface Choices {
  /** Answers and the two questions that patch tables answer. */
  answers: readonly Choice[];
  /** Everything that may be expected of the bot. */
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

/** What there is to choose from in the draft. What is to be removed cannot be chosen any more. */
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

/** What people call a value. */
export const labelOf = (choices: readonly Choice[], value: string): string =>
  choices.find((choice) => choice.value === value)?.label ?? value;

const wordsIn = (text: string): string[] => text.toLocaleLowerCase().split(/\s+/).filter(Boolean);

/** The choices that contain all these words, as many as a list shows. */
export function matching(choices: readonly Choice[], wanted: string, most = 8): Choice[] {
  const asked = wordsIn(wanted);
  return choices
    .filter(({ label, value }) => {
      const text = `${label} ${value}`.toLocaleLowerCase();
      return asked.every((word) => text.includes(word));
    })
    .slice(0, most);
}

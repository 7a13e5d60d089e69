import type { DeskRelease, DeskReleaseDifferences } from '#desk/releases/wire.ts';

/** Every text of the releases. */
export const releaseWords = {
  title: 'Releases',
  intro: 'A release is everything the bot knows, as it was at one time.',
  loading: 'Loading…',
  empty: 'There are no releases yet.',
  release: 'Release',
  made: 'Made',
  state: 'State',
  actions: 'Actions',
  by: (author: string) => `by ${author}`,
  current: 'Answers customers',
  published: (time: string) => `Published ${time}`,
  never: 'Not published',
  compare: 'Compare',
  compareTitle: (number: number) => `Release ${number}, compared with another`,
  with: 'Compared with',
  named: ({ number, note, isCurrent }: DeskRelease) =>
    [`Release ${number}`, ...(isCurrent ? ['answers customers'] : []), ...(note === '' ? [] : [note])].join(
      ', ',
    ),
  changes: 'Changes',
  changesTitle: (number: number) => `What release ${number} changed`,
  noChanges: 'It is not known what it changed.',
  despite: (reason: string) => `Published although expected answers failed: ${reason}`,
  figures: ({
    answers,
    phrases,
    expected,
    expectedHeld,
    trainedSeconds,
  }: NonNullable<DeskRelease['figures']>) =>
    [
      `${answers} answers`,
      `${phrases} phrases`,
      `${expectedHeld} of ${expected} expected answers hold`,
      ...(trainedSeconds === null ? [] : [`trained in ${trainedSeconds} s`]),
    ].join(' · '),
  same: 'No entry differs.',
  kinds: { added: 'Added', removed: 'Removed', changed: 'Changed' } satisfies Record<
    DeskReleaseDifferences['differences'][number]['kind'],
    string
  >,
  done: 'Done',
  publish: 'Publish',
  goBack: 'Go back to this',
  publishTitle: (number: number) => `Publish release ${number}?`,
  goBackTitle: (number: number) => `Go back to release ${number}?`,
  publishText: 'Customers are answered from it within seconds. You can go back at any time.',
  note: 'Note',
  noteHint: 'Why? Your colleagues see it in the audit log.',
  answersNow: (number: number) => `Release ${number} answers customers now.`,
};

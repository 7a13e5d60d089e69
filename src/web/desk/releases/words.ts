import type { DeskRelease, DeskReleaseDifferences } from '#desk/releases/wire.ts';
import { counted } from '../counted.ts';

/** Every text of the releases. */
export const releaseWords = {
  title: 'Releases',
  intro: 'A release is everything the bot knows at one point in time.',
  loading: 'Loading…',
  empty: 'There are no releases yet.',
  release: 'Release',
  made: 'Created',
  state: 'Status',
  actions: 'Actions',
  by: (author: string) => `by ${author}`,
  current: 'Live',
  published: (time: string) => `Published ${time}`,
  never: 'Not published',
  publishedBy: (actor: string, note: string) => `Published by ${actor}${note === '' ? '' : `: ${note}`}`,
  compare: 'Compare',
  compareTitle: (number: number) => `Compare release ${number}`,
  with: 'Compare with',
  named: ({ number, note, isCurrent }: DeskRelease) =>
    [`Release ${number}`, ...(isCurrent ? ['live'] : []), ...(note === '' ? [] : [note])].join(', '),
  changes: 'Changes',
  changesTitle: (number: number) => `Changes in release ${number}`,
  noChanges: 'There is no record of what it changed.',
  despite: (reason: string) => `Published although expected answers failed: ${reason}`,
  figures: ({
    answers,
    phrases,
    expected,
    expectedHeld,
    trainedSeconds,
  }: NonNullable<DeskRelease['figures']>) =>
    [
      counted(answers, 'answer', 'answers'),
      counted(phrases, 'phrase', 'phrases'),
      `${expectedHeld} of ${counted(expected, 'expected answer', 'expected answers')} ${expectedHeld === 1 ? 'holds' : 'hold'}`,
      ...(trainedSeconds === null ? [] : [`trained in ${trainedSeconds} s`]),
    ].join(' · '),
  same: 'No differences.',
  kinds: { added: 'Added', removed: 'Removed', changed: 'Changed' } satisfies Record<
    DeskReleaseDifferences['differences'][number]['kind'],
    string
  >,
  done: 'Done',
  publish: 'Publish',
  goBack: 'Go back to this release',
  publishTitle: (number: number) => `Publish release ${number}?`,
  goBackTitle: (number: number) => `Go back to release ${number}?`,
  publishText:
    'It goes live within seconds. If it must be trained first, this page shows the progress. You can go back at any time.',
  breaks: (number: number, broken: readonly { asked: string }[]) =>
    `Release ${number} breaks ${broken.length === 1 ? 'an expected answer:' : `${broken.length} expected answers, such as`} “${broken[0]?.asked}”. To publish it anyway, give a reason.`,
  note: 'Note',
  noteHint: 'Why? Your colleagues will see this in the audit log.',
  despiteReason: 'Why publish it anyway?',
  despiteHint: 'This is kept with the release and in the audit log.',
};

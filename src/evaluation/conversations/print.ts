import { columns, percent } from '../columns.ts';
import { shareOf } from '../statistics.ts';
import { holdingByKind, type ReplayedConversation, type ReplayedTurn, turnHolds } from './replay.ts';

/** Formats the figures by kind and the names of the failing conversations for a terminal. */
export function printedConversations(source: string, replayed: readonly ReplayedConversation[]): string {
  const rows = holdingByKind(replayed);
  const holding = replayed.filter(({ holds }) => holds).length;
  const failing = replayed.filter(({ holds }) => !holds);
  return [
    `Replayed ${replayed.length} conversations of ${source}: ${holding} hold (${percent(shareOf(holding, replayed.length))})`,
    '',
    ...columns([
      ['kind', 'hold', 'of', ''],
      ...rows.map(({ kind, holding: held, conversations }) => [
        kind,
        String(held),
        String(conversations),
        percent(shareOf(held, conversations)),
      ]),
    ]),
    ...(failing.length === 0 ? [] : ['', `Not holding: ${failing.map(({ name }) => name).join(', ')}`]),
  ].join('\n');
}

/** Formats one replayed conversation, with what failed in it. */
export const printedConversation = ({ name, kind, turns }: ReplayedConversation): string =>
  [`${name} (${kind})`, ...turns.flatMap(printedTurn)].join('\n');

function printedTurn(turn: ReplayedTurn): string[] {
  return [
    '',
    `> ${turn.say}`,
    ...turn.replies.flatMap(({ text, titles }) => [
      ...text.split('\n').map((line) => `  ${line}`),
      ...(titles.length === 0 ? [] : [`  ${titles.map((title) => `[${title}]`).join(' ')}`]),
    ]),
    ...(turnHolds(turn) ? [] : [`  ✗ A good reply: ${turn.means}`]),
    ...turn.missing.map((pattern) => `    missing: ${shortened(pattern)}`),
    ...turn.forbidden.map(
      ({ pattern, matched }) => `    must not be said: ${shortened(matched)} (${shortened(pattern)})`,
    ),
  ];
}

const longest = 160;
const shortened = (text: string): string => {
  const line = text.replaceAll('\n', '⏎');
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
};

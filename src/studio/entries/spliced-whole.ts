import { isDeepStrictEqual } from 'node:util';
import { isMap, isNode, isScalar, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import { columnOf, indented, pairOf, type Span, spanOf, yamlOf } from './yaml-text.ts';

/** A part of a text, with its replacement. */
interface Edit extends Span {
  written: string;
}

/**
 * Changes a document that consists of one entry only in the places where it differs: a row of a patch table is one
 * line.
 * @returns undefined if this is not possible
 */
export function splicedWhole(text: string, content: unknown): string | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  const edits = editsOf(text, document.contents, content);
  if (edits === undefined) return undefined;
  const result = applied(text, edits);
  const young = parseDocument(result);
  return young.errors.length === 0 && isDeepStrictEqual(young.toJS(), content) ? result : undefined;
}

/** Applies edits from the end to the beginning; of two insertions at the same place, the later one first. */
const applied = (text: string, edits: readonly Edit[]): string =>
  edits
    .toReversed()
    .toSorted((a, b) => b.start - a.start)
    .reduce((young, { start, end, written }) => young.slice(0, start) + written + young.slice(end), text);

/** @returns undefined if the whole node has to be rewritten */
function editsOf(text: string, node: unknown, content: unknown): Edit[] | undefined {
  if (isMap(node) && node.flow !== true && isRecord(content)) return editsOfMap(text, node, content);
  if (isSeq(node) && node.flow !== true && Array.isArray(content)) return editsOfList(text, node, content);
  return undefined;
}

function editsOfMap(text: string, map: YAMLMap, content: Record<string, unknown>): Edit[] | undefined {
  const edits: Edit[] = [];
  const known = new Set<string>();
  let last: Span | undefined;
  for (const pair of map.items) {
    const { key, value } = pair;
    last = spanOf(text, pair);
    if (!isScalar(key) || typeof key.value !== 'string' || last === undefined) return undefined;
    const name = key.value;
    known.add(name);
    if (!(name in content)) edits.push(removal(text, last));
    else if (!isSame(value, content[name]))
      edits.push(...(editsOf(text, value, content[name]) ?? [pairAnew(text, last, name, content[name])]));
  }
  if (last === undefined) return undefined;
  const columns = columnOf(text, spanOf(text, map)?.start ?? 0);
  for (const [name, value] of Object.entries(content)) {
    if (known.has(name)) continue;
    const lines = indented(pairOf(name, value), columns);
    edits.push({ start: last.end, end: last.end, written: `\n${' '.repeat(columns)}${lines}` });
  }
  return edits;
}

const pairAnew = (text: string, span: Span, name: string, value: unknown): Edit => ({
  ...span,
  written: indented(pairOf(name, value), columnOf(text, span.start)),
});

/** Items at the beginning and the end that stay the same are left alone. */
function editsOfList(text: string, list: YAMLSeq, content: readonly unknown[]): Edit[] | undefined {
  const { items } = list;
  const most = Math.min(items.length, content.length);
  let before = 0;
  while (before < most && isSame(items[before], content[before])) before += 1;
  let after = 0;
  while (after < most - before && isSame(items.at(-1 - after), content.at(-1 - after))) after += 1;
  const old = items.slice(before, items.length - after);
  const young = content.slice(before, content.length - after);
  const spans = items.map((item) => spanOf(text, item));
  if (spans.includes(undefined)) return undefined;
  const spanAt = (at: number): Span => spans[at]!;
  const edits = old.flatMap((item, at): Edit[] => {
    const span = spanAt(before + at);
    if (at < young.length && isSame(item, young[at])) return [];
    if (at >= young.length) return [removal(text, span)];
    const written = indented(yamlOf(young[at]), columnOf(text, span.start));
    return editsOf(text, item, young[at]) ?? [{ ...span, written }];
  });
  const added = young.slice(old.length);
  if (added.length === 0) return content.length === 0 ? undefined : edits;
  const place = before + old.length - 1;
  if (place < 0) return undefined;
  const { start, end } = spanAt(place);
  const columns = columnOf(text, start);
  const dash = `\n${' '.repeat(columns - 2)}- `;
  return [
    ...edits,
    ...added.map((item) => ({ start: end, end, written: `${dash}${indented(yamlOf(item), columns)}` })),
  ];
}

/** Removes whole lines, from the first of a span to its last. */
function removal(text: string, { start, end }: Span): Edit {
  const next = text.indexOf('\n', end);
  return { start: start - columnOf(text, start), end: next === -1 ? text.length : next + 1, written: '' };
}

const isSame = (node: unknown, value: unknown): boolean =>
  isDeepStrictEqual(isNode(node) ? (node.toJSON() as unknown) : node, value);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

import { Document, isMap, isNode, type Pair } from 'yaml';
import { readableNode, STYLE } from './readable-node.ts';

/** A span of a text: from its first character to just after its last. */
export interface Span {
  start: number;
  end: number;
}

/** The span of a node or a pair, without the white space after it. */
export function spanOf(text: string, node: unknown): Span | undefined {
  const first = isNode(node) ? node : (node as Pair | undefined)?.key;
  const last = isNode(node) ? node : (node as Pair | undefined)?.value;
  if (!isNode(first) || !isNode(last) || !first.range || !last.range) return undefined;
  const [start] = first.range;
  return { start, end: start + text.slice(start, last.range[1]).trimEnd().length };
}

/** The distance of a position from the beginning of its line. */
export const columnOf = (text: string, at: number): number => at - (text.lastIndexOf('\n', at - 1) + 1);

export const replaced = (text: string, { start, end }: Span, written: string): string =>
  text.slice(0, start) + written + text.slice(end);

/** Removes whole lines, together with the empty line after them. */
export function without(text: string, { start, end }: Span): string {
  const rest = text.slice(end).replace(/^[^\n]*\n(?:[ \t]*\n)?/, '');
  return text.slice(0, start - columnOf(text, start)) + rest;
}

/** The lines of a list item, without its dash. */
export function yamlOf(content: unknown): string {
  const document = new Document();
  document.contents = readableNode(document, content);
  return document.toString(STYLE).trimEnd();
}

/** The lines of an entry in a map. A phrase stays on one line, however long it is. */
export function pairOf(id: string, content: unknown): string {
  const document = new Document();
  const pair = readableNode(document, { [id]: content });
  // It is one of several, however short it is.
  if (isMap(pair)) pair.flow = false;
  document.contents = pair;
  return document.toString(Array.isArray(content) ? { ...STYLE, lineWidth: 0 } : STYLE).trimEnd();
}

/** Indents all lines but the first. */
export const indented = (written: string, columns: number): string =>
  written.replaceAll(/\n(?=.)/g, `\n${' '.repeat(columns)}`);

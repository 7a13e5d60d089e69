import type { Logger } from 'pino';
import { activityId } from './ids.ts';

/** No real activity is nested this deep, and JSON is serialised recursively. */
const DEEPEST = 200;
/** How many broken rows are remembered, so that each is logged once. */
const MAX_REMEMBERED = 1000;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function isTooDeep(value: unknown, depth = 0): boolean {
  return (
    isObject(value) &&
    (depth === DEEPEST || Object.values(value).some((inner) => isTooDeep(inner, depth + 1)))
  );
}

function problemOf(body: string): string | undefined {
  try {
    const value: unknown = JSON.parse(body);
    if (!isObject(value) || !('type' in value) || typeof value.type !== 'string') return 'It is no activity.';
    return isTooDeep(value) ? 'It is nested too deeply.' : undefined;
  } catch {
    return 'It is not JSON.';
  }
}

/**
 * Creates the function that reads a stored activity. A notice takes the place of an unreadable one, so that its
 * neighbours can still be read; its id is logged once.
 * @returns the body, or the body of the notice, as JSON
 */
export type ReadBody = (row: { conversationId: string; seq: number; body: string }) => string;

export function createReadBody(log: Logger): ReadBody {
  const known = new Set<string>();
  return ({ conversationId, seq, body }) => {
    const problem = problemOf(body);
    if (problem === undefined) return body;
    const id = activityId(conversationId, seq);
    if (!known.has(id)) {
      if (known.size >= MAX_REMEMBERED) known.clear();
      known.add(id);
      log.error({ activityId: id, problem }, 'a stored activity is unreadable; showing a notice instead');
    }
    return JSON.stringify({
      type: 'message',
      id,
      conversation: { id: conversationId },
      from: { id: '', role: 'bot' },
      text: 'This message cannot be shown.',
    });
  };
}

/** Reads a stored list of words; empty if it is unreadable. */
export function wordsIn(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

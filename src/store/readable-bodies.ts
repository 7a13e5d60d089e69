import type { Logger } from 'pino';
import { activityId } from './ids.ts';

/** Nobody's activity is nested deeper, and what serialises JSON does so by recursion. */
const DEEPEST = 200;
/** Rows whose fault is remembered, so that the log has each once. */
const MOST_REMEMBERED = 1000;

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
 * Gives stored activities to those who read them. What cannot be read stands in its place as a notice, so that it never
 * keeps its neighbours from being read; the log says so once, with its id.
 * @returns the body, or the notice's, as JSON
 */
export type ReadBody = (row: { conversationId: string; seq: number; body: string }) => string;

export function createReadBody(log: Logger): ReadBody {
  const known = new Set<string>();
  return ({ conversationId, seq, body }) => {
    const problem = problemOf(body);
    if (problem === undefined) return body;
    const id = activityId(conversationId, seq);
    if (!known.has(id)) {
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.add(id);
      log.error(
        { activityId: id, problem },
        'A stored activity cannot be read; a notice is shown in its place.',
      );
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

/** A stored list of words; empty where it cannot be read. */
export function wordsIn(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

import { useEffect, useRef, useState } from 'preact/hooks';
import type { ApiResult } from '../api.ts';

/** A list that loads page by page. */
export interface Pages<Item> {
  /** Undefined until the first page has loaded. */
  items: readonly Item[] | undefined;
  hasMore: boolean;
  problem: string;
  /** Loads the next page. */
  readMore: () => void;
}

type Page<Item> = { items: readonly Item[]; next: string | null };

/**
 * Loads a list page by page, and again when the request changes.
 * @param key identifies the request; undefined requests nothing
 * @param read loads the page after a place, or the first one
 */
export function usePages<Item>(
  key: string | undefined,
  read: (next: string | undefined) => Promise<ApiResult<Page<Item>>>,
): Pages<Item> {
  const [items, setItems] = useState<readonly Item[]>();
  const [next, setNext] = useState<string | null>(null);
  const [problem, setProblem] = useState('');
  /** Increases with each request: responses to earlier ones are dropped. */
  const question = useRef(0);
  const readPage = async (before: readonly Item[], from: string | undefined): Promise<void> => {
    const own = (question.current += 1);
    const answer = await read(from);
    if (own !== question.current) return;
    setProblem(answer.ok ? '' : answer.problem);
    if (!answer.ok) return;
    setItems([...before, ...answer.body.items]);
    setNext(answer.body.next);
  };
  useEffect(() => {
    question.current += 1;
    setItems(undefined);
    setNext(null);
    setProblem('');
    if (key !== undefined) void readPage([], undefined);
  }, [key]);
  return {
    items,
    hasMore: next !== null,
    problem,
    readMore: () => void (next !== null && readPage(items ?? [], next)),
  };
}

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Insights } from '#insights/wire.ts';
import { api } from '../api.ts';
import type { InsightQuery } from './query.ts';

/** What the server is asked for: the period, and what it is narrowed to. */
export const periodOf = ({ from, to, channel, locale }: InsightQuery): Record<string, string> => ({
  from,
  to,
  ...(channel === undefined ? {} : { channel }),
  ...(locale === undefined ? {} : { locale }),
});

/** Reads the insights of a period. What was read last stays until the next is there. */
export function useInsights(query: InsightQuery): { insights: Insights | undefined; problem: string } {
  const [insights, setInsights] = useState<Insights>();
  const [problem, setProblem] = useState('');
  const newest = useRef(0);
  const key = JSON.stringify(periodOf(query));
  useEffect(() => {
    const own = (newest.current += 1);
    void api.insights(periodOf(query)).then((answer) => {
      // Another period has been chosen meanwhile.
      if (own !== newest.current) return;
      setProblem(answer.ok ? '' : answer.problem);
      if (answer.ok) setInsights(answer.body);
    });
  }, [key]);
  return { insights, problem };
}

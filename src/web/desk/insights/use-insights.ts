import { useEffect, useRef, useState } from 'preact/hooks';
import type { Insights } from '#insights/wire.ts';
import { api } from '../api.ts';
import type { InsightQuery } from './query.ts';

/** The request to the server: the period and its filters. */
export const periodOf = ({ from, to, channel, locale }: InsightQuery): Record<string, string> => ({
  from,
  to,
  ...(channel === undefined ? {} : { channel }),
  ...(locale === undefined ? {} : { locale }),
});

/** Loads the insights of a period. The previous ones stay until the next have loaded. */
export function useInsights(query: InsightQuery): { insights: Insights | undefined; problem: string } {
  const [insights, setInsights] = useState<Insights>();
  const [problem, setProblem] = useState('');
  const newest = useRef(0);
  const key = JSON.stringify(periodOf(query));
  useEffect(() => {
    const own = (newest.current += 1);
    void api.insights(periodOf(query)).then((answer) => {
      // Another period was chosen while this one loaded.
      if (own !== newest.current) return;
      setProblem(answer.ok ? '' : answer.problem);
      if (answer.ok) setInsights(answer.body);
    });
  }, [key]);
  return { insights, problem };
}

import { useEffect, useState } from 'preact/hooks';
import type { DeskTeam } from '#desk/team-wire.ts';
import { api } from '../api.ts';
import type { DeskClient } from '../client/desk-client.ts';

/** Presence can expire without an event, so poll as well. */
const INTERVAL_MS = 10_000;

const startOfToday = (): string => {
  const today = new Date();
  today.setHours(0, 0, 0, 0);
  return today.toISOString();
};

/** The current team, loaded again whenever the desk's state changes. */
export function useTeam({ state }: DeskClient): { team: DeskTeam | undefined; problem: string } {
  const [team, setTeam] = useState<DeskTeam>();
  const [problem, setProblem] = useState('');
  const refresh = async (): Promise<void> => {
    const answer = await api.team(startOfToday());
    setProblem(answer.ok ? '' : answer.problem);
    if (answer.ok) setTeam(answer.body);
  };
  useEffect(() => void refresh(), [state.value]);
  useEffect(() => {
    const timer = setInterval(() => void refresh(), INTERVAL_MS);
    return () => clearInterval(timer);
  }, []);
  return { team, problem };
}

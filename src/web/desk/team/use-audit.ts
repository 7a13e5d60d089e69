import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskAuditEntry } from '#desk/team-wire.ts';
import { api } from '../api.ts';

/** Loads the audit log page by page, of everybody or of one person. */
export function useAudit() {
  const [actor, setActor] = useState('');
  const [actors, setActors] = useState<readonly string[]>([]);
  const [entries, setEntries] = useState<readonly DeskAuditEntry[]>();
  const [next, setNext] = useState<string | null>(null);
  const [problem, setProblem] = useState('');
  const wanted = useRef('');

  const read = async (of: string, before: readonly DeskAuditEntry[], after: string): Promise<void> => {
    wanted.current = of;
    const answer = await api.audit(of, after);
    // Another person was chosen while this loaded.
    if (wanted.current !== of) return;
    setProblem(answer.ok ? '' : answer.problem);
    if (!answer.ok) return;
    setEntries([...before, ...answer.body.entries]);
    setNext(answer.body.next);
    setActors(answer.body.actors);
  };
  useEffect(() => void read('', [], ''), []);
  return {
    actor,
    actors,
    entries,
    problem,
    choose: (name: string): void => {
      setActor(name);
      setEntries(undefined);
      setNext(null);
      void read(name, [], '');
    },
    /** Undefined at the end. */
    more: next === null ? undefined : () => void read(actor, entries ?? [], next),
  };
}

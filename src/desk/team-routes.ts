import { z } from 'zod';
import { isPresent } from '#handoff/queue.ts';
import { badArgument } from '#http/problem.ts';
import { single } from '#http/query.ts';
import type { DeskContext } from './desk-context.ts';
import { supervisorRoute } from './desk-route.ts';
import { type DeskAlert, deskTeam, type DeskTeam } from './team-wire.ts';
import type { DeskState } from './wire.ts';

const DAY_MS = 24 * 3_600_000;

const asked = z.object({
  since: single(z.string().max(40).describe('When the day began in the time zone of the caller: ISO 8601.')),
});

/** When today began; 24 hours ago if the browser does not say. */
function dayStart(since: string | undefined, now: Date): Date {
  const given = since === undefined ? NaN : Date.parse(since);
  const isToday = given <= now.getTime() && given > now.getTime() - 2 * DAY_MS;
  return new Date(isToday ? given : now.getTime() - DAY_MS);
}

/** @param sorted ascending */
const median = (sorted: readonly number[]): number | undefined => sorted[Math.floor((sorted.length - 1) / 2)];

async function readMembers(
  { store, presences, presenceTimeoutMs, clock }: DeskContext,
  { connected, tickets }: DeskState,
): Promise<DeskTeam['members']> {
  const moment = { now: clock(), presenceTimeoutMs };
  const [accounts, present] = await Promise.all([
    store.accounts.list(clock()),
    presences.list().then((all) => all.filter((presence) => isPresent(presence, moment))),
  ]);
  return accounts
    .filter(({ disabled }) => !disabled)
    .map(({ id, name, role }) => ({
      id,
      name,
      role,
      availability: present.find(({ agent }) => agent.id === id)?.availability ?? null,
      chats: connected.filter(({ agent }) => agent?.id === id).length,
      tickets: tickets.assigned[id] ?? 0,
    }));
}

function alertsOf({ waiting, agents, tickets }: DeskState): DeskAlert[] {
  const overdue = waiting.filter(({ isOverdue }) => isOverdue).length;
  const isAnybodyFree = agents.some(({ availability }) => availability === 'available');
  return [
    ...(waiting.length > 0 && !isAnybodyFree ? [{ kind: 'nobody' as const, count: waiting.length }] : []),
    ...(overdue > 0 ? [{ kind: 'overdue' as const, count: overdue }] : []),
    ...(tickets.undelivered > 0 ? [{ kind: 'undelivered' as const, count: tickets.undelivered }] : []),
  ];
}

const team = supervisorRoute(
  {
    method: 'get',
    path: '/desk/api/team',
    summary:
      'Shows who is at the desk with how much work, how long customers wait, and what needs attention.',
    query: { schema: asked, refuse: () => badArgument('Ask with "since".') },
    gives: deskTeam,
  },
  (context) =>
    async (_agent, { query }) => {
      const { store, clock, limit, readState } = context;
      const [state, waits] = await Promise.all([
        readState(),
        store.chats.waitsSince(dayStart(query().since, clock())),
      ]);
      const requested = state.waiting.map(({ requestedAt }) => requestedAt).toSorted();
      const wait = median(waits);
      return {
        members: await readMembers(context, state),
        limit,
        waiting: state.waiting.length,
        waitingSince: requested[0] ?? null,
        medianWaitSeconds: wait === undefined ? null : Math.round(wait / 1000),
        claimedToday: waits.length,
        alerts: alertsOf(state),
      };
    },
);

/** The team right now. */
export const teamRoutes = [team];

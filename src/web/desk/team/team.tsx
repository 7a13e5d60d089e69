import type { DeskAlert, DeskTeam } from '#desk/team-wire.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Icon } from '../shell/icon.tsx';
import { hrefOf } from '../shell/router.ts';
import type { DeskView, ViewProps } from '../shell/view.ts';
import { minutes, secondsSince } from '../times.ts';
import { viewWords } from '../words.ts';
import { useTeam } from './use-team.ts';
import { roleWords, teamWords as words } from './words.ts';

const Figure = ({ name, value, hint }: { name: string; value: string | number; hint?: string }) => (
  <div class="figure" title={hint}>
    <dt>{name}</dt>
    <dd translate={false}>{value}</dd>
  </div>
);

/** How many customers wait, and for how long. */
function Waits({ team: { waiting, waitingSince, medianWaitSeconds, claimedToday } }: { team: DeskTeam }) {
  const longest = waitingSince === null ? words.none : minutes(secondsSince(waitingSince));
  const median = medianWaitSeconds === null ? words.none : minutes(medianWaitSeconds);
  return (
    <dl class="figures" aria-label={words.waits}>
      <Figure name={words.waiting} value={waiting} />
      <Figure name={words.longest} value={longest} />
      <Figure name={words.median} value={median} hint={words.medianHint} />
      <Figure name={words.claimed} value={claimedToday} />
    </dl>
  );
}

/** The view where a supervisor can act on an alert. */
const placeOf: Record<DeskAlert['kind'], string> = {
  nobody: 'waiting',
  overdue: 'waiting',
  undelivered: 'messages',
};

const Alerts = ({ alerts }: Pick<DeskTeam, 'alerts'>) => (
  <div role="status" aria-label={words.alerts}>
    {alerts.length > 0 && (
      <ul class="team-alerts">
        {alerts.map(({ kind, count }) => (
          <li key={kind}>
            <a class="notice" href={hrefOf(placeOf[kind])}>
              {words.alert[kind](count)}
            </a>
          </li>
        ))}
      </ul>
    )}
  </div>
);

/** Who is there, and their workload. */
function People({ team: { members, limit } }: { team: DeskTeam }) {
  return (
    <table class="table people" aria-label={words.people}>
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.status}</th>
          <th scope="col" class="number">
            {words.chats}
          </th>
          <th scope="col" class="number">
            {words.messages}
          </th>
        </tr>
      </thead>
      <tbody>
        {members.map(({ id, name, role, availability, chats, tickets }) => (
          <tr key={id} class={availability === null ? 'offline' : ''}>
            <th scope="row">
              <span class="person">
                <Avatar name={name} id={id} mark={availability ?? undefined} />
                <span>
                  <bdi translate={false}>{name}</bdi>
                  <span class="soft">{roleWords[role]}</span>
                </span>
              </span>
            </th>
            <td>{availability === null ? words.offline : words.availability[availability]}</td>
            <td class="number">{words.load(chats, limit)}</td>
            <td class="number">{tickets}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** For supervisors: who is at the desk with how much work, how long customers wait, and what needs attention. */
function Team({ client }: ViewProps) {
  const { team, problem } = useTeam(client);
  return (
    <div class="page-body">
      <div class="page-head">
        <h2>{words.title}</h2>
      </div>
      <p class="soft" role="status">
        {problem || (team === undefined ? words.loading : '')}
      </p>
      {team !== undefined && (
        <>
          <Alerts alerts={team.alerts} />
          <Waits team={team} />
          <People team={team} />
        </>
      )}
    </div>
  );
}

export const teamView: DeskView = {
  id: 'team',
  label: viewWords.team,
  Icon: () => <Icon name="team" />,
  roles: ['supervisor'],
  isSeldom: true,
  List: Team,
};

import { Icon } from '../shell/icon.tsx';
import type { DeskView } from '../shell/view.ts';
import { shortTime } from '../times.ts';
import { viewWords } from '../words.ts';
import { predicateOf } from './audit-sentence.ts';
import { useAudit } from './use-audit.ts';
import { auditWords as words } from './words.ts';

function Person({ audit: { actor, actors, choose } }: { audit: ReturnType<typeof useAudit> }) {
  return (
    <label class="page-filter">
      {words.person}
      <select value={actor} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        <option value="">{words.everybody}</option>
        {actors.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** For supervisors: who did what, newest first. */
function Audit() {
  const audit = useAudit();
  const { entries, problem, more } = audit;
  return (
    <div class="page-body">
      <div class="page-head">
        <h2>{words.title}</h2>
        <Person audit={audit} />
      </div>
      <p class="soft" role="status">
        {problem || (entries === undefined ? words.loading : entries.length === 0 ? words.empty : '')}
      </p>
      {entries !== undefined && entries.length > 0 && (
        <table class="table audit-log">
          <thead>
            <tr>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.when}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.id}>
                <td class="what">
                  <strong>
                    <bdi translate={false}>{entry.actor}</bdi>
                  </strong>{' '}
                  {predicateOf(entry)}
                </td>
                <td class="when">
                  <time dateTime={entry.at}>{shortTime(entry.at)}</time>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more !== undefined && (
        <p>
          <button type="button" class="quiet" onClick={more}>
            {words.more}
          </button>
        </p>
      )}
    </div>
  );
}

export const auditView: DeskView = {
  id: 'audit',
  label: viewWords.audit,
  Icon: () => <Icon name="audit" />,
  roles: ['supervisor'],
  isSeldom: true,
  List: Audit,
};

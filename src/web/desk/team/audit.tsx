import { useEffect, useState } from 'preact/hooks';
import type { DeskAuditEntry } from '#desk/wire.ts';
import { api } from '../api.ts';
import { Icon } from '../shell/icon.tsx';
import type { DeskView } from '../shell/view.ts';
import { shortTime } from '../times.ts';
import { viewWords } from '../words.ts';

/** For supervisors: the latest entries of the audit log. */
function Audit() {
  const [entries, setEntries] = useState<readonly DeskAuditEntry[]>([]);
  useEffect(() => {
    void api.audit().then((answer) => setEntries(answer.ok ? answer.body : []));
  }, []);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div class="audit" role="region" aria-label={viewWords.audit} tabIndex={0}>
      <h2>{viewWords.audit}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ at, actor, action, target }) => (
            <tr key={`${at} ${actor} ${action} ${target}`}>
              <td>{shortTime(at)}</td>
              <td>{actor}</td>
              <td>
                {action} {target}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
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

import { useId } from 'preact/hooks';
import { Icon } from '../../shell/icon.tsx';
import { useForm } from './form-context.ts';
import type { TableModel } from './patch-rows.ts';
import { placeIn } from './values.ts';
import { formWords as words } from './words.ts';

/** A model with its latest status, earlier statuses and problems. */
export function ModelRow({
  model: { name, status, history, places },
  statuses,
  at,
  onStatus,
  onRemove,
}: {
  model: TableModel;
  statuses: readonly string[];
  /** The place of the table. */
  at: string;
  onStatus: (status: string) => void;
  onRemove: () => void;
}) {
  const id = useId();
  const { problems } = useForm();
  const wrong = places.flatMap((place) => problems.get(placeIn(at, place + 1)) ?? []);
  return (
    <tr>
      <th scope="row" translate={false}>
        {name}
      </th>
      <td>
        <select
          aria-label={words.statusOf(name)}
          aria-describedby={`${id}-more`}
          aria-invalid={wrong.length > 0}
          value={status}
          onChange={({ currentTarget }) => onStatus(currentTarget.value)}
        >
          {!statuses.includes(status) && <option value={status}>{status}</option>}
          {statuses.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
        <div id={`${id}-more`}>
          {history.length > 0 && <p class="soft">{words.before(history)}</p>}
          {wrong.map((problem) => (
            <p key={problem} class="problem">
              {problem}
            </p>
          ))}
        </div>
      </td>
      <td class="row-menu">
        <button
          type="button"
          class="icon-button"
          aria-label={words.remove(name)}
          title={words.removeShort}
          onClick={onRemove}
        >
          <Icon name="close" />
        </button>
      </td>
    </tr>
  );
}

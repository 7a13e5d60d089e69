import { useEffect, useState } from 'preact/hooks';
import type { ClosedChatChoices } from '#desk/closed/wire.ts';
import { api } from '../api.ts';
import { closedWords as words } from '../words.ts';

/** The list's filters. Dates have the format of the browser's date fields: `2026-03-02`. */
export interface Filter {
  agent?: string;
  outcome?: string;
  stars?: string;
  tag?: string;
  model?: string;
  from?: string;
  until?: string;
}

/** The start of a day in the agent's time zone. @param daysLater 1 for its end */
function startOf(date: string, daysLater = 0): string {
  const day = new Date(`${date}T00:00`);
  // By the calendar: on the days when the clocks change, a day does not have 24 hours.
  day.setDate(day.getDate() + daysLater);
  return day.toISOString();
}

/** A filter as the server expects it: only what is set, with times instead of days. */
export function queryOf({ from = '', until = '', ...others }: Filter): Record<string, string> {
  const set = Object.entries(others).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return {
    ...Object.fromEntries(set),
    ...(from === '' ? {} : { from: startOf(from) }),
    ...(until === '' ? {} : { until: startOf(until, 1) }),
  };
}

type Choice = [value: string, label: string];

const outcomes: Choice[] = Object.entries(words.outcomes);
const stars: Choice[] = [5, 4, 3, 2, 1].map((count) => [String(count), words.starsOf(count)]);
const same = (names: readonly string[] = []): Choice[] => names.map((name) => [name, name]);

/** A button that opens the filters. */
export function ClosedFilters({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const [isOpen, setOpen] = useState(false);
  const choices = useChoices(isOpen);
  const count = Object.values(filter).filter(Boolean).length;
  const set = (name: keyof Filter) => (value: string) => onChange({ ...filter, [name]: value });
  return (
    <div class="filters">
      <div class="filters-head">
        <button
          type="button"
          class="quiet"
          aria-expanded={isOpen}
          aria-controls="closed-filters"
          onClick={() => setOpen(!isOpen)}
        >
          {count === 0 ? words.filters : words.filtersSet(count)}
        </button>
        {count > 0 && (
          <button type="button" class="quiet" onClick={() => onChange({})}>
            {words.clear}
          </button>
        )}
      </div>
      <div id="closed-filters" class="filters-fields" hidden={!isOpen}>
        <Select
          label={words.agent}
          value={filter.agent}
          choices={(choices?.agents ?? []).map(({ id, name }) => [id, name])}
          onChange={set('agent')}
        />
        <Select label={words.outcome} value={filter.outcome} choices={outcomes} onChange={set('outcome')} />
        <Select label={words.stars} value={filter.stars} choices={stars} onChange={set('stars')} />
        <Select label={words.tag} value={filter.tag} choices={same(choices?.tags)} onChange={set('tag')} />
        <Select
          label={words.model}
          value={filter.model}
          choices={same(choices?.models)}
          onChange={set('model')}
        />
        <Day label={words.from} value={filter.from} onChange={set('from')} />
        <Day label={words.until} value={filter.until} onChange={set('until')} />
      </div>
    </div>
  );
}

/** The available choices, loaded when the filters open. */
function useChoices(isOpen: boolean): ClosedChatChoices | undefined {
  const [choices, setChoices] = useState<ClosedChatChoices>();
  useEffect(() => {
    if (isOpen) void api.closedChatChoices().then((answer) => answer.ok && setChoices(answer.body));
  }, [isOpen]);
  return choices;
}

interface FieldProps {
  label: string;
  value: string | undefined;
  onChange: (value: string) => void;
}

const Select = ({ label, value = '', choices, onChange }: FieldProps & { choices: readonly Choice[] }) => (
  <label>
    {label}
    <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
      <option value="">{words.any}</option>
      {choices.map(([each, name]) => (
        <option key={each} value={each}>
          {name}
        </option>
      ))}
    </select>
  </label>
);

const Day = ({ label, value = '', onChange }: FieldProps) => (
  <label>
    {label}
    <input
      type="date"
      class="field"
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  </label>
);

import { useState } from 'preact/hooks';
import type { Insights } from '#insights/wire.ts';
import { channelName } from '../messages/channel-name.ts';
import type { Router } from '../shell/router.ts';
import { languageName } from './language-name.ts';
import { INSIGHTS } from './places.ts';
import { daysBetween, type InsightQuery, lastDays, referenceOf } from './query.ts';
import { insightWords as words } from './words.ts';

const CUSTOM = 'custom';

/** The preset that a period equals, or the custom one. */
function presetOf({ from, to }: InsightQuery): string {
  const days = daysBetween(from, to);
  return days in words.presets && lastDays(days).to === to ? String(days) : CUSTOM;
}

interface PickerProps {
  query: InsightQuery;
  router: Router;
  /** The available filters; undefined until they have loaded. */
  insights: Insights | undefined;
}

/** Chooses the period and its filters. */
export function PeriodPicker({ query, router, insights }: PickerProps) {
  const preset = presetOf(query);
  const [wantsDates, setWantsDates] = useState(false);
  const isCustom = wantsDates || preset === CUSTOM;
  const change = (changes: Partial<InsightQuery>): void =>
    router.go(INSIGHTS, referenceOf({ ...query, ...changes }));
  const choose = (chosen: string): void => {
    setWantsDates(chosen === CUSTOM);
    if (chosen !== CUSTOM) change(lastDays(Number(chosen)));
  };
  return (
    <div class="insight-filters">
      <label class="page-filter">
        {words.period}
        <select
          value={isCustom ? CUSTOM : preset}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
        >
          {Object.entries(words.presets).map(([days, name]) => (
            <option key={days} value={days}>
              {name}
            </option>
          ))}
          <option value={CUSTOM}>{words.custom}</option>
        </select>
      </label>
      {isCustom && <Dates query={query} change={change} />}
      <Narrow
        label={words.channel}
        value={query.channel}
        nameOf={channelName}
        choices={(insights?.channels ?? []).map(({ key }) => key)}
        onChange={(channel) => change({ channel })}
      />
      <Narrow
        label={words.language}
        value={query.locale}
        nameOf={languageName}
        choices={(insights?.locales ?? []).map(({ key }) => key)}
        onChange={(locale) => change({ locale })}
      />
    </div>
  );
}

function Dates({
  query: { from, to },
  change,
}: Pick<PickerProps, 'query'> & { change: (changes: Partial<InsightQuery>) => void }) {
  const set = (name: 'from' | 'to', value: string): void => {
    if (value === '') return;
    const next = { from, to, [name]: value };
    // Move the other end along, so that no period ends before it begins.
    if (next.from <= next.to) change(next);
    else change({ from: value, to: value });
  };
  return (
    <>
      <label class="page-filter">
        {words.from}
        <input
          type="date"
          class="field"
          value={from}
          onChange={({ currentTarget }) => set('from', currentTarget.value)}
        />
      </label>
      <label class="page-filter">
        {words.to}
        <input
          type="date"
          class="field"
          value={to}
          onChange={({ currentTarget }) => set('to', currentTarget.value)}
        />
      </label>
    </>
  );
}

interface NarrowProps {
  label: string;
  value: string | undefined;
  choices: readonly string[];
  nameOf: (choice: string) => string;
  onChange: (value: string) => void;
}

/** A selected value stays available even if the server no longer lists it. */
function Narrow({ label, value = '', choices, nameOf, onChange }: NarrowProps) {
  const all = [...new Set([...choices, value])].filter((each) => each !== '');
  return (
    <label class="page-filter">
      {label}
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        <option value="">{words.all}</option>
        {all.map((each) => (
          <option key={each} value={each}>
            {nameOf(each)}
          </option>
        ))}
      </select>
    </label>
  );
}

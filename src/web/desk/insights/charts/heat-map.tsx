import { scaleQuantize } from 'd3-scale';
import type { Insights } from '#insights/wire.ts';
import { insightWords as words } from '../words.ts';
import { useRovingFocus } from './roving-focus.ts';

const LEVELS = [1, 2, 3, 4, 5, 6] as const;
const hourNumbers = Array.from({ length: 24 }, (_, hour) => hour);

type HeatMapProps = Pick<Insights, 'hours' | 'openHours'> & {
  label: string;
  /** The address of an hour's conversations. @param weekday 0 is Monday */
  href: (weekday: number, hour: number) => string;
};

/** How busy each hour of the week is, as a shaded table. Each hour links to its conversations. */
export function HeatMap({ label, hours, openHours, href }: HeatMapProps) {
  const roving = useRovingFocus();
  const highest = Math.max(1, ...hours.flat());
  const level = scaleQuantize().domain([0, highest]).range(LEVELS);
  return (
    <div class="heat-place">
      <table class="heat" aria-label={label} {...roving}>
        <thead>
          <tr>
            <th scope="col">
              <span class="unseen">{words.day}</span>
            </th>
            {hourNumbers.map((hour) => (
              <th key={hour} scope="col">
                {hour % 3 === 0 ? hour : <span class="unseen">{hour}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hours.map((row, weekday) => (
            <tr key={weekday}>
              <th scope="row">{words.weekdays[weekday]}</th>
              {row.map((messages, hour) => (
                <td key={hour} class={openHours?.[weekday]?.[hour] === true ? 'open-hour' : ''}>
                  <a
                    class={`cell level-${messages === 0 ? 0 : level(messages)}`}
                    href={href(weekday, hour)}
                    title={words.hourCell(words.longWeekdays[weekday] ?? '', hour, messages)}
                    aria-label={words.hourCell(words.longWeekdays[weekday] ?? '', hour, messages)}
                    tabIndex={-1}
                    data-column={hour}
                    data-row={weekday}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { BOUNDS, type Durations } from './durations.ts';
import { counters, gauges, histograms, type Scrape } from './families.ts';

const PREFIX = 'support_bot_';

type ReadDurations = () => { labels?: Record<string, string>; durations: Durations }[];

/** Exposes a histogram that was measured elsewhere. */
class MeasuredHistogram extends Histogram {
  readonly #about: { name: string; help: string };
  readonly #read: ReadDurations;

  constructor(about: { name: string; help: string; labelNames: string[] }, read: ReadDurations) {
    super({ ...about, registers: [] });
    this.#about = about;
    this.#read = read;
  }

  /** The only method that the library calls on a metric; its types leave it out. */
  getForPromString() {
    const { name, help } = this.#about;
    const values = this.#read().flatMap(({ labels = {}, durations }) => samplesOf(name, labels, durations));
    return Promise.resolve({ name, help, type: 'histogram', aggregator: 'sum', values });
  }
}

function samplesOf(name: string, labels: Record<string, string>, { counts, sum }: Durations) {
  const upTo = counts.map((_, at) => counts.slice(0, at + 1).reduce((all, count) => all + count, 0));
  return [
    ...upTo.map((value, at) => ({
      metricName: `${name}_bucket`,
      labels: { ...labels, le: String(BOUNDS[at] ?? '+Inf') },
      value,
    })),
    { metricName: `${name}_sum`, labels, value: sum },
    { metricName: `${name}_count`, labels, value: upTo.at(-1) ?? 0 },
  ];
}

/** All metrics, ready to scrape. */
export interface MetricsRegistry {
  contentType: string;
  /** Writes all metrics in Prometheus' text format. */
  write(scrape: Scrape): Promise<string>;
}

/**
 * Puts all metrics into a registry. The first scrape loads this module and its library, so a server that nobody scrapes
 * does not pay for them.
 */
export function createRegistry(): MetricsRegistry {
  const registry = new Registry();
  let scrape: Scrape | undefined;
  const readNow =
    <Value>(read: (scrape: Scrape) => Value[]) =>
    (): Value[] =>
      scrape === undefined ? [] : read(scrape);

  for (const { name, help, labelNames = [], read } of counters) {
    const samples = readNow(read);
    registry.registerMetric(
      new Counter({
        name: PREFIX + name,
        help,
        labelNames,
        registers: [],
        collect() {
          this.reset();
          for (const { labels = {}, value } of samples()) this.inc(labels, value);
        },
      }),
    );
  }
  for (const { name, help, labelNames = [], read } of gauges) {
    const samples = readNow(read);
    registry.registerMetric(
      new Gauge({
        name: PREFIX + name,
        help,
        labelNames,
        registers: [],
        collect() {
          this.reset();
          // After a reset, a gauge without labels shows 0, which would look like a measured value.
          if (labelNames.length === 0) this.remove();
          for (const { labels = {}, value } of samples()) this.set(labels, value);
        },
      }),
    );
  }
  for (const { name, help, labelNames = [], read } of histograms)
    registry.registerMetric(new MeasuredHistogram({ name: PREFIX + name, help, labelNames }, readNow(read)));
  collectDefaultMetrics({ register: registry });
  return {
    contentType: registry.contentType,
    write(current) {
      scrape = current;
      return registry.metrics();
    },
  };
}

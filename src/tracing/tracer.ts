/** Facts about a span: ids, names of ours and numbers. Never what anybody wrote. */
type Attributes = Readonly<Record<string, string | number | boolean>>;

/** A span that is running. */
export interface RunningSpan {
  rename(name: string): void;
  set(attributes: Attributes): void;
}

/** Where a span hangs: below the one that is running, at the top, or below one that was remembered. */
export type Parent = 'running' | 'none' | { remembered: string };

/** Times what the server does. Work is a span from its call until it returns, or its promise settles. */
export interface Tracer {
  span<Result>(
    about: { name: string; attributes: Attributes; parent?: Parent },
    work: (span: RunningSpan) => Result,
  ): Result;
  /** Remembers the running span, for work that goes on later by itself. The oldest are forgotten. */
  remember(key: string): void;
}

const noSpan: RunningSpan = { rename: () => undefined, set: () => undefined };

/** Does the work and nothing else. */
export const noTracer: Tracer = {
  span: (_about, work) => work(noSpan),
  remember: () => undefined,
};

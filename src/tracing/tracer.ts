/** Facts about a span: ids, our own names, and numbers. Never anybody's text. */
type Attributes = Readonly<Record<string, string | number | boolean>>;

/** A running span. */
export interface RunningSpan {
  rename(name: string): void;
  set(attributes: Attributes): void;
}

/** A span's parent: the running span, none, or a remembered one. */
export type Parent = 'running' | 'none' | { remembered: string };

/** Times the server's work. A span lasts from the call until the work returns or its promise settles. */
export interface Tracer {
  span<Result>(
    about: { name: string; attributes: Attributes; parent?: Parent },
    work: (span: RunningSpan) => Result,
  ): Result;
  /** Remembers the running span for work that continues later. The oldest spans are forgotten. */
  remember(key: string): void;
}

const noSpan: RunningSpan = { rename: () => undefined, set: () => undefined };

/** Runs the work without tracing. */
export const noTracer: Tracer = {
  span: (_about, work) => work(noSpan),
  remember: () => undefined,
};

import type { Logger } from 'pino';
import type { Config } from '#config.ts';
import { noTracer, type Tracer } from './tracer.ts';

/** Tracing as long as the server runs. */
interface Tracing {
  tracer: Tracer;
  isOn: boolean;
  /** Sends what is left. */
  stop(): Promise<void>;
}

/** Starts tracing where a collector is configured; elsewhere nothing of OpenTelemetry is loaded. */
export async function startTracing(
  config: Config['tracing'],
  parts: { version: string; log: Logger },
): Promise<Tracing> {
  if (config === undefined) return { tracer: noTracer, isOn: false, stop: () => Promise.resolve() };
  const { createOtlpTracer } = await import('./otlp-tracer.ts');
  const tracer = createOtlpTracer({ ...config, ...parts });
  return { tracer, isOn: true, stop: () => tracer.stop() };
}

import type {
  PublishDraftRequest,
  StudioHistory,
  StudioQuestions,
  StudioRun,
  StudioSchedule,
  StudioVerdict,
} from '#desk/studio/publishing/wire.ts';
import type { StudioKey } from '#desk/studio/wire.ts';
import { ask, patient } from '../../api.ts';

const query = (values: Record<string, string>): string => new URLSearchParams(values).toString();

/** The server's publishing API. Never throws. */
export const publishingApi = {
  /** @param waitingFor the version of an unfinished verdict; '' for none */
  verdict: (waitingFor: string, isFresh = false) =>
    ask<StudioVerdict>(
      `/studio/verdict?${query({ ...(waitingFor && { waitingFor }), ...(isFresh && { fresh: '1' }) })}`,
      undefined,
      patient(),
    ),
  questions: (version: string, group: string) =>
    ask<StudioQuestions>(`/studio/verdict/questions?${query({ version, group })}`, undefined, patient()),
  publish: (wanted: PublishDraftRequest) => ask<StudioRun>('/studio/publish', wanted, patient()),
  run: () => ask<StudioRun>('/studio/publish'),
  schedule: () => ask<StudioSchedule>('/studio/scheduled'),
  cancel: (id: string) => ask<StudioSchedule>(`/studio/scheduled/${encodeURIComponent(id)}/cancel`, {}),
  history: ({ document, kind, id }: StudioKey) =>
    ask<StudioHistory>(`/studio/history?${query({ document, kind, id })}`),
};

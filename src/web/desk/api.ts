import type { ClosedChatChoices, ClosedChatPage, DeskConversation } from '#desk/closed/wire.ts';
import type { DeskCustomer } from '#desk/customer/wire.ts';
import type { InsightConversations, Insights } from '#insights/wire.ts';
import type {
  DeskRelease,
  DeskReleaseChanges,
  DeskReleaseDifferences,
  PublishReleaseRequest,
} from '#desk/releases/wire.ts';
import type { StudioRun } from '#desk/studio/publishing/wire.ts';
import type { SearchResults } from '#desk/search/wire.ts';
import type {
  DeskAgent,
  DeskAvailability,
  DeskCannedReply,
  DeskChat,
  DeskChatDetail,
  DeskOutcome,
  DeskMessage,
  DeskSignInWays,
  DeskSuggestion,
  DeskTeamsCode,
  DeskTeamsLink,
} from '#desk/wire.ts';
import type {
  DeskAccount,
  DeskAuditPage,
  DeskNewAccount,
  DeskPasswordLink,
  DeskTeam,
} from '#desk/team-wire.ts';
import type {
  DeskColleague,
  DeskTicket,
  DeskTicketDetail,
  DeskTicketPage,
  DeskTicketView,
} from '#desk/ticket-wire.ts';
import type {
  DecideRequest,
  PreviewRequest,
  ReviewClusterDetail,
  ReviewDecided,
  ReviewDrafts,
  ReviewOverview,
  ReviewPreview,
} from '#review/wire.ts';
import { messageForm } from '../common/message-form.ts';
import { serverPath } from './server-path.ts';

/** The server's response; `problem` is a sentence for people, `code` identifies it for programs. */
export type ApiResult<Body> =
  { ok: true; body: Body } | { ok: false; status: number; problem: string; code?: string | undefined };

const UNREACHABLE = 'Cannot reach the server. Check your connection and try again.';

const PATIENCE_MS = 20_000;
/** Longer than the server itself waits for files. */
const FILES_MS = 150_000;
/** Training, a survey or trying out many questions takes seconds, or a minute on a busy server. */
const WORK_MS = 180_000;
export const patient = (): RequestInit => ({ signal: AbortSignal.timeout(WORK_MS) });

/** No content type for forms: the browser sets it, with the boundary of the parts. */
const posted = (body: object): RequestInit =>
  body instanceof FormData
    ? { method: 'POST', body }
    : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };

/** Makes a request to the desk's server. Never throws. @param body makes it a POST */
export async function ask<Body>(
  path: string,
  body?: object,
  more: RequestInit = {},
): Promise<ApiResult<Body>> {
  try {
    const response = await fetch(serverPath(`/desk/api${path}`), {
      ...(body === undefined ? {} : posted(body)),
      ...more,
      signal: more.signal ?? AbortSignal.timeout(body instanceof FormData ? FILES_MS : PATIENCE_MS),
    });
    const answer = (await response.json()) as Body & { error?: { code?: string; message?: string } };
    if (response.ok) return { ok: true, body: answer };
    const { code, message = UNREACHABLE } = answer.error ?? {};
    return { ok: false, status: response.status, problem: message, code };
  } catch {
    return { ok: false, status: 0, problem: UNREACHABLE };
  }
}

const ticketPath = (reference: string, action = ''): string =>
  `/tickets/${encodeURIComponent(reference)}${action}`;

const chatPath = (reference: string, action = ''): string =>
  `/chats/${encodeURIComponent(reference)}${action}`;

/** A chat to close, unless the customer has written after the watermark. */
interface ChatToClose {
  reference: string;
  outcome: DeskOutcome;
  watermark: string;
}

/** The fields of a canned reply. */
type NewCannedReply = Omit<DeskCannedReply, 'id'>;

/** Where a chat is transferred to. */
export type TransferTarget = { to: 'bot' } | { to: 'queue' } | { to: 'agent'; agentId: string };

/** The desk's server. Never throws. */
export const api = {
  me: () => ask<DeskAgent>('/me'),
  signIn: (email: string, password: string) => ask<DeskAgent>('/sign-in', { email, password }),
  setUp: (given: { token: string; name: string; email: string; password: string }) =>
    ask<DeskAgent>('/set-up', given),
  signInWays: () => ask<DeskSignInWays>('/sign-in-ways'),
  signOut: () => ask('/sign-out', {}),
  signOutEverywhere: () => ask('/sign-out-everywhere', {}),
  tickets: (view: DeskTicketView, after: string) =>
    ask<DeskTicketPage>(`/tickets?${new URLSearchParams({ view, after })}`),
  ticket: (reference: string) => ask<DeskTicketDetail>(ticketPath(reference)),
  replyToTicket: (reference: string, said: DeskMessage, files: readonly File[]) =>
    files.length === 0
      ? ask<DeskTicket>(ticketPath(reference, '/reply'), said)
      : ask<DeskTicket>(ticketPath(reference, '/upload'), messageForm(said, files)),
  assignTicket: (reference: string, agentId: string | null) =>
    ask<DeskTicket>(ticketPath(reference, '/assign'), { agentId }),
  noteOnTicket: (reference: string, note: { text: string; clientId: string }) =>
    ask<DeskTicket>(ticketPath(reference, '/note'), note),
  closeTicket: (reference: string) => ask<DeskTicket>(ticketPath(reference, '/close'), {}),
  reopenTicket: (reference: string) => ask<DeskTicket>(ticketPath(reference, '/reopen'), {}),
  colleagues: () => ask<DeskColleague[]>('/colleagues'),
  presence: (given: { availability?: DeskAvailability; viewing?: string | null }) => ask('/presence', given),
  cannedReplies: () => ask<DeskCannedReply[]>('/canned-replies'),
  addCannedReply: (reply: NewCannedReply) => ask<DeskCannedReply[]>('/canned-replies', reply),
  changeCannedReply: (id: string, reply: NewCannedReply) =>
    ask<DeskCannedReply[]>(`/canned-replies/${encodeURIComponent(id)}`, reply),
  deleteCannedReply: (id: string) =>
    ask<DeskCannedReply[]>(`/canned-replies/${encodeURIComponent(id)}/delete`, {}),
  moveCannedReply: (id: string, to: number) =>
    ask<DeskCannedReply[]>(`/canned-replies/${encodeURIComponent(id)}/move`, { to }),
  resetCannedReplies: () => ask<DeskCannedReply[]>('/canned-replies-reset', {}),
  suggestions: (text: string) => ask<DeskSuggestion[]>('/suggestions', { text }),
  chat: (reference: string) => ask<DeskChatDetail>(chatPath(reference)),
  claim: (reference: string, options: { takeOver?: boolean }) =>
    ask<DeskChat>(chatPath(reference, '/claim'), options),
  say: (reference: string, said: DeskMessage, files: readonly File[]) =>
    files.length === 0
      ? ask<DeskChat>(chatPath(reference, '/messages'), said)
      : ask<DeskChat>(chatPath(reference, '/upload'), messageForm(said, files)),
  typing: (reference: string) => ask(chatPath(reference, '/typing'), {}),
  transfer: (reference: string, target: TransferTarget, message: string) =>
    ask<DeskChat>(chatPath(reference, '/transfer'), { target, message }),
  closeChat: ({ reference, outcome, watermark }: ChatToClose) =>
    // Sent even if the page is being left.
    ask<DeskChat>(chatPath(reference, '/close'), { outcome, watermark }, { keepalive: true }),
  tag: (reference: string, tags: readonly string[]) => ask<DeskChat>(chatPath(reference, '/tag'), { tags }),
  note: (reference: string, note: { text: string; clientId: string }) =>
    ask<DeskChat>(chatPath(reference, '/note'), note),
  closedChats: (query: Record<string, string>) =>
    ask<ClosedChatPage>(`/closed-chats?${new URLSearchParams(query).toString()}`),
  closedChatChoices: () => ask<ClosedChatChoices>('/closed-chats/choices'),
  reopen: (reference: string) => ask<DeskChat>(chatPath(reference, '/reopen'), {}),
  /** @param which `id`, or `chat` for the conversation of a chat; `before` for earlier messages */
  conversation: (which: Record<string, string>) =>
    ask<DeskConversation>(`/conversation?${new URLSearchParams(which).toString()}`),
  conversationText: (id: string) =>
    ask<{ fileName: string; text: string }>(`/conversation/text?${new URLSearchParams({ id }).toString()}`),
  mailConversation: (mail: { id: string; email: string; clientId: string }) =>
    ask('/conversation/mail', mail),
  /** @param which `id` of a conversation, or `chat` for that of a chat */
  customer: (which: Record<string, string>) =>
    ask<DeskCustomer>(`/customer?${new URLSearchParams(which).toString()}`),
  search: (query: Record<string, string>) =>
    ask<SearchResults>(`/search?${new URLSearchParams(query).toString()}`),
  /** @param period `from`, `to`, and optionally `channel` and `locale` */
  insights: (period: Record<string, string>) =>
    ask<Insights>(`/insights?${new URLSearchParams(period).toString()}`),
  /** @param query as above, with `of`, and optionally `key` and `after` */
  insightConversations: (query: Record<string, string>) =>
    ask<InsightConversations>(`/insights/conversations?${new URLSearchParams(query).toString()}`),
  teams: () => ask<DeskTeamsLink>('/teams'),
  teamsCode: () => ask<DeskTeamsCode>('/teams/code', {}),
  unlinkTeams: () => ask<DeskTeamsLink>('/teams/unlink', {}),
  team: (since: string) => ask<DeskTeam>(`/team?${new URLSearchParams({ since })}`),
  accounts: () => ask<DeskAccount[]>('/accounts'),
  addAccount: (account: Pick<DeskAccount, 'name' | 'email' | 'role'>) =>
    ask<DeskNewAccount>('/accounts', account),
  changeAccount: (id: string, change: Partial<Pick<DeskAccount, 'name' | 'role' | 'isDisabled'>>) =>
    ask<DeskAccount>(`/accounts/${id}`, change),
  resetPassword: (id: string) => ask<DeskPasswordLink>(`/accounts/${id}/password-link`, {}),
  passwordLink: (token: string) => ask<{ name: string; email: string }>('/password-link', { token }),
  setPassword: (token: string, password: string) => ask<DeskAgent>('/password', { token, password }),
  audit: (actor: string, after: string) =>
    ask<DeskAuditPage>(`/audit?${new URLSearchParams(actor === '' ? { after } : { actor, after })}`),
  review: (days: number, isFresh: boolean) =>
    ask<ReviewOverview>(`/review?days=${days}${isFresh ? '&fresh=1' : ''}`, undefined, patient()),
  reviewCluster: (id: string, days: number) =>
    ask<ReviewClusterDetail>(`/review/clusters/${encodeURIComponent(id)}?days=${days}`, undefined, patient()),
  decideReview: (decided: DecideRequest) => ask<ReviewDecided>('/review/decide', decided, patient()),
  undoReview: (keys: readonly string[]) => ask<ReviewDrafts>('/review/undo', { keys }),
  previewReview: (tried: PreviewRequest) => ask<ReviewPreview>('/review/preview', tried, patient()),
  releases: () => ask<DeskRelease[]>('/releases'),
  /** @param other the number of the release to compare with */
  releaseDifferences: (number: number, other: number) =>
    ask<DeskReleaseDifferences>(`/releases/${number}/differences?with=${other}`, undefined, patient()),
  releaseChanges: (number: number) => ask<DeskReleaseChanges>(`/releases/${number}/changes`),
  publishRelease: (number: number, reason: PublishReleaseRequest) =>
    ask<StudioRun>(`/releases/${number}/publish`, reason),
  reviewDrafts: () => ask<ReviewDrafts>('/review/drafts'),
};

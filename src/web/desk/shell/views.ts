import { closedView } from '../closed/closed.tsx';
import { insightsView } from '../insights/insights-view.tsx';
import { mineView } from '../inbox/mine.tsx';
import { openView } from '../inbox/open.tsx';
import { waitingView } from '../inbox/waiting.tsx';
import { messagesView } from '../messages/messages.tsx';
import { cannedRepliesView } from '../canned-replies/canned-replies.tsx';
import { accountsView } from '../team/accounts.tsx';
import { releasesView } from '../releases/releases.tsx';
import { reviewView } from '../review/review.tsx';
import { searchView } from '../search/search.tsx';
import { studioView } from '../studio/studio.tsx';
import { auditView } from '../team/audit.tsx';
import { teamView } from '../team/team.tsx';
import type { DeskView } from './view.ts';

/** The views of the desk, in the order of the rail. To add one, export a `DeskView` from a file of its own. */
export const views: readonly DeskView[] = [
  waitingView,
  mineView,
  openView,
  messagesView,
  closedView,
  searchView,
  cannedRepliesView,
  insightsView,
  reviewView,
  studioView,
  releasesView,
  teamView,
  accountsView,
  auditView,
];

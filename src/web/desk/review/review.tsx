import { Icon } from '../shell/icon.tsx';
import type { DeskView } from '../shell/view.ts';
import { viewWords } from '../words.ts';
import { ReviewListPane } from './review-list-pane.tsx';
import { ReviewPane } from './review-pane.tsx';

/** For editors and supervisors: what the bot did not understand, to turn it into drafts. */
export const reviewView: DeskView = {
  id: 'review',
  label: viewWords.review,
  Icon: () => <Icon name="review" />,
  roles: ['editor', 'supervisor'],
  isSeldom: true,
  List: ReviewListPane,
  Detail: ReviewPane,
};

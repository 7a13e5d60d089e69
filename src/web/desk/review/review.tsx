import { Icon } from '../shell/icon.tsx';
import type { DeskView } from '../shell/view.ts';
import { viewWords } from '../words.ts';
import { ReviewListPane } from './review-list-pane.tsx';
import { ReviewPane } from './review-pane.tsx';

/** For editors and supervisors: what was not understood, and what becomes of it. */
export const reviewView: DeskView = {
  id: 'review',
  label: viewWords.review,
  Icon: () => <Icon name="review" />,
  roles: ['editor', 'supervisor'],
  isSeldom: true,
  List: ReviewListPane,
  Detail: ReviewPane,
};

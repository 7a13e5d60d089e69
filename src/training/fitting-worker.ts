/** Fits a classifier in a separate thread. */
import type { Work } from '#threads/thread.ts';
import { serialise } from '#understanding/classifier/serialise.ts';
import { type Confidence, prepareTraining, type TrainingTask } from '#understanding/classifier/train.ts';

export interface FittingTask extends TrainingTask {
  /** The confidence of an earlier classifier, which this one takes over. */
  like: Confidence;
}

const fit: Work<FittingTask, Uint8Array> = ({ like, ...task }) =>
  serialise(prepareTraining(task).finishLike(like));

export default fit;

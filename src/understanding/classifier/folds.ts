/** How many folds the cross-validation has. In a file of its own, because the process that starts the
 * training threads needs nothing else. */
export const FOLDS = 5;

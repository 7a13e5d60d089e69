/** How many folds the cross-validation has. Apart, because the process that starts the threads needs nothing else. */
export const FOLDS = 5;

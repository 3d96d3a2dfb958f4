// Work that goes on after an automatic sign-out until it is done: an upload that nobody watches.
const lockName = 'halcyon.unfinished-work';

let running = 0;
let waiting: (() => void)[] = [];

/** Keeps the session usable for this work until it ends, also when the page itself has been locked meanwhile. */
export async function asUnfinishedWork<Result>(work: () => Promise<Result>): Promise<Result> {
  running += 1;
  try {
    return await (canLock() ? navigator.locks.request(lockName, { mode: 'shared' }, work) : work());
  } finally {
    running -= 1;
    if (running === 0) {
      for (const resolve of waiting) resolve();
      waiting = [];
    }
  }
}

/** Resolves when neither this tab nor another one has unfinished work. */
export async function whenWorkIsFinished(): Promise<void> {
  do {
    if (running > 0) await new Promise<void>((resolve) => waiting.push(resolve));
    // What has just ended may start the next of its kind.
    await new Promise((resolve) => setTimeout(resolve));
  } while (running > 0);
  if (canLock()) await navigator.locks.request(lockName, () => undefined);
}

function canLock(): boolean {
  return 'locks' in navigator;
}

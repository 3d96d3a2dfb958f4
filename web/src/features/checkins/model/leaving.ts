import { create } from 'zustand';

interface Leaving {
  /** How many check-ins would be lost; null while nothing is asked. */
  count: number | null;
  answer: (mayLeave: boolean) => void;
}

/** The question before a sign-out that would lose check-ins kept on this device. */
export const useLeaving = create<Leaving>(() => ({ count: null, answer: () => undefined }));

// Set by the part that knows what waits, once it is there.
let countKept: () => Promise<number> = () => Promise.resolve(0);

export function askBeforeLeaving(count: () => Promise<number>): () => void {
  countKept = count;
  return () => {
    countKept = () => Promise.resolve(0);
  };
}

/** True when nothing would be lost, or the person said that it may be. */
export async function mayLeaveDevice(): Promise<boolean> {
  const count = await countKept().catch(() => 0);
  if (count === 0) return true;
  return new Promise((resolve) => {
    useLeaving.setState({
      count,
      answer: (mayLeave) => {
        useLeaving.setState({ count: null });
        resolve(mayLeave);
      },
    });
  });
}

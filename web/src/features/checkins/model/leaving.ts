import { create } from 'zustand';

interface Leaving {
  /** How many entries would be lost; null while nothing is asked. */
  count: number | null;
  answer: (mayLeave: boolean) => void;
}

/** The question before a sign-out that would lose entries kept on this device. */
export const useLeaving = create<Leaving>(() => ({ count: null, answer: () => undefined }));

// Each part that knows what waits adds its own, once it is there.
const counts = new Set<() => Promise<number>>();

export function askBeforeLeaving(count: () => Promise<number>): () => void {
  counts.add(count);
  return () => counts.delete(count);
}

/** True when nothing would be lost, or the person said that it may be. */
export async function mayLeaveDevice(): Promise<boolean> {
  const kept = await Promise.all([...counts].map((one) => one().catch(() => 0)));
  const count = kept.reduce((sum, one) => sum + one, 0);
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

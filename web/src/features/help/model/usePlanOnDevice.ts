import { useEffect, useState } from 'react';
import { useSession } from '@/lib/api/session';
import { lastUser } from '@/lib/deviceStore/deviceUser';
import { planOnDevice } from '@/lib/deviceStore/planOnDevice';

interface Found<Plan> {
  plan: Plan | null;
  isLooking: boolean;
}

/** While nobody is signed in: the plan that this device may show without that. */
export function usePlanOnDevice<Plan extends object>(): Found<Plan> {
  const status = useSession((state) => state.status);
  const signedOutBy = useSession((state) => state.signedOutBy);
  const [found, setFound] = useState<Found<Plan>>({ plan: null, isLooking: true });
  useEffect(() => {
    let isHere = true;
    const tell = (plan: Plan | null) => (isHere ? setFound({ plan, isLooking: false }) : undefined);
    const userId = status === 'signed-out' && signedOutBy !== 'person' ? lastUser() : null;
    void (userId === null ? Promise.resolve(null) : planOnDevice<Plan>(userId)).catch(() => null).then(tell);
    return () => {
      isHere = false;
    };
  }, [status, signedOutBy]);
  return found;
}

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { planQuery } from '../api/plan';

/** Brings the plan to this device as soon as somebody is here, and sends what was written into it without a network. */
export function PlanWatch() {
  const client = useQueryClient();
  useEffect(() => {
    void client.query(planQuery).catch(() => undefined);
    const again = () => void client.query({ ...planQuery, staleTime: 0 }).catch(() => undefined);
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [client]);
  return null;
}

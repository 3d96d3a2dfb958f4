import { useEffect } from 'react';
import { useChangeProfile, useProfile } from '../api/profile';
import { timeZoneHere } from './timeZones';

const unset = 'UTC';

/** Keeps the zone of this device for somebody who has none yet: their nights and quiet hours go by it. Never over another. */
export function useTimeZoneHere(): void {
  const isUnset = useProfile().data?.time_zone === unset;
  const { mutate } = useChangeProfile();
  useEffect(() => {
    const here = timeZoneHere();
    if (isUnset && here !== unset) mutate({ time_zone: here });
  }, [isUnset, mutate]);
}

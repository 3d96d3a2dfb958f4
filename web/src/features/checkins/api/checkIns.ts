import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, fetchRaw, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import type {
  ChangedCheckIn,
  CheckInChanges,
  CreatedCheckIn,
  NewCheckIn,
  Replacements,
} from '../model/checkIn';

/** Everything about check-ins hangs under this key. */
export const checkInsKey = ['checkins'] as const;

export const latestCheckInQuery = queryOptions({
  queryKey: [...checkInsKey, 'latest'],
  queryFn: async ({ signal }) => {
    const { items } = await unwrap(api.GET('/v1/checkins', { params: { query: { limit: 1 } }, signal }));
    return items[0] ?? null;
  },
});

export function useLatestCheckIn(isEnabled: boolean) {
  return useQuery({ ...latestCheckInQuery, enabled: isEnabled });
}

export function createCheckIn(body: NewCheckIn): Promise<CreatedCheckIn> {
  return unwrap(api.POST('/v1/checkins', { body }));
}

/** What is left out stays as it is. */
export function changeCheckIn(id: string, changes: CheckInChanges | Replacements): Promise<ChangedCheckIn> {
  // The description cannot say "left out": it names every field as there, and null would remove it.
  const body = changes as components['schemas']['ChangeCheckInRequest'];
  return unwrap(api.PATCH('/v1/checkins/{checkInId}', { params: paramsOf(id), body }));
}

export async function deleteCheckIn(id: string): Promise<void> {
  await unwrap(api.DELETE('/v1/checkins/{checkInId}', { params: paramsOf(id) }));
}

export async function restoreCheckIn(id: string): Promise<void> {
  await unwrap(api.POST('/v1/checkins/{checkInId}/restore', { params: paramsOf(id) }));
}

export async function putVoiceNote(id: string, sound: Blob): Promise<void> {
  await fetchRaw(`/v1/checkins/${encodeURIComponent(id)}/voice`, {
    method: 'PUT',
    // Without the codec: the server knows containers.
    headers: { 'Content-Type': sound.type.split(';')[0] ?? 'audio/webm' },
    body: sound,
  });
}

function paramsOf(checkInId: string) {
  return { path: { checkInId } };
}

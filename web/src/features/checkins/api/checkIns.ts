import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, fetchRaw, unwrap } from '@/lib/api/client';
import type { ChangedCheckIn, CheckInChanges, CreatedCheckIn, NewCheckIn } from '../model/checkIn';

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

export async function changeCheckIn(id: string, changes: CheckInChanges): Promise<ChangedCheckIn> {
  const response = await fetchRaw(pathOf(id), {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(changes),
  });
  return (await response.json()) as ChangedCheckIn;
}

export async function deleteCheckIn(id: string): Promise<void> {
  await fetchRaw(pathOf(id), { method: 'DELETE' });
}

export async function restoreCheckIn(id: string): Promise<void> {
  await fetchRaw(`${pathOf(id)}/restore`, { method: 'POST' });
}

export async function putVoiceNote(id: string, sound: Blob): Promise<void> {
  await fetchRaw(`${pathOf(id)}/voice`, {
    method: 'PUT',
    // Without the codec: the server knows containers.
    headers: { 'Content-Type': sound.type.split(';')[0] ?? 'audio/webm' },
    body: sound,
  });
}

function pathOf(id: string): string {
  return `/v1/checkins/${encodeURIComponent(id)}`;
}

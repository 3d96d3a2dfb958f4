import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { paths } from '@/lib/api/schema';
import type { Annotation } from '../model/annotations';

type Answer =
  paths['/v1/recordings/{recordingId}/annotations']['get']['responses'][200]['content']['application/json'];

/** What a reader writes; the server adds the rest. */
export interface NoteDraft {
  onsetSeconds: number;
  durationSeconds: number;
  text: string;
  channels: readonly string[];
}

export function annotationsKey(recordingId: string) {
  return ['recordings', 'annotations', recordingId] as const;
}

export function useAnnotations(recordingId: string) {
  return useQuery({
    queryKey: annotationsKey(recordingId),
    queryFn: async ({ signal }) => {
      const answer = await unwrap(
        api.GET('/v1/recordings/{recordingId}/annotations', {
          params: { path: { recordingId } },
          signal,
        }),
      );
      return answer.items.map(toAnnotation);
    },
  });
}

export function useCreateAnnotation(recordingId: string) {
  return useChange(recordingId, (draft: NoteDraft) =>
    unwrap(
      api.POST('/v1/recordings/{recordingId}/annotations', {
        params: { path: { recordingId } },
        body: bodyOf(draft),
      }),
    ),
  );
}

export function useUpdateAnnotation(recordingId: string) {
  return useChange(recordingId, ({ id, draft }: { id: string; draft: NoteDraft }) =>
    unwrap(
      api.PATCH('/v1/recordings/{recordingId}/annotations/{annotationId}', {
        params: { path: { recordingId, annotationId: id } },
        body: bodyOf(draft),
      }),
    ),
  );
}

export function useDeleteAnnotation(recordingId: string) {
  return useChange(recordingId, (id: string) =>
    unwrap(
      api.DELETE('/v1/recordings/{recordingId}/annotations/{annotationId}', {
        params: { path: { recordingId, annotationId: id } },
      }),
    ),
  );
}

function useChange<Input, Output>(recordingId: string, change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: annotationsKey(recordingId) }),
  });
}

function bodyOf(draft: NoteDraft) {
  return {
    onset_seconds: draft.onsetSeconds,
    duration_seconds: draft.durationSeconds,
    text: draft.text,
    channels: [...draft.channels],
  };
}

function toAnnotation(item: Answer['items'][number]): Annotation {
  return {
    id: item.id,
    onsetSeconds: item.onset_seconds,
    durationSeconds: item.duration_seconds,
    text: item.text,
    channels: item.channels,
    source: item.source === 'user' ? 'user' : 'file',
  };
}

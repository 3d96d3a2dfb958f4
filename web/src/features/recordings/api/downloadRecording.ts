import { useMutation } from '@tanstack/react-query';
import { fetchRaw } from '@/lib/api/client';
import { saveBlob } from '@/lib/saveBlob';
import type { Recording } from '../model/recording';

/** The file exactly as it was uploaded. */
export function useDownloadRecording() {
  return useMutation({
    mutationFn: async (recording: Recording) => {
      const response = await fetchRaw(`/v1/recordings/${recording.id}/file`);
      saveBlob(await response.blob(), recording.file_name);
    },
  });
}

import { useMutation } from '@tanstack/react-query';
import { fetchRaw } from '@/lib/api/client';
import { saveBlob } from '@/lib/saveBlob';

export type ReportFormat = 'json' | 'html' | 'pdf';

export function useDownloadReport(analysisId: string, recordingFileName: string) {
  return useMutation({
    mutationFn: async (format: ReportFormat) => {
      const response = await fetchRaw(`/v1/analyses/${analysisId}/report.${format}?download=true`);
      saveBlob(await response.blob(), `${recordingFileName.replace(/\.[^.]+$/, '')}.report.${format}`);
    },
  });
}

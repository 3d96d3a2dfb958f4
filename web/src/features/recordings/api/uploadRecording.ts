import { sendFile } from '@/lib/api/sendFile';
import type { Recording } from '../model/recording';

interface Options {
  idempotencyKey: string;
  signal: AbortSignal;
  onProgress: (sentBytes: number) => void;
}

export async function uploadRecording(file: File, options: Options): Promise<Recording> {
  const path = `/v1/recordings?file_name=${encodeURIComponent(file.name)}`;
  return (await sendFile(path, file, { ...options, contentType: 'application/octet-stream' })) as Recording;
}

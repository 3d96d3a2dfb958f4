import { parseBody, Problem } from '@/lib/api/problem';
import { currentAccessToken, refreshSession } from '@/lib/api/session';
import type { Recording } from '../model/recording';

interface Options {
  /** The same for every attempt at this file, so that a retry after a lost answer stores it only once. */
  idempotencyKey: string;
  signal: AbortSignal;
  onProgress: (sentBytes: number) => void;
}

/** Sends one file. By XMLHttpRequest: fetch does not say how much has been sent. */
export async function uploadRecording(file: File, options: Options): Promise<Recording> {
  const first = await send(file, options, await currentAccessToken());
  if (first.status !== 401) return readAnswer(first);
  return readAnswer((await refreshSession()) ? await send(file, options, await currentAccessToken()) : first);
}

function send(file: File, { idempotencyKey, signal, onProgress }: Options, accessToken: string | null) {
  return new Promise<XMLHttpRequest>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/v1/recordings?file_name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Idempotency-Key', idempotencyKey);
    if (accessToken !== null) request.setRequestHeader('Authorization', `Bearer ${accessToken}`);
    request.upload.addEventListener('progress', (event) => onProgress(event.loaded));
    request.addEventListener('load', () => resolve(request));
    request.addEventListener('error', () => reject(Problem.offline()));
    request.addEventListener('abort', () =>
      reject(new DOMException('The upload was cancelled.', 'AbortError')),
    );
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

function readAnswer(request: XMLHttpRequest): Recording {
  if (request.status >= 200 && request.status < 300) return JSON.parse(request.responseText) as Recording;
  const retryAfter = Number(request.getResponseHeader('Retry-After') ?? Number.NaN);
  throw new Problem(
    request.status,
    parseBody(request.responseText),
    Number.isFinite(retryAfter) ? retryAfter : null,
  );
}

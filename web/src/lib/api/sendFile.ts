import { parseBody, Problem } from './problem';
import { currentAccessToken, refreshSession } from './session';

interface Options {
  contentType: string;
  /** The same for every attempt at this file, so that a retry after a lost answer stores it only once. */
  idempotencyKey?: string;
  signal: AbortSignal;
  onProgress: (sentBytes: number) => void;
}

/** Sends one file and gives the answer's body. By XMLHttpRequest: fetch does not say how much has been sent. */
export async function sendFile(path: string, file: File, options: Options): Promise<unknown> {
  const first = await send(path, file, options, await currentAccessToken());
  if (first.status !== 401) return readAnswer(first);
  const isRefreshed = await refreshSession();
  return readAnswer(isRefreshed ? await send(path, file, options, await currentAccessToken()) : first);
}

function send(path: string, file: File, options: Options, accessToken: string | null) {
  return new Promise<XMLHttpRequest>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('Content-Type', options.contentType);
    if (options.idempotencyKey) request.setRequestHeader('Idempotency-Key', options.idempotencyKey);
    if (accessToken !== null) request.setRequestHeader('Authorization', `Bearer ${accessToken}`);
    request.upload.addEventListener('progress', (event) => options.onProgress(event.loaded));
    request.addEventListener('load', () => resolve(request));
    request.addEventListener('error', () => reject(Problem.offline()));
    request.addEventListener('abort', () =>
      reject(new DOMException('The upload was cancelled.', 'AbortError')),
    );
    options.signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

function readAnswer(request: XMLHttpRequest): unknown {
  if (request.status >= 200 && request.status < 300) return JSON.parse(request.responseText) as unknown;
  const retryAfter = Number(request.getResponseHeader('Retry-After') ?? Number.NaN);
  throw new Problem(
    request.status,
    parseBody(request.responseText),
    Number.isFinite(retryAfter) ? retryAfter : null,
  );
}

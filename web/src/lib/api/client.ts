import createClient from 'openapi-fetch';
import { parseBody, Problem } from './problem';
import type { paths } from './schema';
import { currentAccessToken, refreshSession, useSession, whenSessionEnded } from './session';

/** Every request of the app goes through here: it carries the token, and a refused one is retried once after a refresh. */
export async function authorisedFetch(input: Request): Promise<Response> {
  await whenSessionEnded();
  const retry = input.clone();
  const response = await send(input, await currentAccessToken());
  if (response.status !== 401 || useSession.getState().status !== 'signed-in') return response;
  if (!(await refreshSession())) return response;
  return send(retry, await currentAccessToken());
}

async function send(request: Request, accessToken: string | null): Promise<Response> {
  if (accessToken !== null) request.headers.set('Authorization', `Bearer ${accessToken}`);
  request.headers.set('X-Halcyon-Client', 'web');
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw Problem.offline();
  }
}

/** Typed by the server's OpenAPI document. Wrap calls in `unwrap`. */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: authorisedFetch });

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The answer's body, or its problem thrown. */
export async function unwrap<Data>(answer: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await answer;
  if (response.ok) return data as Data;
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN);
  throw new Problem(
    response.status,
    typeof error === 'object' && error !== null ? error : parseBody(typeof error === 'string' ? error : ''),
    Number.isFinite(retryAfter) ? retryAfter : null,
  );
}

/** Bytes or text of a path under the API, authorised; a problem is thrown. */
export async function fetchRaw(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await authorisedFetch(new Request(new URL(path, window.location.origin), init));
  if (!response.ok) throw await Problem.fromResponse(response);
  return response;
}

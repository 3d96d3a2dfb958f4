const typePrefix = 'https://halcyon.care/problems/';

interface ProblemBody {
  type?: string | null;
  title?: string | null;
  status?: number | null;
  detail?: string | null;
  errors?: Record<string, string[]>;
  crisis_alert?: boolean;
}

/** What went wrong, as the server says it (RFC 9457), or `offline` when no answer came. */
export class Problem extends Error {
  /** Kebab-case end of the problem's type, e.g. `recording-not-found`; what code branches on. */
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string | null;
  /** Messages by request field, in the request's own spelling. */
  readonly fieldErrors: Record<string, string[]>;
  readonly retryAfterSeconds: number | null;
  /** Help was called for in what was sent; it is shown although the request failed. */
  readonly callsForHelp: boolean;

  constructor(status: number, body: ProblemBody, retryAfterSeconds: number | null = null) {
    super(body.title ?? body.detail ?? `HTTP ${status}`);
    this.name = 'Problem';
    this.status = status;
    this.code = codeOf(body.type, status);
    this.title = body.title ?? '';
    this.detail = body.detail ?? null;
    this.fieldErrors = body.errors ?? {};
    this.retryAfterSeconds = retryAfterSeconds;
    this.callsForHelp = body.crisis_alert === true;
  }

  static offline(): Problem {
    return new Problem(0, { type: `${typePrefix}offline` });
  }

  /** The person changed their mind; nobody needs to be told. */
  static cancelled(): Problem {
    return new Problem(0, { type: `${typePrefix}cancelled` });
  }

  static async fromResponse(response: Response): Promise<Problem> {
    return new Problem(response.status, parseBody(await response.text()), retryAfterOf(response));
  }
}

export function isProblem(error: unknown, code?: string): error is Problem {
  return error instanceof Problem && (code === undefined || error.code === code);
}

export function parseBody(text: string): ProblemBody {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    // A proxy's error page, or nothing at all: the status has to speak.
    return {};
  }
}

function codeOf(type: string | null | undefined, status: number): string {
  if (type?.startsWith(typePrefix)) return type.slice(typePrefix.length);
  return `http-${status}`;
}

function retryAfterOf(response: Response): number | null {
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : null;
}

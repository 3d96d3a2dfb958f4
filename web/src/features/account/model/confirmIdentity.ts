import { create } from 'zustand';
import { isProblem, Problem } from '@/lib/api/problem';

/** What the server wants to see once more before something sensitive. */
export interface IdentityQuestion {
  asks: 'password' | 'code' | 'fresh-sign-in';
  /** The answer before this one was refused, for this reason. */
  error: Problem | null;
  isChecking: boolean;
  answer: (text: string) => void;
  cancel: () => void;
}

export const useIdentityQuestion = create<{ question: IdentityQuestion | null }>(() => ({ question: null }));

interface Options {
  /** For a request that cannot be made without the password: ask before the first attempt. */
  asksFirst?: boolean;
}

/**
 * Does what needs re-authentication. `run` is tried without a password first; when the server asks who it is, a dialog
 * opens, and `run` is repeated with the answer. Someone who closes the dialog gets a problem with the code `cancelled`.
 */
export async function confirmIdentity<Result>(
  run: (password: string | null, mfaCode: string | null) => Promise<Result>,
  { asksFirst = false }: Options = {},
): Promise<Result> {
  const answers: Partial<Record<IdentityQuestion['asks'], string>> = {};
  try {
    if (asksFirst) answers.password = await ask('password', null);
    for (;;) {
      try {
        return await run(answers.password ?? null, answers.code ?? null);
      } catch (error) {
        const asks = questionOf(error);
        if (asks === null || !isProblem(error)) throw error;
        answers[asks] = await ask(asks, answers[asks] === undefined ? null : error);
      }
    }
  } finally {
    useIdentityQuestion.setState({ question: null });
  }
}

function questionOf(error: unknown): IdentityQuestion['asks'] | null {
  if (isProblem(error, 'password-required') || isProblem(error, 'sign-in-locked')) return 'password';
  if (isProblem(error, 'mfa-required') || isProblem(error, 'mfa-wrong')) return 'code';
  return isProblem(error, 'fresh-sign-in-required') ? 'fresh-sign-in' : null;
}

function ask(asks: IdentityQuestion['asks'], error: Problem | null): Promise<string> {
  return new Promise((resolve, reject) => {
    const question: IdentityQuestion = {
      asks,
      error,
      isChecking: false,
      answer: (text) => {
        useIdentityQuestion.setState({ question: { ...question, isChecking: true } });
        resolve(text);
      },
      cancel: () => reject(Problem.cancelled()),
    };
    useIdentityQuestion.setState({ question });
  });
}

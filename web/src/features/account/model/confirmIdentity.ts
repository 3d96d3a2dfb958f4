import { create } from 'zustand';
import { isProblem, Problem } from '@/lib/api/problem';

/** What the server wants to see once more before something sensitive. */
export interface IdentityQuestion {
  asks: 'password' | 'fresh-sign-in';
  /** The answer before this one was refused, for this reason. */
  error: Problem | null;
  isChecking: boolean;
  answer: (password: string | null) => void;
  cancel: () => void;
}

export const useIdentityQuestion = create<{ question: IdentityQuestion | null }>(() => ({ question: null }));

/**
 * Does what needs re-authentication. `run` is tried without a password first; when the server asks who it is, a dialog
 * opens, and `run` is repeated with the answer. Someone who closes the dialog gets a problem with the code `cancelled`.
 */
export async function confirmIdentity<Result>(
  run: (password: string | null) => Promise<Result>,
): Promise<Result> {
  let password: string | null = null;
  let hasAnswered = false;
  try {
    for (;;) {
      try {
        return await run(password);
      } catch (error) {
        const asks = questionOf(error, hasAnswered);
        if (asks === null) throw error;
        password = await ask(asks, hasAnswered ? (error as Problem) : null);
        hasAnswered = true;
      }
    }
  } finally {
    useIdentityQuestion.setState({ question: null });
  }
}

function questionOf(error: unknown, hasAnswered: boolean): IdentityQuestion['asks'] | null {
  if (isProblem(error, 'password-required')) return 'password';
  if (isProblem(error, 'fresh-sign-in-required')) return 'fresh-sign-in';
  // Locked after too many wrong answers: said where the password was typed.
  return hasAnswered && isProblem(error, 'sign-in-locked') ? 'password' : null;
}

function ask(asks: IdentityQuestion['asks'], error: Problem | null): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const question: IdentityQuestion = {
      asks,
      error,
      isChecking: false,
      answer: (password) => {
        useIdentityQuestion.setState({ question: { ...question, isChecking: true } });
        resolve(password);
      },
      cancel: () => reject(Problem.cancelled()),
    };
    useIdentityQuestion.setState({ question });
  });
}

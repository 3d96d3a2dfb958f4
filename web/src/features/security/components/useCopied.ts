import { useState } from 'react';

/** Copies text, and says so until the page changes. */
export function useCopied(): [isCopied: boolean, copy: (text: string) => void] {
  const [isCopied, setCopied] = useState(false);
  return [
    isCopied,
    (text) => {
      // A browser may forbid it; the text is in view and can be marked by hand.
      navigator.clipboard.writeText(text).then(
        () => setCopied(true),
        () => setCopied(false),
      );
    },
  ];
}

import { useLayoutEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';

/**
 * What a link from a letter carries behind its `#`, which browsers do not send to servers. It is taken out of the
 * address bar before the page is painted, so that it stays in no history, bookmark or screenshot.
 */
export function useLinkParameters(): URLSearchParams {
  const { hash } = useLocation();
  const navigate = useNavigate();
  const [parameters] = useState(() => new URLSearchParams(hash.replace(/^#/, '')));
  useLayoutEffect(() => {
    if (hash !== '') void navigate({ hash: '' }, { replace: true });
  }, [hash, navigate]);
  return parameters;
}

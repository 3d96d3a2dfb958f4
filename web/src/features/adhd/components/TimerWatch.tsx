import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { showToast } from '@/components/toasts';
import { t } from '@/lib/messages/adhd';
import { drawAttention } from '@/lib/sound/drawAttention';
import { useTimer } from '../model/timerStore';

/** A sound long after the end would only startle. */
const soundedWithinMilliseconds = 90_000;

/** Tells the end of the timer, wherever in the app somebody is; draws nothing. */
export function TimerWatch() {
  const endsAt = useTimer((timer) => (timer.isTold ? null : timer.endsAt));
  const { pathname } = useLocation();
  const navigate = useNavigate();
  useEffect(() => {
    if (endsAt === null) return;
    const look = () => {
      const sinceEnd = Date.now() - endsAt;
      if (sinceEnd < 0) return;
      useTimer.setState({ isTold: true });
      if (sinceEnd < soundedWithinMilliseconds) drawAttention();
      if (pathname === '/tools/timer') return;
      showToast({
        text: t('timer.over'),
        action: { label: t('timer.open'), onPress: () => void navigate('/tools/timer') },
      });
    };
    look();
    // The clock decides, not how often this runs: a tab in the background is woken less often.
    const timer = setInterval(look, 500);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [endsAt, pathname, navigate]);
  return null;
}

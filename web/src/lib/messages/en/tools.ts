/** The page of tools, and their names wherever they are linked. */
export const tools = {
  'tools.title': 'Tools',
  'tools.lead': 'For time, tasks and a day that is a lot. Take what fits.',
  'tools.today': 'Tools at hand',
  'tools.all': 'All tools',
  'tools.timer': 'Timer',
  'tools.timerText': 'See time go by as a shape.',
} as const;

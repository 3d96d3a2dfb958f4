/** The page of tools, and their names wherever they are linked. */
export const tools = {
  'tools.title': 'Tools',
  'tools.lead': 'For time, tasks and a day that is a lot. Take what fits.',
  'tools.today': 'Tools at hand',
  'tools.all': 'All tools',
  'tools.timer': 'Timer',
  'tools.timerText': 'See time go by as a shape.',
  'tools.sensory': 'Sensory load',
  'tools.sensoryText': 'Log how much comes in, and see it before it is too much.',
  'tools.routine': 'Routine',
  'tools.routineText': 'Your day in order, and what will be different.',
  'tools.masking': 'Masking',
  'tools.maskingText': 'Where and with whom you hide how much of yourself.',
} as const;

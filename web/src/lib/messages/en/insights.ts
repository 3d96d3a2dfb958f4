/** What the check-ins tell, and how each of it is worked out. */
export const insights = {
  'insights.title': 'Insights',
  'insights.views': 'What to look at',
  'insights.week': 'Week',
  'insights.patterns': 'Patterns',
  'insights.questionnaires': 'Questionnaires',
  'insights.history': 'History',
  'insights.loading': 'Putting it together…',
  'insights.checkIn': 'Check in',
  'insights.how': 'How this is worked out',
  'insights.hide': 'Hide: {name}',
  'insights.hidden': '“{name}” is hidden.',
  'insights.undo': 'Undo',
  'insights.show': 'Show: {name}',
  'insights.hiddenTitle': 'Hidden here',

  'insights.section.narrative': 'In words',
  'insights.section.averages': 'Mood and energy',
  'insights.section.trend': 'Which way it goes',
  'insights.section.emotions': 'Feelings you named',
  'insights.section.interventions': 'What helped',
  'insights.section.focus': 'Worth a look',
  'insights.section.best_time': 'A good time to check in',
  'insights.section.streak': 'Streak',
  'insights.section.circadian': 'By time of day',
  'insights.section.weekdays': 'By weekday',
  'insights.section.factors': 'What goes with your mood',
  'insights.section.achievements': 'Fireflies',
  'insights.section.screenings': 'Questionnaires over time',

  'insights.range': '{from} to {until}',
  'insights.thisWeek': 'This week, {range}',
  'insights.toThisWeek': 'This week',
  'insights.weekBefore': 'The week before',
  'insights.weekAfter': 'The week after',
  'insights.otherWords': 'Say it in other words',
  'insights.noOtherWords': 'There are no other words for it just now; these stay.',
  'insights.firstWords': 'Back to the first words',
  'insights.nameClosed': 'Something of your own: open to read',
  'insights.wordingConsent':
    'For that, these sentences go to a language service that the operator of this Halcyon chose. Agree to it first, if you want that.',
  'insights.toConsents': 'To the consents',
  'insights.narrativeHow':
    'These sentences are put together on your server from the numbers below and from nothing else; no word of your journal is in them. What you hide is left out of them too.',
  'insights.mood': 'Mood',
  'insights.energy': 'Energy',
  'insights.ofTen': '{value} of 10',
  'insights.averagesOf': {
    one: 'From {count} check-in on {days}.',
    other: 'The average of {count} check-ins on {days}.',
  },
  'insights.averagesHow':
    'All check-ins of the week count the same: their moods are added up and divided by how many there are, and so are their energies.',
  'insights.days': { one: '{count} day', other: '{count} days' },
  'insights.trend.rising': 'Your mood has been rising.',
  'insights.trend.falling': 'Your mood has been lower of late.',
  'insights.trend.steady': 'No clear change.',
  'insights.trend.unknown': 'Not enough data yet.',
  'insights.trendHow':
    'From the daily average moods of four weeks: the middle of the slopes between all pairs of days (Theil-Sen), which single odd days hardly move. It counts as rising or falling only when the whole 95 % interval does; otherwise it says “no clear change”.',
  'insights.emotionsHow':
    'The words you chose most often in this week’s check-ins, each counted once for each check-in.',
  'insights.times': '× {count}',
  'insights.done': {
    one: 'You did {count} small action this week.',
    other: 'You did {count} small actions this week.',
  },
  'insights.rated': { one: '{mean} of 5, {count} rating', other: '{mean} of 5, {count} ratings' },
  'insights.helpedHow':
    'By your own ratings of the last twelve weeks. An action with few ratings is drawn towards your overall average, so that one lucky day does not put it first. Nobody else’s ratings count here.',
  'insights.focus.stress': 'Stress was high',
  'insights.focus.anxiety': 'Anxiety was high',
  'insights.focus.sleep': 'Sleep was short',
  'insights.focus.energy': 'Energy was low',
  'insights.focus.what_helped': 'Something that helped',
  'insights.focusHow':
    'At most two things whose average of the week, over three check-ins or more, lies where a small action may help: stress or anxiety from 7 of 10, sleep under 7 hours, energy up to 4 of 10. It is an offer, not a task.',
  'insights.toLibrary': 'Small actions in the library',
  'insights.bestTime': 'You check in most often in the {time}.',
  'insights.bestTimeHow':
    'Where most check-ins of the last eight weeks lie, once there are ten. A reminder then meets a habit you have already.',
  'insights.toReminders': 'Set a reminder',
  'insights.time.morning': 'morning',
  'insights.time.afternoon': 'afternoon',
  'insights.time.evening': 'evening',
  'insights.time.night': 'night',

  'insights.patternsOf': {
    one: 'From {count} check-in on {days} of the last year. What goes together need not be cause and effect.',
    other:
      'From {count} check-ins on {days} of the last year. What goes together need not be cause and effect.',
  },
  'insights.noneTitle': 'Nothing to compare yet',
  'insights.noneText':
    'Patterns show after a few weeks of check-ins, and only where there is enough to tell them from chance.',
  'insights.momentsHow':
    'Each day counts once, with its average mood. The dot is the average, the bar its 95 % interval: the range the true average probably lies in. It takes 5 days at least. Days close to each other resemble each other, so the intervals are a little too narrow.',
  'insights.momentsNone': 'Not enough data yet. It takes five days with a check-in at the same time.',
  'insights.momentsOpen': 'Not enough data yet: {names}.',
  'insights.columnWhen': 'When',
  'insights.columnMood': 'Average mood',
  'insights.columnInterval': '95 % interval',
  'insights.interval': '{low} to {high}',
  'insights.moodOfTen': 'mood',
  'insights.factorsHow':
    'Days with it are compared with days without it (Welch’s test), 8 of each at least. Because many things are compared at once, a difference is called clear only when it stays so after a correction for that (Holm, 5 %). The mark is the difference in mood, the bar its 95 % interval; a full diamond is clear, an open circle may be chance, and the line in the middle means no difference.',
  'insights.factorsNone':
    'Say where you are, with whom, how you slept or how a thing of your own was when you check in, and what goes with your mood shows here.',
  'insights.factorsUnclear': 'Nothing stands out clearly so far.',
  'insights.unclear': {
    one: '{count} difference that may be chance',
    other: '{count} differences that may be chance',
  },
  'insights.notEnough': {
    one: '{count} with not enough data yet',
    other: '{count} with not enough data yet',
  },
  'insights.enoughSleep': '7 hours of sleep or more',
  'insights.kind.place': 'place',
  'insights.kind.company': 'company',
  'insights.kind.sleep': 'sleep',
  'insights.kind.own_factor': 'at 4 or 5',
  'insights.kind.intervention': 'small action',
  'insights.columnWhat': 'What',
  'insights.columnWith': 'Mood with (days)',
  'insights.columnWithout': 'Without (days)',
  'insights.columnDifference': 'Difference',

  'insights.fireflies': {
    one: '{count} firefly, one for each day with a check-in.',
    other: '{count} fireflies, one for each day with a check-in.',
  },
  'insights.streak': { one: 'A streak of {count} day.', other: 'A streak of {count} days.' },
  'insights.longest': { one: 'The longest was {count} day.', other: 'The longest was {count} days.' },
  'insights.firefliesHow':
    'None of it goes by how you feel or by how much you do in a day, and a firefly never goes out. In the settings you choose how much of this you want to see, or none.',
  'insights.ahead': 'What else there is',

  'insights.screeningsText':
    'The PHQ-9 asks about mood, the GAD-7 about worry, each over two weeks. A lower number is lighter. The numbers are no diagnosis; a doctor or therapist can read them with you.',
  'insights.screeningsHow':
    'Each answer counts 0 to 3 and they are added up. The words beside the lines are the ones usually used for these ranges (PHQ-9: 5, 10, 15, 20; GAD-7: 5, 10, 15).',
  'insights.screeningsNone': 'Not taken yet. It takes about two minutes.',
  'insights.phq9': 'Mood (PHQ-9)',
  'insights.gad7': 'Worry (GAD-7)',
  'insights.latest': '{date}: {total} of {most}, {band}',
  'insights.take': 'Answer it now',
  'insights.courseName': { one: '{name}: {count} result', other: '{name}: {count} results over time' },
  'insights.columnDate': 'Date',
  'insights.columnTotal': 'Total',
  'insights.columnBand': 'Usually called',
} as const;

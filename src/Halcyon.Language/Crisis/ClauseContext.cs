using Halcyon.Language.Reading;

namespace Halcyon.Language.Crisis;

/// <summary>What stands around a match in its sentence.</summary>
internal readonly record struct ClauseContext
{
    /// <summary>Directly denied: "I am not going to …".</summary>
    public bool IsNegated { get; private init; }

    /// <summary>Denied from afar, or with doubt: "I don't think I will …".</summary>
    public bool IsDoubtfullyNegated { get; private init; }

    /// <summary>A negation that shows the pull: "trying not to …", "the only reason I have not … yet".</summary>
    public bool IsStruggle { get; private init; }

    public bool IsThought { get; private init; }

    public bool IsJoke { get; private init; }

    public bool IsPast { get; private init; }

    public bool IsHypothetical { get; private init; }

    /// <summary>Somebody else is the subject.</summary>
    public bool IsAboutOthers { get; private init; }

    /// <summary>The writer is named in the sentence up to the match.</summary>
    public bool NamesWriter { get; private init; }

    private const int LongestWalk = 16;

    public static ClauseContext Read(WordSequence words, RuleMatch match, ClauseWords known)
    {
        var walk = new Walk(words, match, known);
        var index = match.First - 1;
        for (var steps = 0; index >= 0 && steps < LongestWalk && !EndsClause(words, index); index--, steps++)
        {
            if (!walk.Take(index))
                break;
        }
        var stopper = index >= 0 && !EndsClause(words, index) ? words.Id(index) : Lexicon.Unknown;
        var beforeStopper = index > 0 ? words.Id(index - 1) : Lexicon.Unknown;
        var (others, writer) = Person(words, match, known);
        var negations = walk.Near + walk.Far;
        var isOdd = negations % 2 == 1;
        // "not … yet", after the match.
        var saysYet = match.Last + 1 < words.Count && words.Id(match.Last + 1) == known.Yet;
        var isStruggle = isOdd && (known.Struggle.Contains(stopper) || saysYet || walk.SaysOnly);
        return new ClauseContext
        {
            IsStruggle = isStruggle,
            IsNegated = (isOdd && !isStruggle && walk.Far == 0 && !walk.HasDoubt) || known.Stopped.Contains(stopper),
            IsDoubtfullyNegated = isOdd && !isStruggle && (walk.Far > 0 || walk.HasDoubt),
            IsThought = walk.HasThought || known.Thought.Contains(stopper),
            IsJoke = known.Joke.Contains(stopper) && !known.Negators.Contains(beforeStopper),
            IsPast = walk.IsPast || known.PastFrame.Contains(stopper),
            IsHypothetical = walk.HasIf || known.Hypothetical.Contains(stopper),
            IsAboutOthers = others && !walk.HasSubject && !(writer && match.Rule.Kind == RuleKind.Sign),
            NamesWriter = writer,
        };
    }

    /// <summary>A comma is a new thought too ("I'm not joking, I will …").</summary>
    private static bool EndsClause(WordSequence words, int index) => words.Id(index) is Lexicon.Boundary or Lexicon.Pause;

    /// <summary>The person in the match, or the nearest before it in its clause, or after it when nobody stands before.</summary>
    private static (bool Others, bool Writer) Person(WordSequence words, RuleMatch match, ClauseWords known)
    {
        for (var index = match.First; index <= match.Last; index++)
        {
            if (known.Writer.Contains(words.Id(index)))
                return (false, true);
        }
        // Whom an indirect sign names is part of what it says ("they would be happier without …").
        var nearest = match.Rule.Kind == RuleKind.Sign ? match.First - 1 : match.First;
        for (var index = nearest; index >= 0 && !EndsClause(words, index); index--)
        {
            var id = words.Id(index);
            if (known.Writer.Contains(id))
                return (false, true);
            if (known.Others.Contains(id))
                return (true, SentenceNamesWriter(words, index, known));
        }
        if (match.Rule.Kind == RuleKind.Sign)
            return (false, false);
        for (var index = match.Last + 1; index < words.Count && !words.IsBoundary(index); index++)
        {
            if (known.Writer.Contains(words.Id(index)))
                return (false, true);
            if (known.Others.Contains(words.Id(index)))
                return (false, false);
        }
        return (false, false);
    }

    private static bool SentenceNamesWriter(WordSequence words, int from, ClauseWords known)
    {
        for (var index = from; index >= 0 && !words.IsBoundary(index); index--)
        {
            if (known.Subject.Contains(words.Id(index)))
                return true;
        }
        return false;
    }

    /// <summary>Goes left from the match through the words that govern it.</summary>
    private struct Walk(WordSequence words, RuleMatch match, ClauseWords known)
    {
        private bool _crossedSubject;

        public int Near { get; private set; }

        public int Far { get; private set; }

        public bool HasDoubt { get; private set; }

        public bool HasThought { get; private set; }

        public bool IsPast { get; private set; }

        public bool HasIf { get; private set; }

        public bool HasSubject { get; private set; }

        public bool SaysOnly { get; private set; }

        /// <summary>False where the clause ends.</summary>
        public bool Take(int index)
        {
            var id = words.Id(index);
            if (words.IsMark(index))
                return true;
            if (known.Negators.Contains(id) || IsNoLonger(index, id))
            {
                Negate(index);
                return true;
            }
            if (known.Subject.Contains(id))
            {
                HasSubject = true;
                _crossedSubject = true;
                return true;
            }
            // "trying not to …": the negation belongs to the struggle.
            if (Near > 0 && known.Struggle.Contains(id))
                return false;
            if (_crossedSubject && known.Unlikely.Contains(id))
            {
                Far++;
                return false;
            }
            if (known.Hypothetical.Contains(id))
            {
                HasIf = true;
                return false;
            }
            // "I want this and I am not …": another clause begins with its own subject.
            if (_crossedSubject && known.ClauseBreaks.Contains(id))
                return false;
            if (!known.Chain.Contains(id) && !words.IsFiller(index))
                return false;
            Colour(id);
            return true;
        }

        private void Colour(int id)
        {
            HasDoubt |= _crossedSubject && known.Doubt.Contains(id);
            if (_crossedSubject)
                return;
            HasThought |= known.Thought.Contains(id);
            IsPast |= known.PastFrame.Contains(id);
        }

        /// <summary>"not only", "not just" deny nothing.</summary>
        private void Negate(int index)
        {
            var next = index + 1 < words.Count ? words.Id(index + 1) : Lexicon.Unknown;
            if (next == known.Only || next == known.Just)
            {
                SaysOnly = true;
                return;
            }
            if (_crossedSubject)
                Far++;
            else
                Near++;
        }

        private readonly bool IsNoLonger(int index, int id) =>
            id == known.No && index + 1 < words.Count
            && (words.Id(index + 1) == known.Longer || known.Chain.Contains(words.Id(index + 1)) || (match.Rule.Kind != RuleKind.Act && index == match.First - 1));
    }
}

using Halcyon.Language.Reading;

namespace Halcyon.Language.Crisis;

/// <summary>The states of one match after another; one for each text that is read.</summary>
internal sealed class MatchScratch
{
    public List<int> Current { get; } = [];

    public List<int> Next { get; } = [];
}

/// <summary>A pattern over words, ready to match: a small automaton whose work grows with the text, never faster.</summary>
internal sealed class Pattern
{
    /// <summary>Fillers and pauses between two words of a pattern ("I just, really, want …").</summary>
    private const int FillersSkipped = 4;

    private const string EndOfSentence = "$";

    private readonly List<List<(int Word, int Target)>> _arrows = [];
    private readonly List<List<int>> _free = [];
    private readonly int[][] _closures;
    private readonly int _accepting;

    /// <summary>What the first word leads to: most matches fail there, so it is looked up rather than walked.</summary>
    private readonly Dictionary<int, int[]> _afterFirst = [];

    public Pattern(PatternNode node, Lexicon lexicon)
    {
        var start = NewState();
        _accepting = Build(node, start, lexicon);
        _closures = [.. Enumerable.Range(0, _arrows.Count).Select(Closure)];
        if (_closures[start].Contains(_accepting))
            throw new InvalidDataException("A pattern matches nothing at all.");
        foreach (var word in FirstWords)
        {
            var reached = new List<int>();
            foreach (var state in _closures[start])
                Step(state, word, reached);
            _afterFirst[word] = [.. reached];
        }
    }

    /// <summary>The words that a match can begin with.</summary>
    public IEnumerable<int> FirstWords => _closures[0].SelectMany(state => _arrows[state]).Select(arrow => arrow.Word).Distinct();

    /// <summary>Index of the last word of the longest match that begins at <paramref name="first"/>, or −1.</summary>
    public int Match(WordSequence words, int first, MatchScratch scratch)
    {
        if (!_afterFirst.TryGetValue(words.Id(first), out var reached))
            return -1;
        var current = scratch.Current;
        var next = scratch.Next;
        current.Clear();
        current.AddRange(reached);
        var last = current.Contains(_accepting) ? first : -1;
        var skipped = 0;
        for (var index = first + 1; current.Count > 0; index++)
        {
            if (index >= words.Count || words.IsBoundary(index))
                return EndsHere(current) ? index - 1 : last;
            next.Clear();
            foreach (var state in current)
                Step(state, words.Id(index), next);
            if (next.Contains(_accepting))
                last = index;
            if (words.IsFiller(index) && skipped < FillersSkipped)
            {
                skipped++;
                foreach (var state in current)
                    AddOnce(next, state);
            }
            else
            {
                skipped = 0;
            }
            (current, next) = (next, current);
        }
        return last;
    }

    /// <summary>"$": the sentence may end at this point of the pattern.</summary>
    private bool EndsHere(List<int> states)
    {
        foreach (var state in states)
        {
            foreach (var (expected, target) in _arrows[state])
            {
                if (expected == Lexicon.Boundary && _closures[target].Contains(_accepting))
                    return true;
            }
        }
        return false;
    }

    private void Step(int state, int word, List<int> reached)
    {
        foreach (var (expected, target) in _arrows[state])
        {
            if (expected == word || (expected == Lexicon.AnyWord && word != Lexicon.Pause))
            {
                foreach (var free in _closures[target])
                    AddOnce(reached, free);
            }
        }
    }

    private static void AddOnce(List<int> states, int state)
    {
        if (!states.Contains(state))
            states.Add(state);
    }

    private int Build(PatternNode node, int from, Lexicon lexicon)
    {
        switch (node)
        {
            case PatternNode.Word word:
                return Arrow(from, word.Text == EndOfSentence ? Lexicon.Boundary : lexicon.Add(word.Text));
            case PatternNode.Any:
                return Arrow(from, Lexicon.AnyWord);
            case PatternNode.Sequence sequence:
                return sequence.Items.Aggregate(from, (state, item) => Build(item, state, lexicon));
            case PatternNode.Optional optional:
                var after = Build(optional.Item, from, lexicon);
                _free[from].Add(after);
                return after;
            case PatternNode.Choice choice:
                var end = NewState();
                foreach (var item in choice.Items)
                {
                    // A state of its own for each: an optional beginning must not let one choice run into another.
                    var own = NewState();
                    _free[from].Add(own);
                    _free[Build(item, own, lexicon)].Add(end);
                }
                return end;
            default:
                throw new InvalidDataException($"Unknown part of a pattern: {node}.");
        }
    }

    private int Arrow(int from, int word)
    {
        var target = NewState();
        _arrows[from].Add((word, target));
        return target;
    }

    private int NewState()
    {
        _arrows.Add([]);
        _free.Add([]);
        return _arrows.Count - 1;
    }

    private int[] Closure(int state)
    {
        var reached = new List<int> { state };
        for (var index = 0; index < reached.Count; index++)
        {
            foreach (var free in _free[reached[index]])
                AddOnce(reached, free);
        }
        return [.. reached];
    }
}

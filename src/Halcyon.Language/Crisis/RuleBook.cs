using System.Reflection;
using Halcyon.Language.Reading;

namespace Halcyon.Language.Crisis;

/// <summary>The rules as they are embedded, compiled: words, disguises, patterns. Read once.</summary>
internal sealed class RuleBook
{
    /// <summary>Of "&lt;&lt;&lt;": languages that put the verb between the negation and what it negates.</summary>
    private const int FarReach = 3;

    private readonly Dictionary<string, PatternNode> _macros = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);
    private readonly List<string> _fillers = [];
    private readonly List<string> _strong = [];
    private readonly List<CrisisRule> _rules = [];
    private readonly CrisisRule[][] _byFirstWord;

    private RuleBook(IEnumerable<string> files)
    {
        var lines = files.SelectMany(file => Lines(file).Select(line => (file, line))).ToList();
        // Macros first: then a rule may stand above the macro that it uses.
        foreach (var (file, line) in lines.OrderBy(entry => entry.line[0] == '@' ? 0 : 1))
            ReadLine(line, file);
        ClauseWords = new ClauseWords(Lexicon);
        var spelling = new Spelling(Lexicon, _written, _strong);
        var fillers = new bool[Lexicon.Count];
        foreach (var filler in _fillers)
        {
            if (Lexicon.Find(filler) is > 0 and var id)
                fillers[id] = true;
        }
        Reader = new Reader(spelling, fillers);
        var byFirst = new List<CrisisRule>[Lexicon.Count];
        foreach (var rule in _rules)
        {
            foreach (var word in rule.Pattern.FirstWords)
                (byFirst[word] ??= []).Add(rule);
        }
        _byFirstWord = [.. byFirst.Select(rules => rules?.ToArray() ?? [])];
    }

    public static RuleBook Shipped { get; } = new(
        ["words", "english", "plainly", "said-outright", "indirect", "longing", "marks-and-codes", "other-languages"]);

    public Lexicon Lexicon { get; } = new();

    public Reader Reader { get; }

    public ClauseWords ClauseWords { get; }

    public IReadOnlyList<CrisisRule> Rules => _rules;

    public ReadOnlySpan<CrisisRule> BeginningWith(int word) => _byFirstWord[word];

    private static IEnumerable<string> Lines(string name)
    {
        var resource = $"Halcyon.Language.Rules.{name}.rules";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidDataException($"The rules {resource} are not embedded.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                yield return line;
        }
    }

    private void ReadLine(string line, string file)
    {
        try
        {
            if (line.StartsWith("fillers:", StringComparison.Ordinal))
                AddWords(line, _fillers);
            else if (line.StartsWith("strong:", StringComparison.Ordinal))
                AddWords(line, _strong);
            else if (line[0] == '@')
                _macros[Before(line, "=")] = PatternParser.Parse(After(line, "="), _macros);
            else if (line.Contains(" : ", StringComparison.Ordinal))
                _rules.Add(Rule(line));
            else
                _written[Before(line, "=")] = After(line, "=");
        }
        catch (Exception exception) when (exception is InvalidDataException or IndexOutOfRangeException or ArgumentException)
        {
            throw new InvalidDataException($"{file}.rules: {exception.Message} In the line: {line}", exception);
        }
    }

    private void AddWords(string line, List<string> words)
    {
        words.AddRange(After(line, ":").Split(' '));
        words.ForEach(word => Lexicon.Add(word));
    }

    private CrisisRule Rule(string line)
    {
        var head = Before(line, " : ").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (limited, exceptIn) = Split(After(line, " : "), " except in ");
        var (near, onlyNear) = Split(limited, " only near ");
        var (rest, onlyIn) = Split(near, " only in ");
        var reach = rest.Contains(" <<< ", StringComparison.Ordinal) ? FarReach : 1;
        var (positive, before) = Split(rest, reach == 1 ? " << " : " <<< ");
        var (pattern, after) = Split(positive, " !! ");
        return new CrisisRule(
            head[0],
            Enum.Parse<RiskLevel>(head[1], ignoreCase: true),
            Enum.Parse<RuleKind>(head[2], ignoreCase: true),
            new Pattern(PatternParser.Parse(pattern, _macros), Lexicon),
            after is null ? null : new Pattern(PatternParser.Parse(after, _macros), Lexicon),
            (before ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Lexicon.Add).ToHashSet(),
            reach,
            exceptIn,
            onlyIn,
            onlyNear);
    }

    private static string Before(string line, string mark) => line[..line.IndexOf(mark, StringComparison.Ordinal)].Trim();

    private static string After(string line, string mark) => line[(line.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..].Trim();

    private static (string Left, string? Right) Split(string text, string mark) =>
        text.Contains(mark, StringComparison.Ordinal) ? (Before(text, mark), After(text, mark)) : (text, null);
}

namespace Halcyon.Language.Crisis;

/// <summary>A pattern as it was written.</summary>
internal abstract record PatternNode
{
    internal sealed record Word(string Text) : PatternNode;

    internal sealed record Any : PatternNode;

    internal sealed record Sequence(IReadOnlyList<PatternNode> Items) : PatternNode;

    internal sealed record Choice(IReadOnlyList<PatternNode> Items) : PatternNode;

    internal sealed record Optional(PatternNode Item) : PatternNode;
}

/// <summary>
/// Reads <c>words (one | another) @macro optional? ..3</c>: words in order, choices, macros defined earlier, and up to
/// so many words of any kind.
/// </summary>
internal sealed class PatternParser
{
    private readonly string[] _symbols;
    private readonly IReadOnlyDictionary<string, PatternNode> _macros;
    private int _next;

    private PatternParser(string pattern, IReadOnlyDictionary<string, PatternNode> macros)
    {
        _symbols = pattern.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal)
            .Replace("|", " | ", StringComparison.Ordinal).Replace(") ?", " )?", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        _macros = macros;
    }

    public static PatternNode Parse(string pattern, IReadOnlyDictionary<string, PatternNode> macros)
    {
        var parser = new PatternParser(pattern, macros);
        var node = parser.Choice();
        return parser._next == parser._symbols.Length
            ? node
            : throw new InvalidDataException($"The pattern \"{pattern}\" cannot be read from \"{parser._symbols[parser._next]}\" on.");
    }

    private PatternNode Choice()
    {
        var choices = new List<PatternNode> { Sequence() };
        while (_next < _symbols.Length && _symbols[_next] == "|")
        {
            _next++;
            choices.Add(Sequence());
        }
        return choices.Count == 1 ? choices[0] : new PatternNode.Choice(choices);
    }

    private PatternNode Sequence()
    {
        var items = new List<PatternNode>();
        while (_next < _symbols.Length && _symbols[_next] is not ("|" or ")" or ")?"))
            items.AddRange(Item());
        return items.Count switch
        {
            0 => throw new InvalidDataException("A pattern holds an empty choice."),
            1 => items[0],
            _ => new PatternNode.Sequence(items),
        };
    }

    private IEnumerable<PatternNode> Item()
    {
        var symbol = _symbols[_next++];
        if (symbol == "(")
        {
            var group = Choice();
            var isOptional = _symbols[_next++] == ")?";
            return [isOptional ? new PatternNode.Optional(group) : group];
        }
        if (symbol.StartsWith("..", StringComparison.Ordinal))
            return Enumerable.Repeat(new PatternNode.Optional(new PatternNode.Any()), symbol[2] - '0');
        var optional = symbol.EndsWith('?');
        var name = optional ? symbol[..^1] : symbol;
        var node = name[0] != '@' ? new PatternNode.Word(name)
            : _macros.TryGetValue(name, out var macro) ? macro
            : throw new InvalidDataException($"The macro {name} is not defined before it is used.");
        return [optional ? new PatternNode.Optional(node) : node];
    }
}

using System.Runtime.CompilerServices;

namespace Halcyon.Language.Tests.Crisis;

/// <summary>A line of the published corpus: a text and the levels that are acceptable for it.</summary>
public sealed record CorpusLine(string Category, RiskLevel Least, RiskLevel Most, string Text)
{
    public static IReadOnlyList<CorpusLine> Tuning { get; } = Read("tuning.tsv");

    /// <summary>Written before the rules were tuned, never tuned on.</summary>
    public static IReadOnlyList<CorpusLine> HeldOut { get; } = Read("held-out.tsv");

    /// <summary>Written later against the finished rules, as other people would say it; what was missed at first is heard now.</summary>
    public static IReadOnlyList<CorpusLine> LaterLooks { get; } = [.. Read("second-look.tsv"), .. Read("third-look.tsv")];

    /// <summary>Indirect and unusual wording: the half that rules were written against.</summary>
    public static IReadOnlyList<CorpusLine> Indirect { get; } = Read("indirect-tuned.tsv");

    /// <summary>Many ways of saying it. The second classifier is trained on these lines.</summary>
    public static IReadOnlyList<CorpusLine> Wide { get; } = Read("wide-tuned.tsv");

    /// <summary>The other half of the indirect set: its author remembered it, so it only guards against forgetting.</summary>
    public static IReadOnlyList<CorpusLine> IndirectUntouched { get; } = Read("indirect-untouched.tsv");

    /// <summary>Written when the first second classifier was settled, before any result on it was seen.</summary>
    public static IReadOnlyList<CorpusLine> Fresh { get; } = Read("fresh-look.tsv");

    /// <summary>Many people's ways of saying it, file by file another author. The second classifier is trained on these lines.</summary>
    public static IReadOnlyList<CorpusLine> Voices { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Folder(), "voices"), "*.tsv").Order(StringComparer.Ordinal).SelectMany(Read)];

    /// <summary>By an author who knew neither rules nor corpus; nothing was trained, written or chosen with it in sight: the honest measure of new wording.</summary>
    public static IReadOnlyList<CorpusLine> Strangers { get; } = Read("strangers.tsv");

    private static List<CorpusLine> Read(string name) =>
        [.. File.ReadLines(Path.Combine(Folder(), name))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(Parse)];

    private static string Folder([CallerFilePath] string thisFile = "") => Path.Combine(Path.GetDirectoryName(thisFile)!, "corpus");

    private static CorpusLine Parse(string line)
    {
        var parts = line.Split('\t');
        return new CorpusLine(parts[0], Level(parts[1]), Level(parts[2]), parts[3].Replace("\\n", "\n", StringComparison.Ordinal));
    }

    private static RiskLevel Level(string name) => Enum.Parse<RiskLevel>(name, ignoreCase: true);
}

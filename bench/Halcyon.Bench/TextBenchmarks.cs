using BenchmarkDotNet.Attributes;
using Halcyon.Language;

namespace Halcyon.Bench;

/// <summary>One journal entry read for emotion, sentiment and crisis risk: it happens before a check-in is answered.</summary>
[MemoryDiagnoser]
public class TextBenchmarks
{
    private const string Entry =
        "Slept badly again and woke at four. Work was loud, two meetings ran over and I snapped at Jonas, which I regret. " +
        "Called my sister on the way home, she made me laugh. I'm tired but calmer now, and I hope that tomorrow is easier. ";

    private string _text = "";

    /// <summary>UTF-16 units.</summary>
    [Params(200, 1000, 5000)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Prepare() => _text = string.Concat(Enumerable.Repeat(Entry, (Length / Entry.Length) + 1))[..Length];

    [Benchmark]
    public TextAnalysis Analyze() => TextAnalyzer.Shared.Analyze(_text);
}

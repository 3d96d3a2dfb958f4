using System.Globalization;
using System.Runtime.CompilerServices;
using Halcyon.Language.Weights;
using Xunit;

namespace Halcyon.Language.Tests.Weights;

/// <summary>C# computes what Python computed when the models were trained (training/language/train.py writes the file).</summary>
public sealed class GoldenScoreTests
{
    /// <summary>Python sums in single precision where C# sums in double; scores are of the order of one.</summary>
    private const double Tolerance = 2e-3;

    [Fact]
    public void Score_SentencesOfTheTraining_AreReproduced()
    {
        var model = LanguageModel.Shipped;
        var compared = 0;
        foreach (var line in Golden().Where(line => line[0] != '#'))
        {
            var parts = line.Split('\t');
            var (scores, _) = model.Score(ModelTokens.Of(parts[0].Replace("\\n", "\n", StringComparison.Ordinal)));
            Assert.Equal(parts.Length - 1, scores.Length);
            for (var head = 0; head < scores.Length; head++, compared++)
                Assert.True(
                    Math.Abs(double.Parse(parts[head + 1], CultureInfo.InvariantCulture) - scores[head]) < Tolerance,
                    $"{model.Heads[head].Name} of \"{parts[0]}\": {scores[head]} instead of {parts[head + 1]}");
        }
        Assert.True(compared > 300);
    }

    [Fact]
    public void Golden_Heads_AreThoseOfTheFile() =>
        Assert.EndsWith(": " + string.Join(' ', LanguageModel.Shipped.Heads.Select(head => head.Name)), Golden()[0], StringComparison.Ordinal);

    private static string[] Golden([CallerFilePath] string thisFile = "") =>
        [.. File.ReadAllLines(Path.Combine(Path.GetDirectoryName(thisFile)!, "golden.tsv")).Where(line => line.Length > 0)];
}

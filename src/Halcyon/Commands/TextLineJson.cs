using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Halcyon.Language;

namespace Halcyon.Commands;

/// <summary>What `halcyon text --json` prints for one line.</summary>
internal static class TextLineJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        // For people and files, not for pages.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(int number, string line, TextAnalyzer analyzer)
    {
        var analysis = analyzer.Analyze(line);
        return JsonSerializer.Serialize(
            new Line(
                number,
                analysis.Primary?.Emotion,
                analysis.Secondary?.Emotion,
                Round(analysis.Sentiment),
                analysis.Emotions.ToDictionary(score => TextCommand.Name(score.Emotion), score => Round(score.Probability), StringComparer.Ordinal),
                analyzer.BasicEmotions(line).ToDictionary(score => TextCommand.Name(score.Emotion), score => new Basic(Round(score.Probability), score.IsPresent), StringComparer.Ordinal),
                new Crisis(
                    analysis.Crisis.Level,
                    Round(analysis.Crisis.RiskScore),
                    analysis.Crisis.RequiresImmediateAction,
                    analysis.Crisis.Response,
                    [.. analysis.Crisis.Spans.Select(span => new Span(span.Start, span.Length, span.Rule, span.Level, line.Substring(span.Start, span.Length)))])),
            Options);
    }

    private static double Round(double value) => Math.Round(value, 4);

    private sealed record Line(
        [property: JsonPropertyName("line")] int Number,
        Emotion? Primary,
        Emotion? Secondary,
        double Sentiment,
        IReadOnlyDictionary<string, double> Emotions,
        IReadOnlyDictionary<string, Basic> BasicEmotions,
        Crisis Crisis);

    private sealed record Basic(double Probability, bool Present);

    private sealed record Crisis(
        RiskLevel Level, double RiskScore, bool RequiresImmediateAction, RecommendedResponse RecommendedResponse, IReadOnlyList<Span> Spans);

    private sealed record Span(int Start, int Length, string Rule, RiskLevel Level, string Text);
}

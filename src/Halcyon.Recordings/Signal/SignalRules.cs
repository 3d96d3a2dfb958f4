using System.Globalization;
using Halcyon.Recordings.Recordings;
using Halcyon.Signals.References;
using Halcyon.Signals.Viewing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Halcyon.Recordings.Signal;

/// <summary>The query of the signal route as it came.</summary>
/// <param name="Channels">Indices joined by commas.</param>
/// <param name="Band">LOW-HIGH in Hz; either may be left out.</param>
internal sealed record SignalQuery(
    double From, double? To, string? Channels, int? Points, string? Montage, string? Band, double? Notch);

/// <summary>Turns a query into a request that can be read in reasonable time and memory, or says which value cannot be used.</summary>
internal static class SignalRules
{
    private const double DefaultPageSeconds = 10;
    private const double MaximumSeconds = 24 * 3600;
    private const int DefaultPoints = 2000;
    private const int MaximumPoints = 20_000;
    private const int MaximumChannels = 512;

    /// <summary>Of all channels together, bounds the answer to some 30 MB.</summary>
    private const long MaximumTotalPoints = 1_000_000;

    /// <summary>Of all channels together, bounds the time: a night of 32 channels at 256 Hz.</summary>
    private const double MaximumTotalSamples = 250e6;

    public static ProblemHttpResult? Check(
        SignalQuery query, double durationSeconds, IReadOnlyList<RecordingChannel> channels, out SignalWindowRequest request)
    {
        var to = query.To ?? Math.Min(query.From + DefaultPageSeconds, durationSeconds);
        var points = query.Points ?? DefaultPoints;
        request = new SignalWindowRequest { FromSeconds = query.From, ToSeconds = to, Points = points };
        return CheckTime(query, to, durationSeconds)
            ?? CheckPoints(points)
            ?? ReadChannels(query.Channels, channels.Count, ref request)
            ?? ReadMontage(query.Montage, ref request)
            ?? ReadBand(query.Band, ref request)
            ?? ReadNotch(query.Notch, ref request)
            ?? CheckSize(request, durationSeconds, channels);
    }

    private static ProblemHttpResult? CheckTime(SignalQuery query, double to, double durationSeconds)
    {
        if (!double.IsFinite(query.From) || query.From < 0 || query.From > durationSeconds)
            return Invalid("from", $"Give seconds within the recording, 0 to {durationSeconds}.");
        if (!double.IsFinite(to) || to <= query.From)
            return Invalid("to", "Give seconds after from.");
        return to - query.From > MaximumSeconds
            ? Invalid("to", $"Ask for at most {MaximumSeconds} s at once.")
            : null;
    }

    private static ProblemHttpResult? CheckPoints(int points) =>
        points is < 2 or > MaximumPoints ? Invalid("points", $"Give a number from 2 to {MaximumPoints}.") : null;

    private static ProblemHttpResult? ReadChannels(string? text, int count, ref SignalWindowRequest request)
    {
        if (text is null)
            return null;

        var chosen = new List<int>();
        foreach (var part in text.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= count)
                return Invalid("channels", $"Give channel indices from 0 to {count - 1} joined by commas.");
            if (!chosen.Contains(index))
                chosen.Add(index);
            if (chosen.Count > MaximumChannels)
                return Invalid("channels", $"Ask for at most {MaximumChannels} channels at once.");
        }

        request = request with { Channels = chosen };
        return null;
    }

    private static ProblemHttpResult? ReadMontage(string? text, ref SignalWindowRequest request)
    {
        Montage? montage = text switch
        {
            null or "recorded" => Montage.Recorded,
            "average" => Montage.Average,
            "longitudinal" => Montage.Longitudinal,
            "transverse" => Montage.Transverse,
            "laplacian" => Montage.Laplacian,
            _ => null,
        };
        if (montage is not { } known)
            return Invalid("montage", "Give recorded, average, longitudinal, transverse or laplacian.");

        request = request with { Montage = known };
        return null;
    }

    private static ProblemHttpResult? ReadBand(string? text, ref SignalWindowRequest request)
    {
        if (text is null)
            return null;

        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0
            || !TryReadEdge(text[..dash], out var low)
            || !TryReadEdge(text[(dash + 1)..], out var high)
            || (low is null && high is null)
            || low < 0.01
            || low >= high)
        {
            return Invalid("band", "Give LOW-HIGH in Hz, such as 0.5-70, 1- or -70; LOW at least 0.01 and below HIGH.");
        }

        request = request with { LowHz = low, HighHz = high };
        return null;
    }

    private static bool TryReadEdge(string text, out double? edge)
    {
        edge = null;
        if (text.Length == 0)
            return true;
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            || !double.IsFinite(value) || value <= 0)
        {
            return false;
        }

        edge = value;
        return true;
    }

    private static ProblemHttpResult? ReadNotch(double? notchHz, ref SignalWindowRequest request)
    {
        if (notchHz is { } given && !(double.IsFinite(given) && given > 2))
            return Invalid("notch", "Give a frequency above 2 Hz, such as 50 or 60.");

        request = request with { NotchHz = notchHz };
        return null;
    }

    private static ProblemHttpResult? CheckSize(
        SignalWindowRequest request, double durationSeconds, IReadOnlyList<RecordingChannel> channels)
    {
        var chosen = request.Channels is null ? channels : [.. request.Channels.Select(index => channels[index])];
        if (chosen.Count > MaximumChannels)
            return Invalid("channels", $"Ask for at most {MaximumChannels} channels at once.");
        if (chosen.Count * (long)request.Points > MaximumTotalPoints)
            return Invalid("points", $"Ask for at most {MaximumTotalPoints} points of all channels together.");

        var seconds = Math.Min(request.ToSeconds, durationSeconds) - request.FromSeconds;
        return seconds * chosen.Sum(channel => channel.SamplingRateHz) > MaximumTotalSamples
            ? Invalid("to", "Ask for a shorter time or fewer channels at once.")
            : null;
    }

    private static ProblemHttpResult Invalid(string parameter, string why) => RecordingProblems.Invalid(parameter, why);
}

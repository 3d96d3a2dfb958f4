using Halcyon.Signals.Recordings;
using Halcyon.Signals.References;

namespace Halcyon.Signals.Viewing;

/// <summary>What a viewer draws: channels of one stretch, derived, filtered and thinned.</summary>
/// <remarks>
/// Filters are zero-phase display filters (see <see cref="DisplayFilter"/>), warmed up on the recording itself on both
/// sides, so that neighbouring pages join without a seam: the same instant has the same value on every page to 1e-4. Bins of minimum and maximum begin at multiples
/// of their own length from the start of the recording, so that they do not flicker while scrolling.
/// </remarks>
/// <param name="FromSeconds">As asked, clipped to the recording.</param>
public sealed record SignalWindow(double FromSeconds, double ToSeconds, IReadOnlyList<SignalWindowChannel> Channels)
{
    public const int MaximumPoints = 100_000;

    /// <exception cref="ArgumentException">The request makes no sense for this recording; the message says why.</exception>
    public static SignalWindow Read(IRecordingReader reader, SignalWindowRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(request);
        Check(request, reader.Info);
        var from = Math.Clamp(request.FromSeconds, 0, reader.Info.DurationSeconds);
        var to = Math.Clamp(request.ToSeconds, from, reader.Info.DurationSeconds);

        var derivations = Montages.Derive(request.Montage, reader.Info.Channels).Where(d => IsShown(d, request)).ToList();
        var channels = new SignalWindowChannel[derivations.Count];
        var byRate = derivations.Select((derivation, at) => (derivation, at))
            .GroupBy(d => reader.Info.Channels[d.derivation.Source].SamplingRateHz);
        foreach (var group in byRate)
        {
            var drawn = new RateGroupWindow(reader, request, from, to, [.. group.Select(g => g.derivation)]).Read(cancellationToken);
            foreach (var (channel, at) in drawn.Zip(group.Select(g => g.at)))
                channels[at] = channel;
        }

        return new SignalWindow(from, to, channels);
    }

    private static bool IsShown(Derivation derivation, SignalWindowRequest request)
    {
        if (request.Channels is not { } chosen)
            return true;
        var bipolar = request.Montage is Montage.Longitudinal or Montage.Transverse;
        return bipolar ? derivation.Channels.All(chosen.Contains) : chosen.Contains(derivation.Source);
    }

    private static void Check(SignalWindowRequest request, RecordingInfo info)
    {
        if (!double.IsFinite(request.FromSeconds) || !double.IsFinite(request.ToSeconds) || request.ToSeconds <= request.FromSeconds)
            throw new ArgumentException("'from' and 'to' must be seconds, 'to' after 'from'.", nameof(request));
        if (request.Points is < 2 or > MaximumPoints)
            throw new ArgumentException($"'points' must lie between 2 and {MaximumPoints}.", nameof(request));
        if (request.LowHz is { } low && !(double.IsFinite(low) && low >= 0.01))
            throw new ArgumentException("The band's low edge must be at least 0.01 Hz.", nameof(request));
        if (request.HighHz is { } high && !(double.IsFinite(high) && high > 0))
            throw new ArgumentException("The band's high edge must be above 0 Hz.", nameof(request));
        if (request.LowHz >= request.HighHz)
            throw new ArgumentException("The band's low edge must lie below its high edge.", nameof(request));
        if (request.NotchHz is { } notch && !(double.IsFinite(notch) && notch > 2))
            throw new ArgumentException("'notch' must be above 2 Hz.", nameof(request));
        if (request.Channels?.Any(c => c < 0 || c >= info.Channels.Count) == true)
            throw new ArgumentException($"There is no such channel; channels are 0 to {info.Channels.Count - 1}.", nameof(request));
    }
}

using System.Globalization;
using Halcyon.Signals.Filters;

namespace Halcyon.Signals.Cleaning.Recipes;

/// <summary>Zero-phase FIR band-pass with MNE's default transitions; either edge may be missing.</summary>
public sealed record FilterStep(double? LowHz, double? HighHz) : CleaningStep
{
    public override string Summary => $"filter {(LowHz is { } low ? StepText.Number(low) : "0")}-{(HighHz is { } high ? StepText.Number(high) : "all")} Hz";

    internal override void Apply(CleaningState state)
    {
        if (LowHz is null && HighHz is null)
            throw new ArgumentException("A filter needs an edge.");
        state.Filter(FirDesign.BandPass(LowHz, HighHz, state.Signals.SamplingRateHz));
        if (LowHz is { } low)
            state.Prefilters.Add($"HP:{StepText.Number(low)}Hz");
        if (HighHz is { } high)
            state.Prefilters.Add($"LP:{StepText.Number(high)}Hz");
        state.HighPassHz = Math.Max(state.HighPassHz, LowHz ?? 0);
    }
}

/// <summary>Zero-phase FIR notches: mains, and its harmonics where they are named.</summary>
/// <param name="FrequenciesHz">Ascending.</param>
public sealed record NotchStep(IReadOnlyList<double> FrequenciesHz) : CleaningStep
{
    public override string Summary => $"notch {string.Join(", ", FrequenciesHz.Select(StepText.Number))} Hz";

    internal override void Apply(CleaningState state)
    {
        state.Filter(FirDesign.Notches([.. FrequenciesHz], state.Signals.SamplingRateHz));
        state.Prefilters.AddRange(FrequenciesHz.Select(hertz => $"N:{StepText.Number(hertz)}Hz"));
    }
}

/// <summary>A new sampling rate, by a polyphase filter that lets through what both rates can hold.</summary>
/// <param name="SamplingRateHz">That came of it: the old one times <paramref name="Up"/>/<paramref name="Down"/>.</param>
public sealed record ResamplingStep(double SamplingRateHz, int Up, int Down) : CleaningStep
{
    // More samples than this bring nothing but size.
    private const int LargestRise = 16;

    public override string Summary => $"resampled to {StepText.Number(SamplingRateHz)} Hz";

    internal override void Apply(CleaningState state)
    {
        if (Down < 1 || Up > (long)LargestRise * Down)
            throw new ArgumentException($"The sampling rate can rise {LargestRise} times at most.");
        var resampler = new PolyphaseResampler(Up, Down);
        var before = state.Signals;
        var pieces = new List<SignalPiece>();
        foreach (var piece in before.Pieces)
            pieces.Add(new SignalPiece(pieces.Count == 0 ? 0 : pieces[^1].End, resampler.OutputLength((int)piece.Count), piece.OnsetSeconds));
        var samples = new double[before.Channels.Count][];
        Parallel.For(0, samples.Length, c =>
        {
            samples[c] = new double[pieces[^1].End];
            for (var p = 0; p < pieces.Count; p++)
                Resample(before[c].Slice((int)before.Pieces[p].First, (int)before.Pieces[p].Count), resampler, samples[c].AsSpan((int)pieces[p].First, (int)pieces[p].Count));
        });
        state.Replace(before.Derived(before.Channels, before.SamplingRateHz * Up / Down, samples, pieces));
        for (var i = 0; i < state.Rejected.Count; i++)
        {
            // Whatever a rejected sample has a part in is rejected with it.
            var first = Place(state.Rejected[i].First, before, pieces, (within, _) => within * Up / Down);
            var end = Place(state.Rejected[i].End, before, pieces, (within, to) => Math.Min(resampler.OutputLength((int)within), to.Count));
            state.Rejected[i] = new SampleRange(first, end - first);
        }
    }

    /// <summary>Where a sample of before lies now.</summary>
    /// <param name="move">From a place within a piece to one within the new piece.</param>
    private static long Place(long sample, EegSignals before, List<SignalPiece> pieces, Func<long, SignalPiece, long> move)
    {
        var p = 0;
        while (p + 1 < pieces.Count && sample > before.Pieces[p].End)
            p++;
        return pieces[p].First + move(sample - before.Pieces[p].First, pieces[p]);
    }

    /// <summary>Missing samples are bridged by a line for the filter's sake, and missing again in what comes out.</summary>
    private void Resample(ReadOnlySpan<double> input, PolyphaseResampler resampler, Span<double> output)
    {
        var whole = input.ToArray();
        var missing = new List<(int First, int End)>();
        for (var i = 0; i < whole.Length; i++)
        {
            if (!double.IsNaN(whole[i]))
                continue;
            var end = i;
            while (end < whole.Length && double.IsNaN(whole[end]))
                end++;
            var after = end < whole.Length ? whole[end] : i > 0 ? whole[i - 1] : 0;
            var from = i > 0 ? whole[i - 1] : after;
            for (var k = i; k < end; k++)
                whole[k] = from + ((after - from) * (k - i + 1) / (end - i + 1));
            missing.Add((i, end));
            i = end;
        }

        resampler.Apply(whole, output);
        foreach (var (first, end) in missing)
        {
            // From the first sample after the last that was measured to the last before the next.
            var firstOut = first == 0 ? 0 : (int)(((first - 1L) * Up / Down) + 1);
            var endOut = end == whole.Length ? output.Length : (int)((((long)end * Up) + Down - 1) / Down);
            output[Math.Min(firstOut, output.Length)..Math.Min(endOut, output.Length)].Fill(double.NaN);
        }
    }
}

/// <summary>Numbers as they stand in summaries and prefilter fields.</summary>
internal static class StepText
{
    public static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}

using System.Globalization;
using Halcyon.Signals.Filters;

namespace Halcyon.Signals.Cleaning.Recipes;

/// <summary>Zero-phase FIR band-pass with MNE's default transitions; either edge may be missing.</summary>
public sealed record FilterStep(double? LowHz, double? HighHz) : CleaningStep
{
    public override string Summary => $"filter {(LowHz is { } low ? StepText.Hertz(low) : "0")}-{(HighHz is { } high ? StepText.Hertz(high) : "all")} Hz";

    internal override void Apply(CleaningState state)
    {
        if (LowHz is null && HighHz is null)
            throw new ArgumentException("A filter needs an edge.");
        state.Filter(FirDesign.BandPass(LowHz, HighHz, state.Signals.SamplingRateHz));
        if (LowHz is { } low)
            state.Prefilters.Add($"HP:{StepText.Hertz(low)}Hz");
        if (HighHz is { } high)
            state.Prefilters.Add($"LP:{StepText.Hertz(high)}Hz");
        state.HighPassHz = Math.Max(state.HighPassHz, LowHz ?? 0);
    }
}

/// <summary>Zero-phase FIR notches: mains, and its harmonics where they are named.</summary>
/// <param name="FrequenciesHz">Ascending.</param>
public sealed record NotchStep(IReadOnlyList<double> FrequenciesHz) : CleaningStep
{
    public override string Summary => $"notch {string.Join(", ", FrequenciesHz.Select(StepText.Hertz))} Hz";

    internal override void Apply(CleaningState state)
    {
        state.Filter(FirDesign.Notches([.. FrequenciesHz], state.Signals.SamplingRateHz));
        state.Prefilters.AddRange(FrequenciesHz.Select(hertz => $"N:{StepText.Hertz(hertz)}Hz"));
    }
}

/// <summary>A new sampling rate, by a polyphase filter that lets through what both rates can hold.</summary>
/// <param name="SamplingRateHz">That came of it: the old one times <paramref name="Up"/>/<paramref name="Down"/>.</param>
public sealed record ResamplingStep(double SamplingRateHz, int Up, int Down) : CleaningStep
{
    // More samples than this bring nothing but size.
    private const int LargestRise = 16;

    public override string Summary => $"resampled to {StepText.Hertz(SamplingRateHz)} Hz";

    internal override void Apply(CleaningState state)
    {
        if (Down < 1 || Up > (long)LargestRise * Down)
            throw new ArgumentException($"The sampling rate can rise {LargestRise} times at most.");
        var resampler = new PolyphaseResampler(Up, Down);
        var before = state.Signals;
        var samples = new double[before.Channels.Count][];
        Parallel.For(0, samples.Length, c =>
        {
            samples[c] = new double[resampler.OutputLength(before.SampleCount)];
            resampler.Apply(before[c], samples[c]);
        });
        state.Replace(before.Derived(before.Channels, before.SamplingRateHz * Up / Down, samples));
        for (var i = 0; i < state.Rejected.Count; i++)
        {
            // Whatever a rejected sample has a part in is rejected with it.
            var first = state.Rejected[i].First * Up / Down;
            var end = Math.Min(resampler.OutputLength(state.Rejected[i].End), state.Signals.SampleCount);
            state.Rejected[i] = new SampleRange(first, end - first);
        }
    }
}

/// <summary>Numbers as they stand in summaries and prefilter fields.</summary>
internal static class StepText
{
    public static string Hertz(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}

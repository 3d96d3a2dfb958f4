using System.Numerics.Tensors;

namespace Halcyon.Signals;

/// <summary>What signal functions ask of their input, checked once at the public edge.</summary>
internal static class SampleChecks
{
    public static void Require(ReadOnlySpan<double> samples, int least, string parameter)
    {
        if (samples.Length < least)
            throw new ArgumentException($"At least {least} samples are needed; there are {samples.Length}.", parameter);
        RequireFinite(samples, parameter);
    }

    public static void RequireFinite(ReadOnlySpan<double> samples, string parameter)
    {
        if (!samples.IsEmpty && !TensorPrimitives.IsFiniteAll(samples))
            throw new ArgumentException("Samples must be finite.", parameter);
    }

    public static void RequireScratch(ReadOnlySpan<double> scratch, int least, string parameter)
    {
        if (scratch.Length < least)
            throw new ArgumentException($"The scratch holds {scratch.Length} values; {least} are needed.", parameter);
    }

    public static void RequireRate(double samplingRateHz, string parameter)
    {
        if (!(double.IsFinite(samplingRateHz) && samplingRateHz > 0))
            throw new ArgumentOutOfRangeException(parameter, samplingRateHz, "Must be finite and above 0 Hz.");
    }
}

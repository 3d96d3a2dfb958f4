namespace Halcyon.Signals.Epochs;

internal static class EpochLength
{
    /// <summary>Whole samples nearest to a duration; at least one.</summary>
    public static int Samples(double seconds, double samplingRateHz, string parameter)
    {
        var samples = Math.Round(seconds * samplingRateHz);
        return samples is >= 1 and <= int.MaxValue
            ? (int)samples
            : throw new ArgumentOutOfRangeException(parameter, seconds, "Must leave at least one sample.");
    }
}

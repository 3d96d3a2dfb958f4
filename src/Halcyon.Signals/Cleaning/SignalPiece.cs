namespace Halcyon.Signals.Cleaning;

/// <summary>Samples between two gaps of a recording.</summary>
/// <param name="First">Index of its first sample.</param>
/// <param name="Count">Above 0.</param>
/// <param name="OnsetSeconds">When it begins, from the start of the recording.</param>
public readonly record struct SignalPiece(long First, long Count, double OnsetSeconds)
{
    public long End => First + Count;
}

namespace Halcyon.Signals.Cleaning;

/// <summary>A stretch of samples: <paramref name="First"/> up to, not including, <paramref name="First"/> + <paramref name="Count"/>.</summary>
public readonly record struct SampleRange(long First, long Count)
{
    public long End => First + Count;
}

namespace Halcyon.Testing;

/// <summary>Always the same instant: what must happen within seconds is tested on a machine that takes longer. Timers keep their own time.</summary>
public sealed class StoppedClock(DateTimeOffset instant) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => instant;
}

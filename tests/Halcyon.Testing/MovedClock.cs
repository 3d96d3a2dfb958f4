namespace Halcyon.Testing;

/// <summary>The time of day, moved: what happens in five minutes or next spring is tested now. Timers keep their own time.</summary>
public sealed class MovedClock : TimeProvider
{
    public TimeSpan By { get; set; }

    public void MoveTo(DateTimeOffset instant) => By = instant - base.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By;
}

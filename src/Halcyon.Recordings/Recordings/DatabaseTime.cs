namespace Halcyon.Recordings.Recordings;

internal static class DatabaseTime
{
    /// <summary>Cut to what PostgreSQL keeps, so that an answer and a later one say the same.</summary>
    public static DateTimeOffset ToMicroseconds(this DateTimeOffset time) =>
        time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
}

using Halcyon.Platform.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Wellness.Adhd.Focus;

/// <summary>A stretch of time for one thing.</summary>
public sealed class FocusSession
{
    internal const int LeastMinutes = 5;
    internal const int MostMinutes = 240;
    internal const int LeastEveryMinutes = 10;
    internal const int MostEveryMinutes = 120;

    /// <summary>One that was left open without a word counts as over after this.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    public required Guid Id { get; init; }

    public required UserId UserId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null where it is open.</summary>
    public short? PlannedMinutes { get; init; }

    /// <summary>Null for no reminders on the way.</summary>
    public short? RemindEveryMinutes { get; init; }

    /// <summary>Whether other notifications wait until it is over.</summary>
    public required bool HoldsOthers { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    internal DateTimeOffset OverAt => EndedAt ?? StartedAt + Longest;
}

internal sealed class FocusSessionMapping : IEntityTypeConfiguration<FocusSession>
{
    public void Configure(EntityTypeBuilder<FocusSession> builder) => builder.ToTable("focus_sessions").HasKey(session => session.Id);
}

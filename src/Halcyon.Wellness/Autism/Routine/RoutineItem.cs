using Halcyon.Platform.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Wellness.Autism.Routine;

/// <summary>Something that somebody does on certain days at a certain time.</summary>
internal sealed class RoutineItem
{
    public const string NamePurpose = "wellness.routine_name";

    public required UserId UserId { get; init; }

    public required Guid Id { get; init; }

    public required short Position { get; set; }

    /// <summary>Under the person's key.</summary>
    public required byte[] Name { get; set; }

    /// <summary>On the person's own clock.</summary>
    public required TimeOnly At { get; set; }

    public short? Minutes { get; set; }

    /// <summary>1 Monday to 7 Sunday.</summary>
    public required short[] Weekdays { get; set; }

    /// <summary>Whether they want to be told when it is not ticked by the end of its window.</summary>
    public required bool Remind { get; set; }

    /// <summary>How long after <see cref="At"/> it may be ticked before it counts as not done.</summary>
    public required short WindowMinutes { get; set; }

    public required DateTimeOffset TimingSince { get; set; }

    /// <summary>Taken out of the routine; its days stay, and it can be put back.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}

/// <summary>What became of an item on one day.</summary>
internal sealed class RoutineMark
{
    public const string Done = "done";
    public const string Skipped = "skipped";

    public required UserId UserId { get; init; }

    public required Guid ItemId { get; init; }

    public required DateOnly Day { get; init; }

    public required string State { get; set; }

    public required DateTimeOffset MarkedAt { get; set; }
}

/// <summary>A day that will differ, announced beforehand.</summary>
internal sealed class RoutineChange
{
    public const string WhatPurpose = "wellness.routine_change";
    public const string Cancelled = "cancelled";
    public const string Moved = "moved";
    public const string Replaced = "replaced";
    public const string Added = "added";

    public required Guid Id { get; init; }

    public required UserId UserId { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>Null for something added.</summary>
    public Guid? ItemId { get; init; }

    public required string Kind { get; init; }

    /// <summary>Under the person's key.</summary>
    public byte[]? What { get; init; }

    public TimeOnly? NewTime { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; set; }
}

internal sealed class RoutineDue
{
    public required UserId UserId { get; init; }

    public required DateTimeOffset DueAt { get; init; }
}

internal sealed class RoutineMapping :
    IEntityTypeConfiguration<RoutineItem>, IEntityTypeConfiguration<RoutineMark>, IEntityTypeConfiguration<RoutineChange>, IEntityTypeConfiguration<RoutineDue>
{
    public void Configure(EntityTypeBuilder<RoutineItem> builder) => builder.ToTable("routine_items").HasKey(item => new { item.UserId, item.Id });

    public void Configure(EntityTypeBuilder<RoutineMark> builder) =>
        builder.ToTable("routine_marks").HasKey(mark => new { mark.UserId, mark.ItemId, mark.Day });

    public void Configure(EntityTypeBuilder<RoutineChange> builder) => builder.ToTable("routine_changes").HasKey(change => change.Id);

    public void Configure(EntityTypeBuilder<RoutineDue> builder) => builder.ToTable("routine_due").HasKey(due => due.UserId);
}

using System.Security.Cryptography;
using Halcyon.Platform.Access;
using Halcyon.Platform.Blobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Wellness.CheckIns;

/// <summary>How somebody felt at one moment. Levels are 1-10.</summary>
public sealed class CheckIn
{
    /// <summary>How long a deleted one can be brought back.</summary>
    public static readonly TimeSpan RestorePeriod = TimeSpan.FromDays(30);

    /// <summary>Version 7; its milliseconds are <see cref="OccurredAt"/>, which finds the month (<see cref="CheckInIds"/>).</summary>
    public required Guid Id { get; init; }

    public required UserId UserId { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>False where only the day is known: it then stands at noon of that day, and nothing may go by its hour.</summary>
    public bool TimeKnown { get; init; } = true;

    /// <summary>The file that brought it; null when it was checked in here.</summary>
    public Guid? ImportId { get; init; }

    /// <summary>Deleted together with all that its file brought.</summary>
    public bool TakenBack { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    public required short MoodScore { get; set; }

    public required short EnergyLevel { get; set; }

    public short? AnxietyLevel { get; set; }

    public short? StressLevel { get; set; }

    public short? SensoryLoad { get; set; }

    public short? ExecutiveFunction { get; set; }

    public short? MaskingLevel { get; set; }

    public double? SleepHours { get; set; }

    /// <summary>home, work, school, social or other.</summary>
    public string? Location { get; set; }

    /// <summary>alone, with_family, with_friends or with_coworkers.</summary>
    public string? Social { get; set; }

    /// <summary>Of <see cref="CheckInWords.EmotionTags"/> only; names of one's own are in <see cref="Content"/>.</summary>
    public required string[] EmotionTags { get; set; }

    /// <summary>JSON: tension 0-10 by area.</summary>
    public string? BodyScan { get; set; }

    /// <summary>A <see cref="CheckInContent"/> under the person's key; null when nothing was typed.</summary>
    public byte[]? Content { get; set; }

    public required bool HasJournal { get; set; }

    public BlobId? VoiceBlobId { get; set; }

    public string? VoiceContentType { get; set; }

    /// <summary>−1 to 1; null without a journal, or when it could not be read.</summary>
    public double? JournalSentiment { get; set; }

    /// <summary>One of the twelve emotions, in lower case.</summary>
    public string? AiEmotionPrimary { get; set; }

    public string? AiEmotionSecondary { get; set; }

    /// <summary>Of the primary emotion, 0-1.</summary>
    public double? AiConfidence { get; set; }

    /// <summary>low, moderate, high, critical; unknown when the words could not be read.</summary>
    public required string CrisisRiskLevel { get; set; }

    /// <summary>0-1.</summary>
    public required double CrisisRiskScore { get; set; }

    /// <summary>High or critical.</summary>
    public required bool CrisisFlagged { get; set; }
}

internal sealed class CheckInMapping : IEntityTypeConfiguration<CheckIn>
{
    public void Configure(EntityTypeBuilder<CheckIn> builder)
    {
        builder.ToTable("check_ins").HasKey(checkIn => new { checkIn.Id, checkIn.OccurredAt });
        builder.Property(checkIn => checkIn.BodyScan).HasColumnType("jsonb");
    }
}

/// <summary>The id of a check-in says in which month to look for it.</summary>
internal static class CheckInIds
{
    public static Guid New(DateTimeOffset occurredAt) => Guid.CreateVersion7(occurredAt);

    /// <summary>Always the same for the same source, so that bringing it in twice adds it once.</summary>
    /// <param name="source">What names it where it came from.</param>
    public static Guid Derived(DateTimeOffset occurredAt, UserId userId, ReadOnlySpan<byte> source)
    {
        Span<byte> bytes = stackalloc byte[16];
        New(occurredAt).TryWriteBytes(bytes, bigEndian: true, out _);
        var hash = SHA256.HashData([.. userId.Value.ToByteArray(), .. source]);
        hash.AsSpan(0, 10).CopyTo(bytes[6..]);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Cut to what an id holds.</summary>
    public static DateTimeOffset Cut(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    /// <returns>The time in the id; for an id of another kind some time at which nothing is found.</returns>
    public static DateTimeOffset TimeOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = 0L;
        foreach (var part in bytes[..6])
            milliseconds = (milliseconds << 8) | part;
        return milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : DateTimeOffset.UnixEpoch;
    }
}

using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Wellness.Adhd.Checklists;

/// <summary>A task that somebody keeps, with its steps.</summary>
public sealed class Checklist
{
    internal const string Purpose = "wellness.task_checklist";

    /// <summary>Version 7: in the order of time.</summary>
    public required Guid Id { get; init; }

    public required UserId UserId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>A <see cref="ChecklistDocument"/> under the person's key.</summary>
    public required byte[] Document { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    internal Task<ChecklistDocument> OpenAsync(IFieldProtector protector, CancellationToken cancellationToken) =>
        protector.UnprotectJsonAsync<ChecklistDocument>(UserId, Purpose, Document, cancellationToken);

    internal static Task<byte[]> SealAsync(IFieldProtector protector, UserId userId, ChecklistDocument document, CancellationToken cancellationToken) =>
        protector.ProtectJsonAsync(userId, Purpose, document, cancellationToken);
}

internal sealed record ChecklistDocument(string Title, IReadOnlyList<ChecklistStep> Steps)
{
    public const int LongestTitle = 200;
    public const int LongestText = 300;
    public const int MostSteps = 100;
    public const int DeepestStep = 2;
}

/// <param name="MinutesLow">It takes at least this long; null where nobody can say.</param>
/// <param name="Depth">0 for a step of the task, 1 for a part of a step, 2 for a part of that.</param>
/// <param name="DoneAt">Null while it is open.</param>
public sealed record ChecklistStep(Guid Id, string Text, int? MinutesLow, int Depth, DateTimeOffset? DoneAt);

internal sealed class ChecklistMapping : IEntityTypeConfiguration<Checklist>
{
    public void Configure(EntityTypeBuilder<Checklist> builder) => builder.ToTable("task_checklists").HasKey(checklist => checklist.Id);
}

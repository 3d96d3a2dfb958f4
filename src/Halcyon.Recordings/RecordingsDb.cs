using System.Text.Json;
using Halcyon.Recordings.Analyses;
using Halcyon.Recordings.Annotations;
using Halcyon.Recordings.Idempotency;
using Halcyon.Recordings.Recordings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Halcyon.Recordings;

/// <summary>Maps the entities onto the tables that the `.sql` files make.</summary>
public sealed class RecordingsDb(DbContextOptions<RecordingsDb> options) : DbContext(options)
{
    public const string Schema = "recordings";

    public DbSet<Recording> Recordings => Set<Recording>();
    public DbSet<RecordingAnnotation> Annotations => Set<RecordingAnnotation>();
    public DbSet<Analysis> Analyses => Set<Analysis>();
    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<Recording>(recording =>
        {
            recording.ToTable("recording", Schema);
            recording.Property(r => r.StartTime).HasColumnType("timestamp without time zone");
            recording.Property(r => r.Channels).HasColumnType("jsonb")
                .HasConversion(new JsonColumn<IReadOnlyList<RecordingChannel>>(), JsonColumn<IReadOnlyList<RecordingChannel>>.Comparer);
        });
        modelBuilder.Entity<RecordingAnnotation>().ToTable("annotation", Schema);
        modelBuilder.Entity<Analysis>(analysis =>
        {
            analysis.ToTable("analysis", Schema);
            analysis.Property(a => a.Options).HasColumnType("jsonb")
                .HasConversion(new JsonColumn<AnalysisChoices>(), JsonColumn<AnalysisChoices>.Comparer);
        });
        modelBuilder.Entity<IdempotencyKey>(key =>
        {
            key.ToTable("idempotency_key", Schema);
            key.HasKey(k => new { k.OwnerId, k.Operation, k.Key });
        });
    }

    /// <summary>A whole value in one `jsonb` column, written and replaced as one, never searched.</summary>
    private sealed class JsonColumn<T>() : ValueConverter<T, string>(
        value => JsonSerializer.Serialize(value, JsonColumnOptions.Value),
        json => JsonSerializer.Deserialize<T>(json, JsonColumnOptions.Value)!)
        where T : class
    {
        // Rows are written once, so that the same instance is the same value.
        public static ValueComparer Comparer { get; } = new ValueComparer<T>(
            (left, right) => ReferenceEquals(left, right), value => 0, value => value);
    }

    private static class JsonColumnOptions
    {
        public static readonly JsonSerializerOptions Value = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    }
}

using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness;

/// <summary>Schema `wellness`. Each feature maps its own tables beside its entities.</summary>
public sealed class WellnessDb(DbContextOptions<WellnessDb> options) : DbContext(options)
{
    internal const string Schema = "wellness";

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(WellnessDb).Assembly);
    }
}

using System.Text.Json;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.SafetyPlans;

/// <summary>Reads and adds versions of somebody's plan.</summary>
internal sealed class PlanHistory(WellnessDb db, IFieldProtector protector, IAuditLog audit, TimeProvider clock)
{
    /// <summary>Far more than anybody writes; the oldest go then.</summary>
    private const int MostVersions = 200;

    public IQueryable<StoredSafetyPlan> Of(UserId userId) => db.Set<StoredSafetyPlan>().AsNoTracking().Where(plan => plan.UserId == userId);

    public Task<StoredSafetyPlan?> LatestAsync(UserId userId, CancellationToken cancellationToken) =>
        Of(userId).OrderByDescending(plan => plan.Version).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Adds a version unless the plan is the same as the latest.</summary>
    public async Task<(SafetyPlan Plan, StoredSafetyPlan Stored)> AddAsync(UserId userId, SafetyPlan given, CancellationToken cancellationToken)
    {
        var plan = given.Tidy();
        var secret = await protector.ProtectJsonAsync(userId, StoredSafetyPlan.Purpose, plan, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Two tabs that save at once take turns; each is a version of its own.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"safety_plan/" + userId}, 0))", cancellationToken);
        var latest = await LatestAsync(userId, cancellationToken);
        if (latest is not null && Same(await latest.OpenAsync(protector, cancellationToken), plan))
            return (plan, latest);

        var stored = new StoredSafetyPlan { UserId = userId, Version = (latest?.Version ?? 0) + 1, Document = secret, CreatedAt = Cut(clock.GetUtcNow()) };
        db.Add(stored);
        await db.SaveChangesAsync(cancellationToken);
        await db.Set<StoredSafetyPlan>().Where(old => old.UserId == userId && old.Version <= stored.Version - MostVersions).ExecuteDeleteAsync(cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("safety_plan.changed", userId, userId, $"safety_plan/{stored.Version}"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (plan, stored);
    }

    private static bool Same(SafetyPlan left, SafetyPlan right) =>
        JsonSerializer.SerializeToUtf8Bytes(left).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(right));

    private static DateTimeOffset Cut(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
}

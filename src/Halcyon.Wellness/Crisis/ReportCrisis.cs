using System.ComponentModel.DataAnnotations;
using System.Text;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Problems;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.Crisis.Resources;
using Halcyon.Wellness.Idempotency;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Halcyon.Wellness.Crisis;

/// <param name="Note">In their own words; nothing has to be said.</param>
/// <param name="Country">For the help that is answered; else the region of the language.</param>
public sealed record ReportCrisisRequest([property: StringLength(SayImSafe.LongestNote)] string? Note = null, string? Country = null);

/// <param name="Level">high or critical.</param>
public sealed record ReportedCrisis(Guid EventId, string Level, CountryHelp Resources);

internal static class ReportCrisis
{
    public static void Map(RouteGroupBuilder crisis) =>
        crisis.MapPost("/report", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .HearsWords()
            .WithName("Crisis_Report")
            .WithSummary("You say yourself that you need help. Answers with help at once.")
            .Produces<ReportedCrisis>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .ProducesValidationProblem();

    private static async Task<IResult> HandleAsync(
        HttpContext context, Caller caller, KeepReport reports, ILogger<ReportedCrisis> logger, CancellationToken cancellationToken,
        ReportCrisisRequest? request = null, [FromHeader(Name = Creation.Header)] string? idempotencyKey = null)
    {
        var help = GetCrisisResources.Choose(context, request?.Country);
        try
        {
            // A key that cannot be used is no reason to refuse somebody who asks for help.
            var key = Creation.Fault(idempotencyKey) is null && idempotencyKey is not null ? $"crisis:{idempotencyKey}" : null;
            var (id, level) = await reports.KeepAsync(caller.UserId, request?.Note, key, cancellationToken);
            return TypedResults.Created("/v1/crisis/events", new ReportedCrisis(id, level, help));
        }
#pragma warning disable CA1031 // Whatever went wrong with keeping it, help is answered.
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogError(problem, "A report of a crisis could not be kept; help was shown.");
            return HalcyonProblem.Create(
                StatusCodes.Status503ServiceUnavailable, "crisis-report-not-kept", "We could not keep this just now. Here is help; you need nothing from us to call.",
                extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["crisis_alert"] = true, ["resources"] = help });
        }
    }
}

/// <summary>Keeps what somebody reported of themselves; high at least, whatever the words say.</summary>
internal sealed class KeepReport(
    WellnessDb db, ReadTexts texts, IFieldProtector protector, CrisisRecord crises, Creations creations, TimeProvider clock)
{
    public async Task<(Guid Id, string Level)> KeepAsync(UserId userId, string? note, string? key, CancellationToken cancellationToken)
    {
        var words = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
        var reading = texts.Read(words, []);
        var now = CheckInIds.Cut(clock.GetUtcNow());
        var found = new CrisisEvent
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            CreatedAt = now,
            TriggerSource = CrisisSource.UserReported,
            RiskScore = double.IsFinite(reading.CrisisScore) ? Math.Clamp(reading.CrisisScore, LowestScoreOfHigh, 1) : LowestScoreOfHigh,
            RiskLevel = reading.CrisisLevel == "critical" ? "critical" : "high",
            Rules = [.. reading.Rules],
            Note = words is null ? null : await protector.ProtectAsync(userId, CrisisEvent.NotePurpose, Encoding.UTF8.GetBytes(words), cancellationToken),
            FollowUpDueAt = now + CrisisRecord.FollowUpAfter,
        };
        try
        {
            await WriteAsync(found, key, cancellationToken);
            return (found.Id, found.RiskLevel);
        }
        catch (PostgresException problem) when (Creations.IsTaken(problem))
        {
            var id = await creations.FindAsync(userId, key!, fingerprint: null, cancellationToken);
            var earlier = await db.Set<CrisisEvent>().AsNoTracking().SingleAsync(e => e.Id == id && e.UserId == userId, cancellationToken);
            return (earlier.Id, earlier.RiskLevel);
        }
    }

    /// <summary>Where the language library's scores of `high` begin.</summary>
    internal const double LowestScoreOfHigh = 0.5;

    private async Task WriteAsync(CrisisEvent found, string? key, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await using (var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection()))
        {
            if (key is not null)
            {
                batch.BatchCommands.Add(Creations.Claim(new Creation
                {
                    UserId = found.UserId,
                    Key = key,
                    Fingerprint = new byte[32],
                    ThingId = found.Id,
                    ThingAt = found.CreatedAt,
                    CreatedAt = found.CreatedAt,
                }));
            }

            foreach (var command in crises.Commands(found))
                batch.BatchCommands.Add(command);
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }

        await crises.AuditAsync(db, found, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}

using System.Text.Json;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Wellness.Crisis;
using Halcyon.Wellness.Recommendations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Halcyon.Wellness.CheckIns;

/// <summary>What is left out stays as it is; null removes it (RFC 7396). Mood and energy cannot be removed; the time cannot be changed.</summary>
public sealed record ChangeCheckInRequest(
    int? MoodScore = null, int? EnergyLevel = null, int? AnxietyLevel = null, int? StressLevel = null,
    IReadOnlyList<string>? EmotionTags = null, IReadOnlyList<CustomRating>? CustomRatings = null,
    string? Location = null, string? Activity = null, string? Social = null, string? JournalText = null, IReadOnlyDictionary<string, int>? BodyScan = null,
    int? SensoryLoad = null, int? ExecutiveFunction = null, int? MaskingLevel = null, double? SleepHours = null);

/// <param name="Recommendations">What steadies, where this is a hard moment; else none: what was offered before stays.</param>
/// <param name="IsHardMoment">A very low mood, or words that called for care.</param>
/// <param name="CrisisAlert">Show help before anything else.</param>
public sealed record ChangedCheckIn(
    CheckInResponse Checkin, IReadOnlyList<Recommendation> Recommendations, bool IsHardMoment, bool CrisisAlert, CrisisAnswer? Crisis);

internal static class ChangeCheckIn
{
    public static void Map(RouteGroupBuilder checkIns) =>
        checkIns.MapPatch("/{checkInId:guid}", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .HearsWords()
            .WithName("CheckIns_Change")
            .WithSummary("Changes what is given; null removes it. New words are read as a new check-in's are.")
            .Accepts<ChangeCheckInRequest>("application/json")
            .Produces<ChangedCheckIn>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .ProducesValidationProblem();

    private static async Task<IResult> HandleAsync(
        Guid checkInId, HttpRequest http, Caller caller, WellnessDb db, IFieldProtector protector, ReadTexts texts, CheckInChanges changes,
        RecommendedForCheckIn recommended, IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json, ILogger<ChangedCheckIn> logger, CancellationToken cancellationToken)
    {
        var patch = await ReadAsync(http, cancellationToken);
        var checkIn = await db.CheckInsOf(caller.UserId, checkInId).SingleOrDefaultAsync(cancellationToken);
        if (checkIn is null)
            return GetCheckIn.NotFound();

        var before = await CheckInContent.OpenAsync(protector, caller.UserId, checkIn.Content, cancellationToken);
        var request = Merge(CheckInChanges.AsRequest(checkIn, before), patch, json.Value.SerializerOptions);
        if (CheckInRules.Faults(request) is { Count: > 0 } faults)
            return WellnessProblems.Invalid(faults);

        var draft = CheckInDraft.From(request);
        var reading = texts.Read(draft.Content.JournalText, draft.OtherWords);
        try
        {
            var (content, eventId) = await changes.SaveAsync(checkIn, before, draft, reading, cancellationToken);
            var crisis = CrisisAnswer.Of(reading, eventId);
            var isHard = RecommendedForCheckIn.IsHard(checkIn);
            var actions = isHard ? await recommended.FindAsync(checkIn, cancellationToken) : [];
            return TypedResults.Ok(new ChangedCheckIn(CheckInResponse.From(checkIn, content), actions, isHard, crisis is { ShowsHelp: true }, crisis));
        }
#pragma warning disable CA1031 // A call for help is answered with help, whatever went wrong with keeping it.
        catch (Exception problem) when (reading.ShowsHelp && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogError(problem, "A change of a check-in could not be kept; help was shown.");
            return CreateCheckIn.NotKept(reading);
        }
    }

    private static async Task<JsonElement> ReadAsync(HttpRequest http, CancellationToken cancellationToken)
    {
        try
        {
            var patch = await JsonSerializer.DeserializeAsync<JsonElement>(http.Body, JsonSerializerOptions.Default, cancellationToken);
            return patch.ValueKind == JsonValueKind.Object ? patch : throw new JsonException("An object is expected.");
        }
        catch (JsonException problem)
        {
            throw new BadHttpRequestException("The body is not a JSON object.", StatusCodes.Status400BadRequest, problem);
        }
    }

    /// <summary>Names that a check-in does not have are passed over, as in every other body.</summary>
    private static CreateCheckInRequest Merge(CreateCheckInRequest current, JsonElement patch, JsonSerializerOptions options)
    {
        var merged = JsonSerializer.SerializeToElement(current, options).EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
        foreach (var member in patch.EnumerateObject().Where(member => merged.ContainsKey(member.Name)))
            merged[member.Name] = member.Value;
        try
        {
            var request = JsonSerializer.Deserialize<CreateCheckInRequest>(JsonSerializer.SerializeToUtf8Bytes(merged), options)!;
            return request with { OccurredAt = null, ClientId = null };
        }
        catch (JsonException problem)
        {
            throw new BadHttpRequestException("The body does not hold a check-in.", StatusCodes.Status400BadRequest, problem);
        }
    }
}

/// <summary>Keeps a changed check-in, and a new event when new words call for help.</summary>
internal sealed class CheckInChanges(WellnessDb db, IFieldProtector protector, CrisisRecord crises, TimeProvider clock)
{
    public static CreateCheckInRequest AsRequest(CheckIn checkIn, CheckInContent content)
    {
        var r = CheckInResponse.From(checkIn, content);
        return new CreateCheckInRequest(
            r.MoodScore, r.EnergyLevel, r.AnxietyLevel, r.StressLevel, r.EmotionTags, r.CustomRatings, r.Location, r.Activity, r.Social, r.JournalText,
            r.BodyScan, r.SensoryLoad, r.ExecutiveFunction, r.MaskingLevel, r.SleepHours);
    }

    /// <param name="checkIn">Tracked.</param>
    /// <returns>The content as kept, and the event that belongs to it: a new one only for words that are new.</returns>
    public async Task<(CheckInContent Content, Guid? EventId)> SaveAsync(
        CheckIn checkIn, CheckInContent before, CheckInDraft draft, TextReading reading, CancellationToken cancellationToken)
    {
        var now = CheckInIds.Cut(clock.GetUtcNow());
        var content = draft.ContentWith(reading);
        draft.WriteTo(checkIn, reading, await content.SealAsync(protector, checkIn.UserId, cancellationToken));
        checkIn.UpdatedAt = now;
        var crisis = reading.IsCrisis && HasNewWords(before, draft.Content) ? SaveCheckIn.CrisisOf(checkIn, reading, now) : null;

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        if (crisis is not null)
        {
            await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection());
            foreach (var command in crises.Commands(crisis))
                batch.BatchCommands.Add(command);
            await batch.ExecuteNonQueryAsync(cancellationToken);
            await crises.AuditAsync(db, crisis, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return (content, crisis?.Id ?? await EventOfAsync(checkIn, reading, cancellationToken));
    }

    private async Task<Guid?> EventOfAsync(CheckIn checkIn, TextReading reading, CancellationToken cancellationToken) => reading.IsCrisis
        ? await db.Set<CrisisEvent>().Where(found => found.UserId == checkIn.UserId && found.CheckInId == checkIn.Id)
            .OrderByDescending(found => found.CreatedAt).Select(found => (Guid?)found.Id).FirstOrDefaultAsync(cancellationToken)
        : null;

    private static bool HasNewWords(CheckInContent before, CheckInContent after) =>
        before.JournalText != after.JournalText || before.Activity != after.Activity
        || !(before.CustomTags ?? []).SequenceEqual(after.CustomTags ?? [], StringComparer.Ordinal)
        || !(before.CustomRatings ?? []).Select(rating => rating.Name).SequenceEqual((after.CustomRatings ?? []).Select(rating => rating.Name), StringComparer.Ordinal);
}

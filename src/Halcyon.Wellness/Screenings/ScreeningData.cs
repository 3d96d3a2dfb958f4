using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.PersonalData;
using Halcyon.Platform.PersonalData.Import;
using Halcyon.Wellness.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Screenings;

internal sealed record ScreeningRow(string Kind, DateTimeOffset TakenAt, int Total, string Band, IReadOnlyList<int>? Answers, int? Difficulty);

/// <summary>A person's questionnaires as they leave with them and come back. Totals and bands are counted anew.</summary>
internal sealed class ScreeningData(WellnessDb db, IFieldProtector protector, TimeProvider clock) : IFeatureData
{
    private const string Name = "screenings";
    private const string Loinc = "http://loinc.org";

    public IReadOnlyList<string> Tables { get; } = ["wellness.screenings"];

    public async Task ExportAsync(UserId userId, IPersonalDataExport export, CancellationToken cancellationToken)
    {
        await export.WriteRowsAsync(Name, "PHQ-9 and GAD-7", RowsAsync(userId, cancellationToken), cancellationToken);
        await foreach (var screening in Of(userId).AsAsyncEnumerable().WithCancellation(cancellationToken))
            await export.WriteFhirAsync(Observation(screening), cancellationToken);
    }

    public async Task ImportAsync(UserId userId, IPersonalDataImport source, CancellationToken cancellationToken)
    {
        await foreach (var row in source.ReadRowsAsync<ScreeningRow>(Name, cancellationToken))
        {
            var asked = Questionnaire.All.SingleOrDefault(questionnaire => questionnaire.Kind == row.Kind);
            var takenAt = row.TakenAt.ToUniversalTime();
            if (asked is null || row.Answers is null || row.Answers.Count != asked.Items.Count || row.Answers.Any(answer => answer is < 0 or > Questionnaire.HighestAnswer)
                || takenAt < DateTimeOffset.UnixEpoch || takenAt > clock.GetUtcNow().AddDays(1))
            {
                throw new ImportRefusedException($"The file wellness/{Name}.json of the archive has answers that cannot be.");
            }

            if (!await db.Set<Screening>().AnyAsync(s => s.UserId == userId && s.Kind == asked.Kind && s.TakenAt == takenAt, cancellationToken))
                await AddAsync(userId, asked, row.Answers, row.Difficulty, takenAt, cancellationToken);
        }
    }

    private async Task AddAsync(
        UserId userId, Questionnaire asked, IReadOnlyList<int> answers, int? difficulty, DateTimeOffset takenAt, CancellationToken cancellationToken)
    {
        db.Add(new Screening
        {
            Id = Guid.CreateVersion7(takenAt),
            UserId = userId,
            Kind = asked.Kind,
            TakenAt = takenAt,
            Total = (short)answers.Sum(),
            Band = asked.BandOf(answers.Sum()),
            Item9Positive = asked.CallsForHelp(answers),
            Answers = await protector.ProtectJsonAsync(userId, Screening.Purpose, new ScreeningAnswers(answers, difficulty), cancellationToken),
        });
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private IQueryable<Screening> Of(UserId userId) => db.Set<Screening>().AsNoTracking().Where(s => s.UserId == userId).OrderBy(s => s.Id);

    private async IAsyncEnumerable<ScreeningRow> RowsAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var s in Of(userId).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var answers = await protector.UnprotectJsonAsync<ScreeningAnswers>(userId, Screening.Purpose, s.Answers, cancellationToken);
            yield return new ScreeningRow(s.Kind, s.TakenAt, s.Total, s.Band, answers.Answers, answers.Difficulty);
        }
    }

    /// <summary>The total score as FHIR R4; LOINC has a code for exactly that of each.</summary>
    private static JsonElement Observation(Screening screening)
    {
        var (code, text) = screening.Kind == Questionnaire.Phq9.Kind
            ? ("44261-6", "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]")
            : ("70274-6", "Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]");
        return JsonSerializer.SerializeToElement(new JsonObject
        {
            ["resourceType"] = "Observation",
            ["id"] = screening.Id.ToString(),
            ["status"] = "final",
            ["code"] = new JsonObject { ["coding"] = new JsonArray(new JsonObject { ["system"] = Loinc, ["code"] = code, ["display"] = text }), ["text"] = text },
            ["subject"] = new JsonObject { ["reference"] = $"urn:uuid:{screening.UserId}" },
            ["performer"] = new JsonArray(new JsonObject { ["reference"] = $"urn:uuid:{screening.UserId}" }),
            ["effectiveDateTime"] = screening.TakenAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["valueInteger"] = (int)screening.Total,
        });
    }
}

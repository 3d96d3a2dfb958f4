using System.ComponentModel.DataAnnotations;
using System.Text;
using Halcyon.Platform.Access;
using Halcyon.Platform.People;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace Halcyon.Wellness.CheckIns.Import;

/// <param name="Format">daylio or plain.</param>
/// <param name="Rows">Without the line of names.</param>
/// <param name="Sample">The first rows as they are.</param>
/// <param name="Words">By column, where there are few: the different words in it, of which a mood may be one. Numbers are left out.</param>
public sealed record ImportPreview(
    string Format, IReadOnlyList<string> Columns, int Rows, IReadOnlyList<IReadOnlyList<string>> Sample, ImportMapping SuggestedMapping,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Words);

public sealed record ImportRequest([property: Required, MaxLength(ImportCheckIns.LargestBytes)] string Csv, [property: Required] ImportMapping Mapping);

public sealed record RefusedLine(int Line, string Reason);

/// <param name="ImportId">To take it back by; null when nothing came in.</param>
/// <param name="WithoutTime">Of those that came in or were here, how many lines say the day and no time; they are kept by their day alone.</param>
/// <param name="SkippedAsKnown">Rows that an earlier import brought already.</param>
/// <param name="Refused">The first hundred of them.</param>
/// <param name="CrisisAlert">Words of the last days call for help: show it.</param>
public sealed record ImportResult(
    Guid? ImportId, int Imported, int WithoutTime, int SkippedAsKnown, int RefusedCount, IReadOnlyList<RefusedLine> Refused, bool CrisisAlert);

internal static class ImportCheckIns
{
    public const int LargestBytes = 5 << 20;

    /// <summary>The same text inside JSON, where it may take more room.</summary>
    private const int LargestRequestBytes = 4 * LargestBytes;
    private const int SampleRows = 5;

    /// <summary>A file that is a little too large is read to its end, so that its sender gets to hear the sentence.</summary>
    private const int DrainedBytes = 1 << 20;

    public static void Map(RouteGroupBuilder checkIns)
    {
        checkIns.MapPost("/import/preview", PreviewAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("CheckIns_PreviewImport")
            .WithSummary("Looks at a CSV file of Daylio or another diary and suggests what its columns mean. Keeps nothing.")
            .WithMetadata(new RequestSizeLimitAttribute(LargestBytes + DrainedBytes))
            .AddOpenApiOperationTransformer(DescribeBody)
            .Produces<ImportPreview>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);
        checkIns.MapPost("/import", ImportAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("CheckIns_Import")
            .WithSummary("Brings check-ins of a CSV file in. A second time the same file adds nothing; rows that cannot be read are named by line.")
            .WithMetadata(new RequestSizeLimitAttribute(LargestRequestBytes))
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesValidationProblem();
    }

    private static async Task<IResult> PreviewAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: true);
        try
        {
            var text = await reader.ReadToEndAsync(cancellationToken);
            if (text.Length > LargestBytes || request.ContentLength > LargestBytes)
                return HalcyonProblem.Create(StatusCodes.Status413PayloadTooLarge, "csv-too-large", "A file is at most 5 MiB large. Split it, and bring the parts in one after another.");

            var table = CsvTable.Parse(text);
            return TypedResults.Ok(new ImportPreview(
                ImportMapping.IsDaylio(table) ? "daylio" : "plain", table.Columns, table.Rows.Count,
                [.. table.Rows.Take(SampleRows).Select(row => row.Fields)], ImportMapping.Suggest(table), ColumnWords.Of(table)));
        }
        catch (CsvException problem)
        {
            return Unreadable(problem);
        }
    }

    private static async Task<Results<Ok<ImportResult>, ProblemHttpResult>> ImportAsync(
        ImportRequest request, Caller caller, IUserDirectory people, KeepImported keep, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            var table = CsvTable.Parse(request.Csv);
            if (ImportColumns.Find(table, request.Mapping, out var missing) is not { } columns)
                return WellnessProblems.Invalid("mapping", $"The file has no column “{missing}”.");

            var days = await LocalDays.OfAsync(people, caller.UserId, cancellationToken);
            var now = clock.GetUtcNow();
            var rows = table.Rows.Select(row => MappedRow.Read(row, columns, request.Mapping, days, now)).ToList();
            return TypedResults.Ok(await keep.KeepAsync(caller.UserId, rows, cancellationToken));
        }
        catch (CsvException problem)
        {
            return Unreadable(problem);
        }
    }

    private static ProblemHttpResult Unreadable(CsvException problem) =>
        HalcyonProblem.Create(StatusCodes.Status400BadRequest, "csv-unreadable", problem.Message, "Nothing was brought in.");

    private static Task DescribeBody(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var text = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { ["text/csv"] = text } };
        return Task.CompletedTask;
    }
}

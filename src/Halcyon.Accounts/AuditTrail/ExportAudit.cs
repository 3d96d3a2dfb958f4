using System.Globalization;
using System.Text;
using System.Text.Json;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Accounts.AuditTrail;

internal static class ExportAuditEndpoint
{
    private const int RowsAtOnce = 1000;

    public static void Map(RouteGroupBuilder admin) =>
        admin.MapGet("/audit/export.csv", HandleAsync)
            .Allow(AccessPolicy.Administrators)
            .WithName("Admin_ExportAudit")
            .WithSummary("The same search as a CSV table (RFC 4180, UTF-8), all of it, newest first.")
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesValidationProblem();

    private static async Task<PushStreamHttpResult> HandleAsync(
        [AsParameters] AuditQuery query, Caller caller, HttpResponse response, AuditFilters filters, AuditSearch search, AuditPeople people, IAuditLog audit,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var filter = await filters.ReadAsync(query, cancellationToken);
        await audit.AppendAsync(new AuditEntry("audit.exported", caller.UserId, filter.SubjectId, "audit"), cancellationToken);
        response.Headers.CacheControl = "no-store";
        var name = string.Create(CultureInfo.InvariantCulture, $"halcyon-audit-{clock.GetUtcNow():yyyy-MM-dd}.csv");
        return TypedResults.Stream(stream => WriteAsync(stream, filter, search, people, cancellationToken), "text/csv; charset=utf-8", name);
    }

    private static async Task WriteAsync(
        Stream stream, AuditFilter filter, AuditSearch search, AuditPeople people, CancellationToken cancellationToken)
    {
        await using var csv = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 64 * 1024, leaveOpen: true) { NewLine = "\r\n" };
        await csv.WriteLineAsync(
            "sequence,occurred_at,action,actor_id,actor_email,subject_id,subject_email,resource,outcome,details,ip_address,correlation_id");
        AuditPosition? before = null;
        while (true)
        {
            var records = await search.FindAsync(filter, before, RowsAtOnce, cancellationToken);
            foreach (var entry in await people.NameAsync(records, cancellationToken))
                await csv.WriteLineAsync(Csv.Line(Cells(entry)));
            if (records.Count < RowsAtOnce)
                return;

            before = new AuditPosition(records[^1].OccurredAt, records[^1].Sequence);
        }
    }

    private static string?[] Cells(AuditEntryResponse entry) =>
    [
        entry.Sequence.ToString(CultureInfo.InvariantCulture),
        entry.OccurredAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        entry.Action,
        entry.Actor?.Id.ToString(),
        entry.Actor?.Email,
        entry.Subject?.Id.ToString(),
        entry.Subject?.Email,
        entry.Resource,
        entry.Outcome,
        entry.Details is null ? null : JsonSerializer.Serialize(entry.Details),
        entry.IpAddress,
        entry.CorrelationId,
    ];
}

/// <summary>RFC 4180 lines that no spreadsheet takes for formulas.</summary>
internal static class Csv
{
    public static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell));

    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return string.Empty;

        // An apostrophe in front is how spreadsheets are told "this is text"; an address may well begin with + or =.
        var safe = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}

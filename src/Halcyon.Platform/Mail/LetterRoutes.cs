using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Paging;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Halcyon.Platform.Mail;

/// <param name="To">Null once the letter was emptied, some days after it was sent or given up.</param>
/// <param name="Status">`waiting`, `sent` or `failed`.</param>
/// <param name="LastError">Why it was not sent the last time; holds no address.</param>
public sealed record LetterResponse(
    Guid Id, string Kind, string? To, string Status, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset? NextAttemptAt,
    DateTimeOffset? SentAt, string? LastError);

/// <summary>A letter with what it says.</summary>
/// <param name="To">Null, like subject and text, once the letter was emptied.</param>
/// <param name="Status">`waiting`, `sent` or `failed`.</param>
/// <param name="LastError">Why it was not sent the last time; holds no address.</param>
/// <param name="Text">Null where a mail server is configured: what it holds may let its reader into the account.</param>
public sealed record LetterTextResponse(
    Guid Id, string Kind, string? To, string Status, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset? NextAttemptAt,
    DateTimeOffset? SentAt, string? LastError, string? Subject, string? Text);

/// <summary>The letters as administrators see them.</summary>
internal static class LetterRoutes
{
    private const string Columns = "id, kind, letter, status, attempts, created_at, next_attempt_at, sent_at, last_error";

    public static void MapLetters(this IEndpointRouteBuilder v1)
    {
        var mail = v1.MapGroup("/admin/mail").WithTags("administration");
        mail.MapGet("", ListAsync)
            .Allow(AccessPolicy.Administrators).WithName("Admin_ListMail").WithSummary("Letters, newest first: waiting, sent or failed, and why.")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden).ProducesValidationProblem();
        mail.MapGet("/{letterId:guid}", ShowAsync)
            .Allow(AccessPolicy.Administrators).WithName("Admin_GetMail").WithSummary("One letter, with its text where no mail server is configured.")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        mail.MapPost("/{letterId:guid}/retry", RetryAsync)
            .Allow(AccessPolicy.Administrators).WithName("Admin_RetryMail").WithSummary("Try a waiting or failed letter again now.")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<Page<LetterResponse>>, ValidationProblem>> ListAsync(
        NpgsqlDataSource dataSource, ISystemProtector protector, CancellationToken cancellationToken, int limit = 20, string? cursor = null)
    {
        if (limit is < 1 or > 100)
            return Invalid("limit", "Give a number from 1 to 100.");
        var before = new Guid(Enumerable.Repeat(byte.MaxValue, 16).ToArray());
        if (cursor is not null && !IdCursor.TryRead(cursor, out before))
            return Invalid("cursor", IdCursor.Error);

        await using var command = dataSource.CreateCommand($"select {Columns} from platform.mail where id < $1 order by id desc limit $2");
        command.Parameters.Add(new() { Value = before });
        command.Parameters.Add(new() { Value = limit + 1 });
        var found = await ReadAsync(command, protector, cancellationToken);
        return TypedResults.Ok(IdCursor.Cut([.. found.Select(entry => entry.Letter)], limit, letter => letter.Id));
    }

    private static async Task<Results<Ok<LetterTextResponse>, ProblemHttpResult>> ShowAsync(
        Guid letterId, Caller caller, NpgsqlDataSource dataSource, ISystemProtector protector, MailDelivery delivery, IAuditLog audit,
        CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand($"select {Columns} from platform.mail where id = $1");
        command.Parameters.Add(new() { Value = letterId });
        if (await ReadAsync(command, protector, cancellationToken) is not [var (letter, content)])
            return NotFound();

        await audit.AppendAsync(new AuditEntry("mail.viewed", caller.UserId, null, $"mail/{letterId}"), cancellationToken);
        return TypedResults.Ok(new LetterTextResponse(
            letter.Id, letter.Kind, letter.To, letter.Status, letter.Attempts, letter.CreatedAt, letter.NextAttemptAt, letter.SentAt, letter.LastError,
            content?.Subject, delivery.Mode == MailDelivery.FolderMode ? content?.Text : null));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RetryAsync(
        Guid letterId, Caller caller, PlatformDb db, IAuditLog audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var status = (await db.Database.SqlQuery<string>($"select status from platform.mail where id = {letterId} for update").ToListAsync(cancellationToken))
            .SingleOrDefault();
        if (status is null)
            return NotFound();

        // Attempts count from the start, so that a letter given up after a day is tried for another.
        var changed = await db.Database.ExecuteSqlAsync(
            $"""
            update platform.mail set status = 'waiting', attempts = 0, next_attempt_at = {clock.GetUtcNow()}
            where id = {letterId} and status <> 'sent' and letter is not null
            """, cancellationToken);
        if (changed == 0)
        {
            return status == "sent"
                ? HalcyonProblem.Create(StatusCodes.Status409Conflict, "letter-sent", "This letter was sent already.")
                : HalcyonProblem.Create(StatusCodes.Status409Conflict, "letter-empty", "This letter was given up so long ago that its text is gone. Cause a new one.");
        }

        await db.Database.ExecuteSqlAsync($"select pg_notify('halcyon_mail', '')", cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("mail.retried", caller.UserId, null, $"mail/{letterId}"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<List<(LetterResponse Letter, SealedLetter? Content)>> ReadAsync(
        NpgsqlCommand command, ISystemProtector protector, CancellationToken cancellationToken)
    {
        var found = new List<(LetterResponse, SealedLetter?)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var content = reader.IsDBNull(2) ? null : SealedLetter.Open(protector, reader.GetFieldValue<byte[]>(2));
            var status = reader.GetString(3);
            found.Add((
                new LetterResponse(
                    reader.GetGuid(0), reader.GetString(1), content?.To, status, reader.GetInt32(4), reader.GetFieldValue<DateTimeOffset>(5),
                    status == "waiting" ? reader.GetFieldValue<DateTimeOffset>(6) : null,
                    reader.IsDBNull(7) ? null : reader.GetFieldValue<DateTimeOffset>(7), reader.IsDBNull(8) ? null : reader.GetString(8)),
                content));
        }

        return found;
    }

    private static ProblemHttpResult NotFound() =>
        HalcyonProblem.Create(StatusCodes.Status404NotFound, "letter-not-found", "There is no letter with this id.");

    private static ValidationProblem Invalid(string parameter, string error) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { [parameter] = [error] });
}

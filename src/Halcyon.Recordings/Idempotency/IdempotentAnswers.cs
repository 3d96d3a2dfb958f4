using System.Security.Cryptography;
using System.Text.Json;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Problems;
using Halcyon.Recordings.Recordings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Halcyon.Recordings.Idempotency;

/// <summary>Which creating call a client says this is.</summary>
/// <param name="Key">The Idempotency-Key header; null when the client sent none.</param>
/// <param name="Fingerprint">SHA-256 of what was asked for.</param>
internal sealed record IdempotentCall(UserId OwnerId, string Operation, string? Key, byte[] Fingerprint);

/// <summary>Gives the same answer to the same creating call for 24 hours.</summary>
/// <remarks>
/// Nothing is reserved while a call runs, so that a crash blocks nobody: two calls with one key may both run,
/// and the one that comes second to the table undoes its work and gives the answer of the first.
/// </remarks>
internal sealed class IdempotentAnswers(RecordingsDb db, IFieldProtector protector, IOptions<JsonOptions> json, TimeProvider clock)
{
    public const string Header = "Idempotency-Key";
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    private const int MaximumKeyLength = 200;
    private const string Purpose = "recording.idempotency";

    /// <summary>The earlier answer, a problem when the key cannot be used, or null: go on.</summary>
    public async Task<IResult?> ReplayAsync(IdempotentCall call, CancellationToken cancellationToken)
    {
        if (call.Key is null)
            return null;
        if (call.Key.Length is 0 or > MaximumKeyLength || call.Key.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return RecordingProblems.Invalid(Header, $"Give 1 to {MaximumKeyLength} visible ASCII characters.");

        var oldest = clock.GetUtcNow() - Lifetime;
        var kept = await db.IdempotencyKeys.AsNoTracking().SingleOrDefaultAsync(
            k => k.OwnerId == call.OwnerId && k.Operation == call.Operation && k.Key == call.Key && k.CreatedAt > oldest,
            cancellationToken);
        if (kept is null)
            return null;
        if (!CryptographicOperations.FixedTimeEquals(kept.Fingerprint, call.Fingerprint))
        {
            return HalcyonProblem.Create(
                StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused",
                "This Idempotency-Key was already used for something else.", "Send a new key with each new request.");
        }

        var response = await protector.UnprotectAsync(call.OwnerId, Purpose, kept.ResponseProtected, cancellationToken);
        return new KeptAnswer(kept.Status, kept.Location, response);
    }

    /// <summary>Makes the answer ready to be kept. Before the transaction: the owner's key may have to be read, on another connection.</summary>
    /// <returns>Null when the client sent no key.</returns>
    public async Task<IdempotencyKey?> SealAsync<TResponse>(
        IdempotentCall call, RecordingId recordingId, string location, int status, TResponse response,
        CancellationToken cancellationToken)
    {
        if (call.Key is null)
            return null;

        var plain = JsonSerializer.SerializeToUtf8Bytes(response, json.Value.SerializerOptions);
        return new IdempotencyKey
        {
            OwnerId = call.OwnerId,
            Operation = call.Operation,
            Key = call.Key,
            Fingerprint = call.Fingerprint,
            RecordingId = recordingId,
            Location = location,
            Status = status,
            ResponseProtected = await protector.ProtectAsync(call.OwnerId, Purpose, plain, cancellationToken),
            CreatedAt = clock.GetUtcNow(),
        };
    }

    /// <summary>Keeps the answer within the caller's transaction.</summary>
    /// <returns>False when another call with this key was faster: undo, then call <see cref="ReplayAsync"/>.</returns>
    public async Task<bool> TryKeepAsync(IdempotencyKey? answer, CancellationToken cancellationToken)
    {
        if (answer is null)
            return true;

        var oldest = answer.CreatedAt - Lifetime;
        return await db.Database.ExecuteSqlAsync(
            $"""
            insert into recordings.idempotency_key as kept
                (owner_id, operation, key, fingerprint, recording_id, location, status, response_protected, created_at)
            values ({answer.OwnerId.Value}, {answer.Operation}, {answer.Key}, {answer.Fingerprint}, {answer.RecordingId.Value},
                {answer.Location}, {answer.Status}, {answer.ResponseProtected}, {answer.CreatedAt})
            on conflict (owner_id, operation, key) do update
                set fingerprint = excluded.fingerprint, recording_id = excluded.recording_id,
                    location = excluded.location, status = excluded.status,
                    response_protected = excluded.response_protected, created_at = excluded.created_at
                where kept.created_at <= {oldest}
            """,
            cancellationToken) == 1;
    }

    public static byte[] FingerprintOf<TRequest>(TRequest request) =>
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request));

    private sealed class KeptAnswer(int status, string location, byte[] response) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            httpContext.Response.ContentLength = response.Length;
            httpContext.Response.Headers.Location = location;
            httpContext.Response.Headers["Idempotency-Replayed"] = "true";
            await httpContext.Response.Body.WriteAsync(response, httpContext.RequestAborted);
        }
    }
}

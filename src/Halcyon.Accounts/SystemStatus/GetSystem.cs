using Halcyon.Accounts.AccessTokens;
using Halcyon.Platform.Access;
using Halcyon.Platform.Status;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Accounts.SystemStatus;

/// <param name="KeysToRewrap">Values under an older master key; above zero a rotation is unfinished.</param>
public sealed record KeysStatus(string MasterKeyId, bool IsKeyFile, long KeysToRewrap, DateTimeOffset? SigningKeyCreatedAt);

/// <param name="Migrations">How many were applied; the checks say whether some are missing.</param>
/// <param name="Nodes">Processes that run jobs; one that only serves requests does not report.</param>
public sealed record SystemResponse(
    string Version, DateTimeOffset StartedAt, DatabaseStatus Database, long Migrations, StorageStatus Storage, IReadOnlyList<NodeStatus> Nodes,
    MailStatus Mail, KeysStatus Keys, IReadOnlyList<SystemCheck> Checks);

internal static class GetSystemEndpoint
{
    public static void Map(RouteGroupBuilder admin) =>
        admin.MapGet("/system", HandleAsync)
            .Allow(AccessPolicy.Administrators)
            .WithName("Admin_GetSystem")
            .WithSummary("How this Halcyon is: versions, room, workers, mail, keys, and checks with what to do.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden);

    private static async Task<Ok<SystemResponse>> HandleAsync(
        SystemFacts facts, SigningKeys signingKeys, IEnumerable<ISystemChecks> parts, CancellationToken cancellationToken)
    {
        var checks = new List<SystemCheck>();
        foreach (var part in parts)
            checks.AddRange(await part.RunAsync(cancellationToken));
        var known = await facts.ReadAsync(cancellationToken);
        return TypedResults.Ok(new SystemResponse(
            known.Version, known.StartedAt, known.Database, known.Migrations, known.Storage, known.Nodes, known.Mail,
            new KeysStatus(known.MasterKeyId, known.IsKeyFile, known.KeysToRewrap, signingKeys.NewestCreatedAt), checks));
    }
}

using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using Halcyon.Platform.Access;
using Halcyon.Platform.Paging;
using Halcyon.Platform.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Users;

internal static class ListUsersEndpoint
{
    public static void Map(RouteGroupBuilder admin) =>
        admin.MapGet("/users", HandleAsync)
            .Allow(AccessPolicy.Administrators)
            .WithName("Admin_ListUsers")
            .WithSummary("All accounts, newest first.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesValidationProblem();

    private static async Task<Results<Ok<Page<UserResponse>>, ValidationProblem>> HandleAsync(
        AccountsDb db, CancellationToken cancellationToken, [Range(1, 100)] int limit = 20, string? cursor = null)
    {
        var users = db.Users.AsQueryable();
        if (cursor is not null)
        {
            if (!TryReadCursor(cursor, out var last))
            {
                return TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal)
                {
                    ["cursor"] = ["Use the next_cursor of the page before, unchanged."],
                });
            }

            users = users.Where(user => user.Id < last);
        }

        // Ids are version 7, so their order is the order of creation.
        var found = await db.SelectUsers(users.OrderByDescending(user => user.Id).Take(limit + 1)).ToListAsync(cancellationToken);
        var page = found.Take(limit).ToList();
        var next = found.Count > limit ? Base64Url.EncodeToString(page[^1].Id.ToByteArray(bigEndian: true)) : null;
        return TypedResults.Ok(new Page<UserResponse>(page, next));
    }

    private static bool TryReadCursor(string cursor, out Guid last)
    {
        var isValid = StrictBase64Url.TryDecode(cursor, out var bytes) && bytes.Length == 16;
        last = isValid ? new Guid(bytes, bigEndian: true) : default;
        return isValid;
    }
}

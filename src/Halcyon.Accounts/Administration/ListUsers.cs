using System.ComponentModel.DataAnnotations;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Administration;

internal static class ListUsersEndpoint
{
    private const string Escape = "\\";

    public static void Map(RouteGroupBuilder admin) =>
        admin.MapGet("/users", HandleAsync)
            .Allow(AccessPolicy.Administrators)
            .WithName("Admin_ListUsers")
            .WithSummary("Accounts, newest first. query looks in address and name; status is active, disabled, erasing, unverified or guest.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesValidationProblem();

    private static async Task<Results<Ok<Page<AdminUserResponse>>, ValidationProblem>> HandleAsync(
        AccountsDb db, CancellationToken cancellationToken, [Range(1, 100)] int limit = 20, string? cursor = null,
        [StringLength(254)] string? query = null, string? role = null, string? status = null)
    {
        var users = db.Users.AsQueryable();
        if (cursor is not null)
        {
            if (!IdCursor.TryRead(cursor, out var last))
                return Invalid("cursor", IdCursor.Error);
            users = users.Where(user => user.Id < last);
        }

        if (!string.IsNullOrWhiteSpace(query))
            users = Search(users, query.Trim().Replace("\0", "", StringComparison.Ordinal));
        if (!string.IsNullOrEmpty(role))
        {
            if (!Roles.All.Contains(role, StringComparer.Ordinal))
                return Invalid("role", $"Give one of {string.Join(", ", Roles.All)}.");
            users = users.Where(user => db.UserRoles.Any(held => held.UserId == user.Id && db.Roles.Any(r => r.Id == held.RoleId && r.Name == role)));
        }

        if (!string.IsNullOrEmpty(status))
        {
            if (Filter(users, status) is not { } filtered)
                return Invalid("status", "Give one of active, disabled, erasing, unverified, guest.");
            users = filtered;
        }

        // Ids are version 7, so their order is the order of creation.
        var found = await db.SelectAdminUsers(users.OrderByDescending(user => user.Id).Take(limit + 1)).ToListAsync(cancellationToken);
        return TypedResults.Ok(IdCursor.Cut(found, limit, user => user.Id));
    }

    private static IQueryable<Account> Search(IQueryable<Account> users, string text)
    {
        if (Guid.TryParse(text, out var id))
            return users.Where(user => user.Id == id);

        var escaped = text.Replace(Escape, Escape + Escape, StringComparison.Ordinal).Replace("%", Escape + "%", StringComparison.Ordinal)
            .Replace("_", Escape + "_", StringComparison.Ordinal);
        var pattern = $"%{escaped}%";
        return users.Where(user => EF.Functions.ILike(user.Email!, pattern, Escape) || EF.Functions.ILike(user.DisplayName!, pattern, Escape));
    }

    private static IQueryable<Account>? Filter(IQueryable<Account> users, string status) => status switch
    {
        "active" => users.Where(user => user.DisabledAt == null && user.EraseAfter == null && !user.IsGuest),
        "disabled" => users.Where(user => user.DisabledAt != null),
        "erasing" => users.Where(user => user.EraseAfter != null),
        "unverified" => users.Where(user => !user.IsGuest && !user.EmailConfirmed),
        "guest" => users.Where(user => user.IsGuest),
        _ => null,
    };

    private static ValidationProblem Invalid(string parameter, string error) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { [parameter] = [error] });
}

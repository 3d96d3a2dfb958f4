using System.ComponentModel.DataAnnotations;
using Halcyon.Accounts.Registration;
using Halcyon.Accounts.Sessions;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Hosting;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Accounts.Guests;

public sealed record GuestRequest(
    [property: RegularExpression(RefreshTransport.Pattern, ErrorMessage = RefreshTransport.PatternError)] string? RefreshTransport = null);

internal static class OpenGuestAccountEndpoint
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public static void Map(RouteGroupBuilder auth) =>
        auth.MapPost("/guest", HandleAsync)
            .Allow(AccessPolicy.Anyone)
            .WithName("Auth_Guest")
            .WithSummary("Try Halcyon without an account: a guest's account is erased with all it holds after 24 hours.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem();

    private static async Task<Results<Created<TokenResponse>, ProblemHttpResult>> HandleAsync(
        GuestRequest? request, HttpContext http, HalcyonOptions options, AccountOpener opener, SessionStarter sessions,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!options.DemoEnabled)
        {
            return HalcyonProblem.Create(StatusCodes.Status404NotFound, "demo-off", "This Halcyon has no demo. Open an account instead.");
        }

        var guest = Account.ForGuest(clock.GetUtcNow(), Lifetime);
        var entry = new AuditEntry("account.guest_opened", guest.UserId, guest.UserId);
        await opener.OpenAsync(guest, password: null, [Roles.Person], entry, cancellationToken);
        var answer = await sessions.StartAsync(http, guest.UserId, guest.ExpiresAt, request?.RefreshTransport, new SignIn(SignInMethod.Guest), cancellationToken);
        return TypedResults.Created("/v1/users/me", answer);
    }
}

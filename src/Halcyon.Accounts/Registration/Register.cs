using System.ComponentModel.DataAnnotations;
using Halcyon.Accounts.EmailVerification;
using Halcyon.Accounts.HealthScreening;
using Halcyon.Accounts.Profiles;
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

namespace Halcyon.Accounts.Registration;

public sealed record RegisterRequest(
    [property: Required, EmailRules] string Email,
    [property: Required, StringLength(PasswordLength.Maximum, MinimumLength = PasswordLength.Minimum, ErrorMessage = PasswordLength.Error)] string Password,
    [property: DisplayNameRules] string? DisplayName = null,
    [property: RegularExpression(RefreshTransport.Pattern, ErrorMessage = RefreshTransport.PatternError)] string? RefreshTransport = null,
    ChangeProfileRequest? Profile = null,
    ScreeningAnswers? HealthScreening = null);

internal static class RegisterEndpoint
{
    public static void Map(RouteGroupBuilder auth) =>
        auth.MapPost("/register", HandleAsync)
            .Allow(AccessPolicy.Anyone)
            .WithName("Auth_Register")
            .WithSummary("Open an account and sign in. The password has at least 12 characters and is not easily guessed.")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesValidationProblem();

    private static async Task<Results<Created<TokenResponse>, ProblemHttpResult, ValidationProblem>> HandleAsync(
        RegisterRequest request, HttpContext http, HalcyonOptions options, AccountOpener opener, TakenAddressLimit takenLimit, SessionStarter sessions,
        GivenAtRegistration given, VerificationLetter letter, IAuditLog audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!options.RegistrationEnabled)
        {
            return HalcyonProblem.Create(
                StatusCodes.Status403Forbidden, "registration-closed",
                "This Halcyon does not take registrations. Ask its administrator for an account.");
        }

        if (takenLimit.IsReached(http.Connection.RemoteIpAddress))
        {
            return TakenAddressLimit.Problem(http);
        }

        var account = Account.ForPerson(Email.Clean(request.Email), DisplayName.Clean(request.DisplayName), clock.GetUtcNow());
        var entry = new AuditEntry("account.registered", account.UserId, account.UserId);
        var details = await given.PrepareAsync(account.UserId, request.Profile, request.HealthScreening, cancellationToken);
        var opened = await opener.OpenAsync(account, request.Password, [Roles.Person], entry, cancellationToken, AlsoAsync);
        if (opened.IsEmailTaken)
        {
            takenLimit.Count(http.Connection.RemoteIpAddress);
            await audit.AppendAsync(new AuditEntry("account.registered", null, null, Outcome: "refused"), cancellationToken);
            return HalcyonProblem.Create(
                StatusCodes.Status409Conflict, "email-taken", "There is already an account with this email address. Sign in instead.");
        }

        if (opened.PasswordErrors is [_, ..])
        {
            return TypedResults.ValidationProblem(
                new Dictionary<string, string[]>(StringComparer.Ordinal) { ["password"] = [.. opened.PasswordErrors] });
        }

        var answer = await sessions.StartAsync(http, account.UserId, null, request.RefreshTransport, new SignIn(SignInMethod.Registration), cancellationToken);
        return TypedResults.Created("/v1/users/me", answer);

        async Task AlsoAsync(CancellationToken stop)
        {
            if (details is not null)
                await details(stop);
            await letter.QueueAsync(account, stop);
        }
    }
}

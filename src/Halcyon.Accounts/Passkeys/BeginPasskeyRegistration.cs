using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Halcyon.Accounts.Registration;
using Halcyon.Accounts.Sessions;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Passkeys;

/// <param name="Password">Where the account has one.</param>
/// <param name="MfaCode">Where the account has an authenticator app: a passkey is asked for instead of both.</param>
public sealed record PasskeyRegistrationOptionsRequest(
    [property: StringLength(PasswordLength.Maximum, ErrorMessage = PasswordLength.TooLongError)] string? Password = null,
    [property: StringLength(64)] string? MfaCode = null);

/// <param name="Options">For `navigator.credentials`, in its JSON form.</param>
/// <param name="State">Send it back unchanged with the credential, once, within five minutes.</param>
public sealed record PasskeyOptionsResponse(JsonElement Options, string State);

internal static class BeginPasskeyRegistrationEndpoint
{
    /// <summary>More than anybody has devices; keeps the list that a browser is sent short.</summary>
    private const int MostPasskeys = 20;

    public static void Map(RouteGroupBuilder auth) =>
        auth.MapPost("/passkeys/registration-options", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Auth_PasskeyRegistrationOptions")
            .WithSummary("What a browser needs to make a passkey for your account.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesValidationProblem();

    private static async Task<Results<Ok<PasskeyOptionsResponse>, ProblemHttpResult>> HandleAsync(
        PasskeyRegistrationOptionsRequest? request, HttpContext http, Caller caller, AccountsDb db, Reauthentication reauthentication,
        RelyingParties parties, Ceremonies ceremonies, CancellationToken cancellationToken)
    {
        if (parties.Of(http.Request) is not { } party)
        {
            return parties.NotHere();
        }

        if (await reauthentication.RefuseAsync(http, caller, request?.Password, request?.MfaCode, cancellationToken) is { } refused)
        {
            return refused;
        }

        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == caller.UserId.Value, cancellationToken);
        if (account is null)
        {
            return GetMeEndpoint.AccountGone();
        }

        if (account.IsGuest)
        {
            return HalcyonProblem.Create(StatusCodes.Status409Conflict, "guest-account", "A guest's account ends within a day. Open an account to add a passkey.");
        }

        if (await db.Set<Passkey>().CountAsync(passkey => passkey.UserId == account.Id, cancellationToken) >= MostPasskeys)
        {
            return HalcyonProblem.Create(StatusCodes.Status409Conflict, "too-many-passkeys", "Your account has 20 passkeys. Remove one that you no longer use.");
        }

        var entity = new PasskeyUserEntity { Id = account.Id.ToString(), Name = account.Email!, DisplayName = account.DisplayName ?? account.Email! };
        var options = await ceremonies.Handler(party).MakeCreationOptionsAsync(entity, http);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new PasskeyOptionsResponse(
            JsonSerializer.Deserialize<JsonElement>(options.CreationOptionsJson), ceremonies.Seal(party, caller.UserId, options.AttestationState!)));
    }
}

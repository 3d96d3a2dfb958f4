using Halcyon.Platform.Access;
using Halcyon.Testing;

namespace Halcyon.Accounts.Tests;

internal static class Administrators
{
    /// <summary>Signs in as the administrator that the first start made.</summary>
    public static async Task<SignedIn> TakeFirstAsync(HalcyonApp app)
    {
        var email = await app.QueryAsync<string>("select email from accounts.users where email_verified limit 1");
        var letter = await Letters.Resets.RequestAsync(app, email!);
        await app.PostAsync("/v1/auth/reset-password", new { user_id = letter["user"], token = letter["token"], password = Calls.Password }).StatusAsync();
        return await app.LoginAsync(email!);
    }

    public static async Task<SignedIn> NewAdministratorAsync(this HalcyonApp app)
    {
        var account = await app.SignUpAsync();
        await app.GrantAsync(account.Id, Roles.Administrator);
        return await app.LoginAsync(account.Email);
    }
}

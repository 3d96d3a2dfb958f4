using Halcyon.Platform.Problems;

namespace Halcyon.Accounts.ExternalSignIn;

/// <summary>Why signing in through the provider did not work: ends of problem types, which the sign-in page has a sentence for.</summary>
internal static class SignInProblem
{
    /// <summary>It does not answer. Signing in with a password still works.</summary>
    public const string ProviderUnavailable = "provider-unavailable";

    /// <summary>It refused, or what it said was not believed.</summary>
    public const string ProviderRefused = "provider-refused";

    /// <summary>The person said no there.</summary>
    public const string Declined = "provider-declined";

    /// <summary>Too long ago, another browser, or an answer to a question that was not asked.</summary>
    public const string Interrupted = "sign-in-interrupted";

    /// <summary>It gave no address that it has verified, and an account needs one.</summary>
    public const string EmailMissing = "provider-email-missing";

    /// <summary>An account with that address exists: sign in to it as always, and link it in the settings.</summary>
    public const string AccountExists = "account-exists";

    public const string RegistrationClosed = "registration-closed";

    /// <summary>An administrator closed the account.</summary>
    public const string AccountDisabled = "account-disabled";

    /// <summary>That login at the provider is another account's here.</summary>
    public const string LoginTaken = "external-login-taken";

    public static string Type(string code) => HalcyonProblem.TypePrefix + code;
}

using System.Text;
using Halcyon.Accounts.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Halcyon.Accounts.Registration;

internal static class PasswordLength
{
    public const int Minimum = 12;

    /// <summary>Long enough for any phrase, short enough that hashing it is not an attack.</summary>
    public const int Maximum = 256;

    public const string Error = "Use a password of 12 to 256 characters; several words are easy to remember.";
    public const string TooLongError = "The password is longer than 256 characters.";
}

/// <summary>
/// Identity's PBKDF2 over the compatibility-composed password, so that one password typed on two keyboards is one password
/// (NIST SP 800-63B, 3.1.1.2).
/// </summary>
internal sealed class ComposedPasswordHasher(IOptions<PasswordHasherOptions> options) : PasswordHasher<Account>(options)
{
    /// <summary>OWASP's figure for PBKDF2 with HMAC-SHA512.</summary>
    public const int Iterations = 210_000;

    public override string HashPassword(Account user, string password) => base.HashPassword(user, Compose(password));

    public override PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword) =>
        base.VerifyHashedPassword(user, hashedPassword, Compose(providedPassword));

    /// <remarks>The runtime refuses to compose text with the noncharacter U+FFFE; such a password stays as it is.</remarks>
    private static string Compose(string password) =>
        password.Contains('\uFFFE', StringComparison.Ordinal) ? password : password.Normalize(NormalizationForm.FormKC);
}

internal sealed class GuessablePasswordValidator : IPasswordValidator<Account>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var ownWords = new[] { user.Email, user.DisplayName }.OfType<string>();
        var result = CommonPasswords.IsGuessable(password ?? "", ownWords)
            ? IdentityResult.Failed(new IdentityError
            {
                Code = "PasswordGuessable",
                Description = "This password is easily guessed. Use several unrelated words, or let your browser make one.",
            })
            : IdentityResult.Success;
        return Task.FromResult(result);
    }
}

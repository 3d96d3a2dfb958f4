using System.Security.Cryptography;

namespace Halcyon.Accounts.Users;

/// <summary>What every link and token of an account is bound to; a new one ends them all.</summary>
internal static class SecurityStamps
{
    public static string New() => Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
}
